"""Addresses of self-reports, the joint assessment, the comparison of schools and the district's page."""

from django.urls import path

from alliances.views import assessments, common_papers, comparing, district, self_reports, trainings

REPORT, MEMBER, ALLIANCE = "self-reports/<uuid:public_id>/", "members/<uuid:public_id>/", "<uuid:public_id>/"

urlpatterns = [
    path("self-reports/", self_reports.selfreport_list, name="selfreport_list"),
    path(f"{MEMBER}self-reports/begin/", self_reports.selfreport_begin, name="selfreport_begin"),
    path(REPORT, self_reports.selfreport_detail, name="selfreport_detail"),
    path(f"{REPORT}submit/", self_reports.selfreport_submit, name="selfreport_submit"),
    path(f"{REPORT}answer/", self_reports.selfreport_answer, name="selfreport_answer"),
    path("report-sections/<uuid:public_id>/", self_reports.reportsection_edit, name="reportsection_edit"),
    path("assessment/", assessments.jointassessment_list, name="jointassessment_list"),
    path(f"{ALLIANCE}assessment/", assessments.jointassessment_show, name="jointassessment_show"),
    path(f"{ALLIANCE}assessment/close/", assessments.jointassessment_close, name="jointassessment_close"),
    path(
        f"{ALLIANCE}assessment/indicators/", assessments.jointassessment_indicators, name="jointassessment_indicators"
    ),
    path(f"{MEMBER}assessment/", assessments.jointassessment_enter, name="jointassessment_enter"),
    path("scores/<uuid:public_id>/confirm/", assessments.jointscore_confirm, name="jointscore_confirm"),
    path("scores/<uuid:public_id>/file/", assessments.jointscore_file, name="jointscore_file"),
    path(f"{ALLIANCE}comparison/", comparing.comparison_show, name="comparison_show"),
    path(f"{MEMBER}satisfaction/", comparing.satisfaction_add, name="satisfaction_add"),
    path(f"{ALLIANCE}strengths/", comparing.strength_list, name="strength_list"),
    path(f"{MEMBER}strengths/", comparing.strength_add, name="strength_add"),
    path("strengths/<uuid:public_id>/partner/", comparing.strength_match, name="strength_match"),
    path("strengths/<uuid:public_id>/end/", comparing.strength_end, name="strength_end"),
    path(f"{ALLIANCE}summaries/", common_papers.alliancesummary_list, name="alliancesummary_list"),
    path(f"{ALLIANCE}summaries/write/", common_papers.alliancesummary_edit, name="alliancesummary_edit"),
    path("summaries/<uuid:public_id>/", common_papers.alliancesummary_show, name="alliancesummary_show"),
    path(f"{ALLIANCE}evaluations/", common_papers.sharedevaluation_list, name="sharedevaluation_list"),
    path(f"{ALLIANCE}evaluations/add/", common_papers.sharedevaluation_add, name="sharedevaluation_add"),
    path("evaluations/<uuid:public_id>/file/", common_papers.sharedevaluation_file, name="sharedevaluation_file"),
    path("evaluations/<uuid:public_id>/end/", common_papers.sharedevaluation_end, name="sharedevaluation_end"),
    path(f"{ALLIANCE}trainings/", trainings.training_list, name="training_list"),
    path(f"{MEMBER}trainings/", trainings.training_enter, name="training_enter"),
    path("trainings/<uuid:public_id>/remove/", trainings.training_remove, name="training_remove"),
    path("district/", district.district_list, name="district_list"),
    path("district/<uuid:public_id>/", district.district_show, name="district_show"),
]
