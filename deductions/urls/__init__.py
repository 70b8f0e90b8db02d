"""Addresses of price lists, entries, appeals and statements, one list per noun."""

from deductions.urls import entries, prices, statements

app_name = "deductions"
urlpatterns = [*prices.urlpatterns, *statements.urlpatterns, *entries.urlpatterns]
