"""Addresses of markings, experiments, tutoring and what is prepared ahead."""

from django.urls import path

from teaching_checks.views import experiments, insights, markings, plans, tutoring

urlpatterns = [
    path("markings/", markings.marking_mine, name="marking_mine"),
    path("markings/tap/", markings.marking_tap, name="marking_tap"),
    path("markings/add/", markings.marking_add, name="marking_add"),
    path("markings/all/", markings.marking_list, name="marking_list"),
    path("markings/subjects/", markings.marking_shares, name="marking_shares"),
    path("markings/<uuid:public_id>/remove/", markings.marking_remove, name="marking_remove"),
    path("markings/of/<uuid:public_id>/", markings.marking_teacher, name="marking_teacher"),
    path("markings/of/<uuid:public_id>/enter/", markings.marking_enter, name="marking_enter"),
    path("experiments/", experiments.experiment_mine, name="experiment_mine"),
    path("experiments/plan/", experiments.experiment_plan, name="experiment_plan"),
    path("experiments/all/", experiments.experiment_list, name="experiment_list"),
    path("experiments/<uuid:public_id>/", experiments.experiment_show, name="experiment_show"),
    path("experiments/<uuid:public_id>/log/", experiments.experiment_log, name="experiment_log"),
    path("experiments/<uuid:public_id>/remove/", experiments.experiment_remove, name="experiment_remove"),
    path("experiments/<uuid:public_id>/judge/", experiments.experiment_judge, name="experiment_judge"),
    path("tutoring/", tutoring.tutoring_mine, name="tutoring_mine"),
    path("tutoring/add/", tutoring.tutoring_add, name="tutoring_add"),
    path("tutoring/all/", tutoring.tutoring_list, name="tutoring_list"),
    path("tutoring/<uuid:public_id>/remove/", tutoring.tutoring_remove, name="tutoring_remove"),
    path("tutoring/of/<uuid:public_id>/", tutoring.tutoring_teacher, name="tutoring_teacher"),
    path("insights/", insights.insight_mine, name="insight_mine"),
    path("insights/<uuid:public_id>/remove/", insights.insight_remove, name="insight_remove"),
    path("plans-ahead/", plans.planexception_list, name="planexception_list"),
    path("plans-ahead/of/<uuid:public_id>/", plans.planexception_add, name="planexception_add"),
    path("plans-ahead/<uuid:public_id>/remove/", plans.planexception_remove, name="planexception_remove"),
]
