"""Addresses of whom and what the documents mean."""

from django.urls import path

from rulebook.views import people

urlpatterns = [
    path("people/", people.holder_list, name="holder_list"),
    path("people/<str:role>/add/", people.holder_add, name="holder_add"),
    path("people/<uuid:public_id>/end/", people.holder_end, name="holder_end"),
    path("things/", people.thing_list, name="thing_list"),
    path("things/<uuid:public_id>/end/", people.thing_end, name="thing_end"),
]
