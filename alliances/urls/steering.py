from django.urls import path

from alliances.views import steering

urlpatterns = [
    path("<uuid:public_id>/spot-checks/", steering.spotcheck_list, name="spotcheck_list"),
    path("<uuid:public_id>/spot-checks/new/", steering.spotcheck_record, name="spotcheck_record"),
    path("spot-checks/<uuid:public_id>/", steering.spotcheck_detail, name="spotcheck_detail"),
    path("spot-checks/<uuid:public_id>/edit/", steering.spotcheck_edit, name="spotcheck_edit"),
    path("spot-checks/<uuid:public_id>/follow/", steering.spotcheck_follow, name="spotcheck_follow"),
    path("<uuid:public_id>/commendations/", steering.commendation_list, name="commendation_list"),
    path("<uuid:public_id>/commendations/new/", steering.commendation_add, name="commendation_add"),
    path("commendations/<uuid:public_id>/remove/", steering.commendation_remove, name="commendation_remove"),
]
