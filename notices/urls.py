"""Addresses of the inbox."""

from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.notice_read_all, name="notice_read_all"),
    path("<uuid:public_id>/open/", views.notice_open, name="notice_open"),
    path("<uuid:public_id>/read/", views.notice_read, name="notice_read"),
]
