"""Addresses of the library of documents."""

from django.urls import path

from rulebook.views import documents

urlpatterns = [
    path("documents/", documents.document_list, name="document_list"),
    path("documents/compare/", documents.document_compare, name="document_compare"),
    path("documents/<str:document>/", documents.document_show, name="document_show"),
]
