"""Addresses of the compliance board."""

urlpatterns = []
