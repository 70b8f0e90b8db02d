"""Addresses of documents in force: adopt, change, end, try."""

urlpatterns = []
