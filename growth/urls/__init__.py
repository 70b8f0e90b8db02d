"""Addresses of pairs and of the library of resources."""

from growth.urls import pairs

app_name = "growth"
urlpatterns = [
    *pairs.urlpatterns,
]
