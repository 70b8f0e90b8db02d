"""Addresses at which observations are read."""

from django.urls import path

from observations.views import maps, reading

urlpatterns = [
    path("mine/", reading.observed_mine, name="observed_mine"),
    path("lessons/", reading.observed_list, name="observed_list"),
    path("assessments/", reading.assessment_list, name="assessment_list"),
    path("map/", maps.observation_map, name="observation_map"),
    path("<uuid:public_id>/", reading.observation_detail, name="observation_detail"),
    path("<uuid:public_id>/answer/", reading.observation_answer, name="observation_answer"),
    path("<uuid:public_id>/tell/", reading.observation_tell, name="observation_tell"),
    path("<uuid:public_id>/office/", reading.observation_office, name="observation_office"),
]
