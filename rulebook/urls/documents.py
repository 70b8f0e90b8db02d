"""Addresses of the library of documents."""

urlpatterns = []
