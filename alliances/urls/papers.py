"""Papers, goals and groups of an alliance."""

from django.urls import path

from alliances.views import admissions, goals, papers

urlpatterns = [
    path("<uuid:public_id>/papers/", papers.alliance_papers, name="alliance_papers"),
    path("<uuid:public_id>/papers/basis/", papers.alliance_basis, name="alliance_basis"),
    path("<uuid:public_id>/papers/plan/", papers.alliance_plan, name="alliance_plan"),
    path("members/<uuid:public_id>/plan/", papers.member_plan, name="member_plan"),
    path("members/<uuid:public_id>/step/", papers.member_step, name="member_step"),
    path("plans/<uuid:public_id>/", papers.allianceplan_detail, name="allianceplan_detail"),
    path("plans/<uuid:public_id>/confirm/", papers.allianceplan_confirm, name="allianceplan_confirm"),
    path("plans/<uuid:public_id>/file/", papers.allianceplan_file, name="allianceplan_file"),
    path("basis/<uuid:public_id>/file/", papers.basisdoc_file, name="basisdoc_file"),
    path("steps/<uuid:public_id>/file/", papers.prepstep_file, name="prepstep_file"),
    path("<uuid:public_id>/goals/", goals.alliance_goals, name="alliance_goals"),
    path("<uuid:public_id>/goals/take/", goals.alliance_goals_take, name="alliance_goals_take"),
    path("<uuid:public_id>/goals/add/", goals.alliance_goal, name="alliance_goal"),
    path("goals/<uuid:public_id>/prove/", goals.yeargoal_prove, name="yeargoal_prove"),
    path("goals/<uuid:public_id>/explain/", goals.yeargoal_explain, name="yeargoal_explain"),
    path("goals/<uuid:public_id>/complete/", goals.yeargoal_complete, name="yeargoal_complete"),
    path("goals/<uuid:public_id>/reopen/", goals.yeargoal_reopen, name="yeargoal_reopen"),
    path("proofs/<uuid:public_id>/file/", goals.goalproof_file, name="goalproof_file"),
    path("<uuid:public_id>/groups/", admissions.alliance_groups, name="alliance_groups"),
    path("members/<uuid:public_id>/admit/", admissions.member_admit, name="member_admit"),
    path("admissions/<uuid:public_id>/", admissions.admission_show, name="admission_show"),
    path("admissions/<uuid:public_id>/end/", admissions.admission_end, name="admission_end"),
]
