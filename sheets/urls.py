"""Addresses of score sheets."""

app_name = "sheets"
urlpatterns = []
