"""Addresses of pairs and of the library of resources."""

app_name = "growth"
urlpatterns = []
