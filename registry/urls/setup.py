"""Addresses of the set-up."""

from django.urls import path

from registry.views import (
    setup,
    setup_classes,
    setup_grades,
    setup_groups,
    setup_schools,
    setup_subjects,
    setup_villages,
)

urlpatterns = [
    path("setup/", setup.setup, name="setup"),
    path("setup/grades/", setup_grades.setup_grades, name="setup_grades"),
    path("setup/grades/preset/", setup_grades.setup_grades_preset, name="setup_grades_preset"),
    path("setup/classes/", setup_classes.setup_classes, name="setup_classes"),
    path("setup/classes/<uuid:public_id>/", setup_classes.setup_class_edit, name="setup_class_edit"),
    path("setup/subjects/", setup_subjects.setup_subjects, name="setup_subjects"),
    path("setup/subjects/usual/", setup_subjects.setup_subjects_usual, name="setup_subjects_usual"),
    path("setup/subjects/<uuid:public_id>/", setup_subjects.setup_subject_edit, name="setup_subject_edit"),
    path("setup/groups/", setup_groups.setup_groups, name="setup_groups"),
    path("setup/groups/new/", setup_groups.setup_group_create, name="setup_group_create"),
    path("setup/groups/usual/", setup_groups.setup_groups_usual, name="setup_groups_usual"),
    path("setup/groups/<uuid:public_id>/", setup_groups.setup_group_edit, name="setup_group_edit"),
    path("setup/villages/<uuid:public_id>/merge/", setup_villages.village_merge, name="village_merge"),
    path("setup/villages/<uuid:public_id>/remove/", setup_villages.village_drop, name="village_drop"),
    path("setup/schools/<uuid:public_id>/administrators/", setup_schools.school_first_admin, name="school_first_admin"),
    path("setup/<str:noun>/<uuid:public_id>/delete/", setup.setup_delete, name="setup_delete"),
]
