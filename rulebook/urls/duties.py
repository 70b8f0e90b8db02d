"""Addresses of what one owes oneself."""

urlpatterns = []
