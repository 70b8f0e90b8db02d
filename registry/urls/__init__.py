"""Addresses of the registers, one list per noun."""

from registry.urls import imports, people, setup, timetable

app_name = "registry"
urlpatterns = [*people.urlpatterns, *setup.urlpatterns, *imports.urlpatterns, *timetable.urlpatterns]
