"""Addresses of observations and of the quota board, one list per noun."""

app_name = "observations"
urlpatterns = []
