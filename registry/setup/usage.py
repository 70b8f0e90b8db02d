"""What uses a row of the set-up, so that nobody deletes what others stand on."""

from dataclasses import dataclass

import pghistory.models
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Post
from accounts.roles import ROLES, Scope
from registry.models import (
    Enrolment,
    Grade,
    GroupMembership,
    SchoolClass,
    StagedStudent,
    Student,
    TeacherGroup,
    TeachingAssignment,
    TimetableSlot,
)
from schools.models import School, Village, VillageAlias

WORDS = {
    Enrolment: _("Pupils' entries in a class"),
    Post: _("Posts"),
    School.villages.through: _("Schools"),
    SchoolClass: _("Classes"),
    StagedStudent: _("Rows of an import in preparation"),
    Student: _("Pupils"),
    TeacherGroup: _("Teacher groups"),
    TeachingAssignment: _("Lessons taught"),
    TimetableSlot: _("Lessons of the timetable"),
}
# Rows that belong to the record and go with it.
OWNED = {Village: {VillageAlias}, TeacherGroup: {GroupMembership}}
SCOPES = {SchoolClass: Scope.CLASS, Grade: Scope.GRADE, TeacherGroup: Scope.GROUP}


@dataclass(frozen=True)
class Use:
    """A kind of rows that use a record, and how many they are."""

    label: str
    count: int


def uses_of(record: models.Model) -> list[Use]:
    """Give everything that points at a record: foreign keys of every app, posts over it, classes in a grade."""
    uses = [_use(relation, record) for relation in _relations(type(record))]
    uses.append(Use(WORDS[Post], _posts_over(record)))
    if isinstance(record, Grade):
        uses.append(Use(WORDS[SchoolClass], classes_in(record)))
    return [use for use in uses if use.count]


def uses_in_school(record: models.Model, school: School) -> list[Use]:
    """Give the rows of one school that point at a record, pupils apart; of kinds that say their school."""
    uses = []
    for relation in _relations(type(record)):
        related = relation.related_model
        has_school = "school" in {field.name for field in related._meta.concrete_fields}
        if has_school and related is not Student and not related._meta.auto_created:
            uses.append(_use(relation, record, school=school))
    return [use for use in uses if use.count]


def classes_in(grade: Grade) -> int:
    """Count the open classes that are in the grade now.

    From the lowest grade of a stage the grades of all its classes are counted: it is in use by each of them.
    """
    classes = SchoolClass.objects.filter(school=grade.school_id, stage=grade.stage)
    lower = Grade.objects.filter(school=grade.school_id, stage=grade.stage, number__lt=grade.number)
    if not lower.exists():
        return classes.count()
    return classes.open().with_grade(timezone.localdate()).filter(grade_number=grade.number).count()


def _relations(model: type[models.Model]):
    for field in model._meta.get_fields(include_hidden=True):
        if not field.auto_created or field.concrete or field.many_to_many:
            continue
        related = field.related_model
        if issubclass(related, pghistory.models.Event) or related in OWNED.get(model, ()):
            continue
        yield field


def _use(relation, record, **narrower) -> Use:
    related = relation.related_model
    count = related._base_manager.filter(**{relation.field.name: record}, **narrower).count()
    return Use(WORDS.get(related, related._meta.verbose_name_plural), count)


def _posts_over(record) -> int:
    roles = [role for role, rights in ROLES.items() if rights.scope == SCOPES.get(type(record))]
    posts = Post.objects.filter(role__in=roles, scope_id=record.pk) if roles else Post.objects.none()
    return posts.count()
