"""Addresses of observations and of the quota board, one list per noun."""

from observations.urls import made, quotas, reading

app_name = "observations"
urlpatterns = [
    *made.urlpatterns,
    *quotas.urlpatterns,
    *reading.urlpatterns,
]
