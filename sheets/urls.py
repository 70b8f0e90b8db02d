"""Addresses of score sheets."""

from django.urls import path

from sheets import views

app_name = "sheets"
urlpatterns = [
    path("", views.sheet_list, name="sheet_list"),
    path("new/", views.sheet_new, name="sheet_new"),
    path("<uuid:public_id>/", views.sheet_show, name="sheet_show"),
    path("<uuid:public_id>/edit/", views.sheet_edit, name="sheet_edit"),
    path("<uuid:public_id>/copy/", views.sheet_copy, name="sheet_copy"),
    path("<uuid:public_id>/retire/", views.sheet_retire, name="sheet_retire"),
    path("<uuid:public_id>/offer/", views.sheet_offer, name="sheet_offer"),
]
