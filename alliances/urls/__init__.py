"""Addresses of the alliances, by area."""

from alliances.urls import bodies, founding

app_name = "alliances"
urlpatterns = [
    *bodies.urlpatterns,
    *founding.urlpatterns,
]
