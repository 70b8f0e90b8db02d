"""Addresses of the daily patrol and of lesson changes."""

from django.urls import path

from patrols.views import absences, changes, registers, walking

app_name = "patrols"
urlpatterns = [
    path("", registers.patrol_list, name="patrol_list"),
    path("month/", registers.patrol_month, name="patrol_month"),
    path("days/<day:on>/", registers.patrol_day, name="patrol_day"),
    path("walk/", walking.patrol_walk, name="patrol_walk"),
    path("walk/rest/", walking.patrol_rest, name="patrol_rest"),
    path("walk/finish/", walking.patrol_finish, name="patrol_finish"),
    path("lessons/<uuid:public_id>/planned/", walking.lesson_planned, name="lesson_planned"),
    path("lessons/<uuid:public_id>/found/", walking.lesson_found, name="lesson_found"),
    path("entries/<uuid:public_id>/", registers.entry_detail, name="entry_detail"),
    path("entries/<uuid:public_id>/undo/", walking.entry_undo, name="entry_undo"),
    path("entries/<uuid:public_id>/photo/", registers.entry_photo, name="entry_photo"),
    path("entries/<uuid:public_id>/reason/", absences.entry_reason, name="entry_reason"),
    path("reasons/<uuid:public_id>/seen/", absences.reason_seen, name="reason_seen"),
    path("absences/", absences.absence_list, name="absence_list"),
    path("norms/", registers.norm_list, name="norm_list"),
    path("norms/<uuid:public_id>/edit/", registers.norm_edit, name="norm_edit"),
    path("changes/", changes.change_list, name="change_list"),
    path("changes/ask/", changes.change_ask, name="change_ask"),
    path("changes/<uuid:public_id>/", changes.change_detail, name="change_detail"),
    path("changes/<uuid:public_id>/answer/", changes.change_answer, name="change_answer"),
    path("changes/<uuid:public_id>/approve/", changes.change_approve, name="change_approve"),
    path("changes/<uuid:public_id>/refuse/", changes.change_refuse, name="change_refuse"),
    path("changes/<uuid:public_id>/withdraw/", changes.change_withdraw, name="change_withdraw"),
    path("changes/<uuid:public_id>/cancel/", changes.change_cancel, name="change_cancel"),
]
