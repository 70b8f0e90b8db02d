"""Addresses of the observation form, of its drafts on the phone, and of what was handed in."""

from django.urls import path

from observations.views import drafts, made

urlpatterns = [
    path("", made.observation_list, name="observation_list"),
    path("new/", drafts.observation_new, name="observation_new"),
    path("new/choices/", drafts.observation_choices, name="observation_choices"),
    path("new/send/", drafts.observation_send, name="observation_send"),
    path("worker.js", drafts.observation_worker, name="observation_worker"),
    path("<uuid:public_id>/talked-over/", made.observation_talk, name="observation_talk"),
    path("<uuid:public_id>/mend/", made.observation_mend, name="observation_mend"),
    path("<uuid:public_id>/withdraw/", made.observation_withdraw, name="observation_withdraw"),
    path("photos/<uuid:public_id>/", made.photo_show, name="photo_show"),
]
