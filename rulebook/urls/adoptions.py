"""Addresses of documents in force: adopt, change, end, try."""

from django.urls import path

from rulebook.views import adoptions, trials

urlpatterns = [
    path("documents/<str:document>/adopt/", adoptions.adoption_new, name="adoption_new"),
    path("documents/<str:document>/trial/", trials.adoption_trial, name="adoption_trial"),
    path("adoptions/<uuid:public_id>/", adoptions.adoption_show, name="adoption_show"),
    path("adoptions/<uuid:public_id>/change/", adoptions.adoption_change, name="adoption_change"),
    path("adoptions/<uuid:public_id>/end/", adoptions.adoption_end, name="adoption_end"),
]
