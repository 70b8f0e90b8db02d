from django.urls import path

from teaching_checks.views import workbooks

urlpatterns = [
    path("rounds/<uuid:public_id>/template/", workbooks.round_template, name="round_template"),
    path("rounds/<uuid:public_id>/import/", workbooks.round_import, name="round_import"),
    path("rounds/<uuid:public_id>/import/preview/", workbooks.round_import_preview, name="round_import_preview"),
]
