"""Addresses of observations and of the quota board, one list per noun."""

from observations.urls import quotas, reading

app_name = "observations"
urlpatterns = [
    *quotas.urlpatterns,
    *reading.urlpatterns,
]
