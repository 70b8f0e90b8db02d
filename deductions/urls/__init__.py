"""Addresses of price lists, entries, appeals and statements, one list per noun."""

app_name = "deductions"
urlpatterns = []
