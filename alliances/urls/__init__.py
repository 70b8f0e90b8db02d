"""Addresses of the alliances, by area."""

from alliances.urls import activities, bodies, exchange, founding, meetings, steering

app_name = "alliances"
urlpatterns = [
    *activities.urlpatterns,
    *bodies.urlpatterns,
    *exchange.urlpatterns,
    *founding.urlpatterns,
    *meetings.urlpatterns,
    *steering.urlpatterns,
]
