"""Addresses of societies."""

from django.urls import path

from communities.views import societies, societies_chart

urlpatterns = [
    path("societies/", societies.society_list, name="society_list"),
    path("societies/new/", societies.society_create, name="society_create"),
    path("societies/chart/", societies_chart.society_charts, name="society_charts"),
    path("societies/<uuid:public_id>/", societies.society_detail, name="society_detail"),
    path("societies/<uuid:public_id>/chart/", societies_chart.society_chart, name="society_chart"),
    path("societies/<uuid:public_id>/president/", societies.society_president, name="society_president"),
    path("societies/<uuid:public_id>/dissolve/", societies.society_dissolve, name="society_dissolve"),
    path(
        "societies/<uuid:public_id>/communities/new/",
        societies.society_community_create,
        name="society_community_create",
    ),
]
