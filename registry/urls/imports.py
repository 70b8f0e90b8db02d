from django.urls import path

from registry.views import imports

urlpatterns = [
    path("imports/", imports.import_list, name="import_list"),
    path("imports/new/", imports.import_upload, name="import_upload"),
    path("imports/<uuid:public_id>/", imports.import_detail, name="import_detail"),
    path("imports/<uuid:public_id>/columns/", imports.import_mapping, name="import_mapping"),
    path("imports/<uuid:public_id>/answer/", imports.import_answer, name="import_answer"),
    path("imports/<uuid:public_id>/apply/", imports.import_apply, name="import_apply"),
    path("imports/<uuid:public_id>/again/", imports.import_again, name="import_again"),
    path("imports/<uuid:public_id>/discard/", imports.import_discard, name="import_discard"),
    path("imports/<uuid:public_id>/absent/", imports.import_absent, name="import_absent"),
    path("imports/<uuid:public_id>/marked/", imports.import_marked, name="import_marked"),
]
