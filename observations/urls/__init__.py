"""Addresses of observations and of the quota board, one list per noun."""

from observations.urls import reading

app_name = "observations"
urlpatterns = [
    *reading.urlpatterns,
]
