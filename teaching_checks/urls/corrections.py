from django.urls import path

from teaching_checks.views import corrections

urlpatterns = [
    path("corrections/", corrections.correction_list, name="correction_list"),
    path("corrections/mine/", corrections.correction_mine, name="correction_mine"),
    path("inspected/<uuid:public_id>/correction/", corrections.correction_order, name="correction_order"),
    path("corrections/<uuid:public_id>/", corrections.correction_detail, name="correction_detail"),
    path("corrections/<uuid:public_id>/correct/", corrections.correction_correct, name="correction_correct"),
    path("corrections/<uuid:public_id>/verify/", corrections.correction_verify, name="correction_verify"),
    path("corrections/<uuid:public_id>/return/", corrections.correction_return, name="correction_return"),
    path("corrections/<uuid:public_id>/file/", corrections.correction_file, name="correction_file"),
]
