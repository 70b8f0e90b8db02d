"""Addresses of the archive, of what is made by itself, and of the school's templates."""

from django.urls import path

from reports.views import alliances, board, making, reports, schedules, templates

app_name = "reports"
urlpatterns = [
    path("", reports.report_list, name="report_list"),
    path("board/", board.board_export, name="board_export"),
    path("self-reports/<uuid:public_id>/", alliances.selfreport_word, name="selfreport_word"),
    path("assessments/<uuid:public_id>/word/", alliances.jointassessment_word, name="jointassessment_word"),
    path("assessments/<uuid:public_id>/excel/", alliances.jointassessment_excel, name="jointassessment_excel"),
    path("goals/<uuid:public_id>/word/", alliances.alliance_goals_word, name="alliance_goals_word"),
    path("goals/<uuid:public_id>/excel/", alliances.alliance_goals_excel, name="alliance_goals_excel"),
    path("new/", making.report_choose, name="report_choose"),
    path("new/<str:code>/", making.report_make, name="report_make"),
    path("progress/<uuid:public_id>/", making.progress, name="progress"),
    path("schedules/", schedules.schedule_list, name="schedule_list"),
    path("schedules/new/", schedules.schedule_choose, name="schedule_choose"),
    path("schedules/new/<str:code>/", schedules.schedule_add, name="schedule_add"),
    path("schedules/<uuid:public_id>/", schedules.schedule_edit, name="schedule_edit"),
    path("schedules/<uuid:public_id>/remove/", schedules.schedule_remove, name="schedule_remove"),
    path("templates/", templates.template_list, name="template_list"),
    path("templates/versions/<uuid:public_id>/", templates.template_download, name="template_download"),
    path("templates/<str:code>/", templates.template_replace, name="template_replace"),
    path("templates/<str:code>/default/", templates.template_default, name="template_default"),
    path("templates/<str:code>/reset/", templates.template_reset, name="template_reset"),
    path("<uuid:public_id>/", reports.report_detail, name="report_detail"),
    path("<uuid:public_id>/remove/", reports.report_remove, name="report_remove"),
    path("<uuid:public_id>/files/<str:format>/", reports.report_download, name="report_download"),
]
