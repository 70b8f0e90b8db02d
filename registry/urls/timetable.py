"""Addresses of the timetable."""

from django.urls import path

from registry.views import timetable, timetable_editing, timetable_import

urlpatterns = [
    path("timetable/", timetable.timetable_day, name="timetable_day"),
    path("timetable/mine/", timetable.timetable_mine, name="timetable_mine"),
    path("timetable/import/", timetable_import.timetable_import, name="timetable_import"),
    path("timetable/import/preview/", timetable_import.timetable_import_preview, name="timetable_import_preview"),
    path("timetable/hours/", timetable_editing.timetable_hours, name="timetable_hours"),
    path("timetable/lessons/new/", timetable_editing.lesson_create, name="lesson_create"),
    path("timetable/lessons/<uuid:public_id>/edit/", timetable_editing.lesson_edit, name="lesson_edit"),
    path("timetable/lessons/<uuid:public_id>/end/", timetable_editing.lesson_end, name="lesson_end"),
    path("timetable/lessons/<uuid:public_id>/day/", timetable_editing.lesson_change, name="lesson_change"),
    path(
        "timetable/lessons/<uuid:public_id>/day/<int:change_id>/restore/",
        timetable_editing.lesson_restore,
        name="lesson_restore",
    ),
    path("timetable/classes/<uuid:public_id>/", timetable.class_timetable, name="class_timetable"),
    path("timetable/teachers/<uuid:public_id>/", timetable.teacher_timetable, name="teacher_timetable"),
    path("timetable/rooms/<uuid:public_id>/", timetable.room_timetable, name="room_timetable"),
]
