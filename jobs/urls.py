"""Addresses of long work."""

from django.urls import path

from jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="job_list"),
    path("trouble/", views.job_trouble, name="job_trouble"),
    path("<uuid:public_id>/", views.job_detail, name="job_detail"),
    path("<uuid:public_id>/cancel/", views.job_cancel, name="job_cancel"),
    path("<uuid:public_id>/again/", views.job_start_again, name="job_start_again"),
]
