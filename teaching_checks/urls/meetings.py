from django.urls import path

from teaching_checks.views import meetings

urlpatterns = [
    path("leaders/", meetings.leader_list, name="leader_list"),
    path("leaders/groups/new/", meetings.attachment_add, name="attachment_add"),
    path("leaders/groups/<uuid:public_id>/end/", meetings.attachment_end, name="attachment_end"),
    path("leaders/visits/new/", meetings.visit_add, name="visit_add"),
    path("leaders/visits/<uuid:public_id>/remove/", meetings.visit_remove, name="visit_remove"),
    path("told/", meetings.reportgiven_list, name="reportgiven_list"),
    path("told/new/", meetings.reportgiven_add, name="reportgiven_add"),
    path("told/<uuid:public_id>/file/", meetings.reportgiven_file, name="reportgiven_file"),
]
