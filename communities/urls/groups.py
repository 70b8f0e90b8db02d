"""Addresses of communities, their members, and how the school stands."""

from django.urls import path

from communities.views import groups, groups_answering, groups_forming, groups_school

urlpatterns = [
    path("", groups.community_list, name="community_list"),
    path("coverage/", groups_school.community_coverage, name="community_coverage"),
    path("pupils/", groups_school.community_pupils, name="community_pupils"),
    path("advisers/", groups_school.adviser_list, name="adviser_list"),
    path("limits/", groups_school.limits, name="limits"),
    path("limits/reset/", groups_school.limits_reset, name="limits_reset"),
    path("invitations/", groups_answering.invitation_list, name="invitation_list"),
    path("members/<uuid:public_id>/answer/", groups_answering.membership_answer, name="membership_answer"),
    path("members/<uuid:public_id>/leave/", groups_answering.membership_leave, name="membership_leave"),
    path("members/<uuid:public_id>/take-back/", groups_forming.membership_take_back, name="membership_take_back"),
    path("members/<uuid:public_id>/lead/", groups_forming.membership_lead, name="membership_lead"),
    path("<uuid:public_id>/", groups.community_detail, name="community_detail"),
    path("<uuid:public_id>/name/", groups.community_rename, name="community_rename"),
    path("<uuid:public_id>/approve/", groups.community_approve, name="community_approve"),
    path("<uuid:public_id>/override/", groups.community_override, name="community_override"),
    path("<uuid:public_id>/dissolve/", groups.community_dissolve, name="community_dissolve"),
    path("<uuid:public_id>/pupils/", groups_forming.community_propose_pupils, name="community_propose_pupils"),
    path("<uuid:public_id>/parents/", groups_forming.community_propose_parents, name="community_propose_parents"),
    path("<uuid:public_id>/advisers/", groups_forming.community_propose_advisers, name="community_propose_advisers"),
]
