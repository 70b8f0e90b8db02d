"""Addresses of pairs and of the library of resources."""

from growth.urls import pairs, resources

app_name = "growth"
urlpatterns = [
    *pairs.urlpatterns,
    *resources.urlpatterns,
]
