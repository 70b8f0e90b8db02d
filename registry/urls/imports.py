"""Addresses of the register import."""

from django.urls import path

from registry.views.imports import correcting, deciding, pages

urlpatterns = [
    path("imports/", pages.import_list, name="import_list"),
    path("imports/new/", pages.import_upload, name="import_upload"),
    path("imports/headers/", correcting.import_headers, name="import_headers"),
    path("imports/headers/<int:pk>/forget/", correcting.import_header_forget, name="import_header_forget"),
    path("imports/<uuid:public_id>/", pages.import_detail, name="import_detail"),
    path("imports/<uuid:public_id>/columns/", correcting.import_mapping, name="import_mapping"),
    path("imports/<uuid:public_id>/classes/", correcting.import_class_labels, name="import_class_labels"),
    path("imports/<uuid:public_id>/places/", correcting.import_places, name="import_places"),
    path("imports/<uuid:public_id>/answer/", deciding.import_answer, name="import_answer"),
    path("imports/<uuid:public_id>/apply/", deciding.import_apply, name="import_apply"),
    path("imports/<uuid:public_id>/again/", deciding.import_again, name="import_again"),
    path("imports/<uuid:public_id>/discard/", deciding.import_discard, name="import_discard"),
    path("imports/<uuid:public_id>/undo/", deciding.import_undo, name="import_undo"),
    path("imports/<uuid:public_id>/absent/", pages.import_absent, name="import_absent"),
    path("imports/<uuid:public_id>/marked/", deciding.import_marked, name="import_marked"),
]
