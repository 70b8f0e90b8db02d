from django.urls import path

from registry.views import classes, guardians, search, student_changes, students, teacher_import, teachers

urlpatterns = [
    path("search/", search.search, name="search"),
    path("students/", students.student_list, name="student_list"),
    path("students/new/", student_changes.student_create, name="student_create"),
    path("students/<uuid:public_id>/", students.student_detail, name="student_detail"),
    path("students/<uuid:public_id>/history/", students.student_history, name="student_history"),
    path("students/<uuid:public_id>/id-number/", students.student_reveal_id, name="student_reveal_id"),
    path("students/<uuid:public_id>/edit/", student_changes.student_edit, name="student_edit"),
    path("students/<uuid:public_id>/move/", student_changes.student_move, name="student_move"),
    path("students/<uuid:public_id>/leave/", student_changes.student_leave, name="student_leave"),
    path("students/<uuid:public_id>/undo/", student_changes.student_undo, name="student_undo"),
    path("students/<uuid:public_id>/guardians/new/", guardians.guardian_add, name="guardian_add"),
    path(
        "students/<uuid:public_id>/guardians/<uuid:guardian_id>/edit/",
        guardians.guardian_edit,
        name="guardian_edit",
    ),
    path(
        "students/<uuid:public_id>/guardians/<uuid:guardian_id>/unlink/",
        guardians.guardian_unlink,
        name="guardian_unlink",
    ),
    path("guardians/", guardians.guardian_list, name="guardian_list"),
    path("guardians/<uuid:public_id>/", guardians.guardian_detail, name="guardian_detail"),
    path("guardians/<uuid:public_id>/split/", guardians.guardian_split, name="guardian_split"),
    path("guardians/<uuid:public_id>/merge/", guardians.guardian_merge, name="guardian_merge"),
    path(
        "guardians/<uuid:public_id>/merge/<uuid:other_id>/",
        guardians.guardian_merge_confirm,
        name="guardian_merge_confirm",
    ),
    path("classes/", classes.class_list, name="class_list"),
    path("classes/<uuid:public_id>/", classes.class_detail, name="class_detail"),
    path("classes/<uuid:public_id>/class-teacher/", classes.class_appoint, name="class_appoint"),
    path("classes/<uuid:public_id>/download/", classes.class_download, name="class_download"),
    path("teachers/", teachers.teacher_list, name="teacher_list"),
    path("teachers/new/", teachers.teacher_create, name="teacher_create"),
    path("teachers/import/", teacher_import.teacher_import, name="teacher_import"),
    path("teachers/import/preview/", teacher_import.teacher_import_preview, name="teacher_import_preview"),
    path("teachers/import/template/", teacher_import.teacher_import_template, name="teacher_import_template"),
    path("teachers/<uuid:public_id>/", teachers.teacher_detail, name="teacher_detail"),
    path("teachers/<uuid:public_id>/edit/", teachers.teacher_edit, name="teacher_edit"),
    path("teachers/<uuid:public_id>/lessons/new/", teachers.teacher_assign, name="teacher_assign"),
    path(
        "teachers/<uuid:public_id>/lessons/<int:assignment_id>/end/",
        teachers.teacher_unassign,
        name="teacher_unassign",
    ),
]
