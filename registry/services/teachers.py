"""Teachers' employments, what they teach, and the groups they belong to."""

from collections.abc import Iterable
from datetime import date

import pghistory
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Post
from accounts.roles import Role
from accounts.services import create_dormant_account
from core.refusals import Refused
from registry.models import GroupMembership, SchoolClass, Subject, Teacher, TeacherGroup, TeachingAssignment
from registry.names import pinyin
from registry.services.timetable import release_teacher
from registry.services.timetable_lock import lock_timetables_of
from schools.models import School


@transaction.atomic
def employ(*, school: School, fields: dict, by, user=None, groups: Iterable[TeacherGroup] = ()) -> Teacher:
    """Enter a teacher with a dormant account (`user`, or a new one); it opens when the office issues a code."""
    teacher = Teacher(school=school)
    with pghistory.context(user=by.pk):
        teacher.user = user or create_dormant_account(name=fields["name"])
        _save(teacher, fields)
        from_on = teacher.employed_from or timezone.localdate()
        Post.objects.create(user=teacher.user, role=Role.TEACHER, school=school, from_on=from_on)
        set_groups(teacher=teacher, groups=groups, on=from_on, by=by)
    return teacher


@transaction.atomic
def update_teacher(*, teacher: Teacher, fields: dict, by, groups: Iterable[TeacherGroup] | None = None) -> Teacher:
    """Change a teacher; groups: None leaves them. An end of the employment ends posts, lessons and groups here."""
    with pghistory.context(user=by.pk):
        _save(teacher, fields)
        if groups is not None:
            set_groups(teacher=teacher, groups=groups, on=timezone.localdate(), by=by)
        if teacher.employed_to:
            _end_everything(teacher, teacher.employed_to)
    return teacher


def _save(teacher, fields):
    for name, value in fields.items():
        setattr(teacher, name, value)
    teacher.name_pinyin, teacher.name_initials = pinyin(teacher.name)
    teacher.save()


def _end_everything(teacher, on):
    lock_timetables_of(teacher, on)
    of_school = Post.objects.filter(user=teacher.user_id, school=teacher.school_id)
    for rows in (of_school, teacher.assignments.all(), teacher.group_memberships.all()):
        lasting = rows.filter(Q(to_on=None) | Q(to_on__gt=on))
        lasting.filter(from_on__lte=on).update(to_on=on)
        lasting.filter(from_on__gt=on).delete()
    release_teacher(teacher=teacher, on=on)


@transaction.atomic
def assign(*, teacher: Teacher, school_class: SchoolClass, subject: Subject, from_on: date, by) -> TeachingAssignment:
    """Let a teacher teach a subject in a class from that day on. Raises Refused: "other-school", "already-assigned"."""
    if {school_class.school_id, subject.school_id} != {teacher.school_id}:
        raise Refused("other-school")
    if teacher.assignments.filter(school_class=school_class, subject=subject, to_on=None).exists():
        raise Refused("already-assigned")
    with pghistory.context(user=by.pk):
        return TeachingAssignment.objects.create(
            school_id=teacher.school_id,
            teacher=teacher,
            school_class=school_class,
            subject=subject,
            from_on=from_on,
        )


@transaction.atomic
def end_assignment(*, assignment: TeachingAssignment, by, on: date | None = None) -> None:
    """End who teaches what, today or on that day; one that has not begun yet goes altogether."""
    on = on or timezone.localdate()
    with pghistory.context(user=by.pk):
        if assignment.from_on > on:
            assignment.delete()
        else:
            assignment.to_on = on
            assignment.save(update_fields=["to_on"])


@transaction.atomic
def set_groups(*, teacher: Teacher, groups: Iterable[TeacherGroup], on: date, by) -> None:
    """Let the teacher belong to exactly these groups from that day on."""
    wanted = {group.pk for group in groups}
    held = teacher.group_memberships.filter(to_on=None)
    with pghistory.context(user=by.pk):
        held.exclude(group__in=wanted).update(to_on=on)
        for group_id in wanted - set(held.values_list("group", flat=True)):
            GroupMembership.objects.create(school_id=teacher.school_id, group_id=group_id, teacher=teacher, from_on=on)
