"""Addresses of the alliances, by area."""

from alliances.urls import activities, bodies, exchange, founding, meetings, papers, reporting, steering, triples

app_name = "alliances"
urlpatterns = [
    *activities.urlpatterns,
    *bodies.urlpatterns,
    *exchange.urlpatterns,
    *founding.urlpatterns,
    *meetings.urlpatterns,
    *papers.urlpatterns,
    *reporting.urlpatterns,
    *steering.urlpatterns,
    *triples.urlpatterns,
]
