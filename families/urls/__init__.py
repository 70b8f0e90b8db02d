"""Addresses of the families' own pages and of the office's slips, one list per noun."""

from families.urls import entrance, own, slips

app_name = "families"
urlpatterns = [*entrance.urlpatterns, *own.urlpatterns, *slips.urlpatterns]
