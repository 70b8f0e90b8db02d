"""Alliances themselves: which there are, their schools, bodies, papers and goals."""

from django.urls import path

from alliances.views import alliances

urlpatterns = [
    path("", alliances.alliance_list, name="alliance_list"),
    path("<uuid:public_id>/", alliances.alliance_detail, name="alliance_detail"),
]
