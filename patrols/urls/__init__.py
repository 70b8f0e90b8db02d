"""Addresses of the daily patrol and of lesson changes, one list per noun."""

app_name = "patrols"
urlpatterns = []
