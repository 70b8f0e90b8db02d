"""Addresses of whom and what the documents mean."""

urlpatterns = []
