"""Alliances themselves: which there are, how they begin and end, and their schools."""

from django.urls import path

from alliances.views import alliances, founding, members

urlpatterns = [
    path("", alliances.alliance_list, name="alliance_list"),
    path("found/", founding.alliance_found, name="alliance_found"),
    path("<uuid:public_id>/", alliances.alliance_detail, name="alliance_detail"),
    path("<uuid:public_id>/ask/", founding.alliance_ask, name="alliance_ask"),
    path("<uuid:public_id>/numbers/", founding.alliance_numbers, name="alliance_numbers"),
    path("<uuid:public_id>/end/", founding.alliance_end, name="alliance_end"),
    path("members/<uuid:public_id>/answer/", members.member_answer, name="member_answer"),
    path("members/<uuid:public_id>/leave/", members.member_leave, name="member_leave"),
    path("members/<uuid:public_id>/lead/", members.member_lead, name="member_lead"),
    path("members/<uuid:public_id>/site/", members.member_site, name="member_site"),
]
