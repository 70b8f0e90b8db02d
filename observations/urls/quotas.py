"""Addresses of the quota board."""

from django.urls import path

from observations.views import quotas

urlpatterns = [
    path("board/", quotas.quota_board, name="quota_board"),
    path("board/<uuid:public_id>/", quotas.quota_show, name="quota_show"),
]
