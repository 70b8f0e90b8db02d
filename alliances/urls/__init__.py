"""Addresses of the alliances, by area."""

from alliances.urls import founding

app_name = "alliances"
urlpatterns = [
    *founding.urlpatterns,
]
