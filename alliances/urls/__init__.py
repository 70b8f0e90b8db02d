"""Addresses of the alliances, by area."""

app_name = "alliances"
urlpatterns = []
