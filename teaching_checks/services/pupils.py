"""Record tutoring, talks with pupils, and ways to know quality (C4.3c, C4.4.4, C6.13, C7.6)."""

from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from registry.models import Student, Teacher
from teaching_checks.models import Insight, PupilRecord
from teaching_checks.selectors.pupils import pupils_of


@transaction.atomic
def record(
    *, teacher: Teacher, purpose: str, student: Student, on: date, note: str, by: User, today: date | None = None
) -> PupilRecord:
    """Record one tutoring or talk. Raises Refused: "in_the_future", "not_taught" (no pupil of the own classes)."""
    if on > (today or timezone.localdate()):
        raise Refused("in_the_future")
    if not pupils_of(teacher, on).filter(pk=student.pk).exists():
        raise Refused("not_taught")
    with pghistory.context(user=by.pk):
        return PupilRecord.objects.create(
            school_id=teacher.school_id,
            teacher=teacher,
            person_id=teacher.user_id,
            purpose=purpose,
            student=student,
            on=on,
            note=note.strip(),
        )


@transaction.atomic
def notice_quality(
    *, teacher: Teacher, on: date, ways: list[str], note: str = "", by: User, today: date | None = None
) -> Insight:
    """Record by which ways one looked at how pupils study. Raises Refused: "in_the_future", "nothing"."""
    if on > (today or timezone.localdate()):
        raise Refused("in_the_future")
    if not ways:
        raise Refused("nothing")
    with pghistory.context(user=by.pk):
        return Insight.objects.create(
            school_id=teacher.school_id,
            teacher=teacher,
            person_id=teacher.user_id,
            on=on,
            ways=sorted(ways),
            note=note.strip(),
        )


@transaction.atomic
def take_out(*, record: PupilRecord | Insight, by: User) -> None:
    """Take a record out again; the history keeps it."""
    with pghistory.context(user=by.pk):
        record.delete()
