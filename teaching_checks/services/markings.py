"""Record what was marked, take it back, and say how much of a subject is marked (C1.8, C4.4.3, C6.7)."""

from datetime import date
from decimal import Decimal

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from registry.models import SchoolClass, Subject, Teacher
from teaching_checks.models import Marking, MarkingRule
from teaching_checks.selectors.markings import may_pupils_mark, pairs_on


@transaction.atomic
def mark(
    *,
    teacher: Teacher,
    school_class: SchoolClass,
    subject: Subject,
    on: date,
    times: int = 1,
    expected: int,
    marked: int,
    is_returned: bool = True,
    by_pupils: bool = False,
    by: User,
    today: date | None = None,
) -> Marking:
    """Record the classwork of a class marked on a day; a second entry of the day replaces the first.

    Raises Refused: "in_the_future", "not_taught" (the teacher has neither lesson nor assignment there),
    "more_than_expected", "pupil_marking_off" (X-24, L-11).
    """
    if on > (today or timezone.localdate()):
        raise Refused("in_the_future")
    if (school_class.pk, subject.pk) not in {(p.school_class.pk, p.subject.pk) for p in pairs_on(teacher, on)}:
        raise Refused("not_taught")
    if marked > expected:
        raise Refused("more_than_expected")
    if by_pupils and not may_pupils_mark(teacher.school, on):
        raise Refused("pupil_marking_off")
    counts = {"times": times, "expected": expected, "marked": marked, "is_returned": is_returned}
    with pghistory.context(user=by.pk):
        made, _is_new = Marking.objects.update_or_create(
            teacher=teacher,
            school_class=school_class,
            subject=subject,
            on=on,
            defaults={
                **counts,
                "by_pupils": by_pupils,
                "entered_by": by,
                "school_id": teacher.school_id,
                "person_id": teacher.user_id,
            },
        )
    return made


@transaction.atomic
def take_back(*, marking: Marking, by: User) -> None:
    """Take an entry out again; the history keeps it."""
    with pghistory.context(user=by.pk):
        marking.delete()


@transaction.atomic
def set_shares(*, shares: dict[Subject, Decimal], by: User) -> None:
    """Say for each subject for how many of its lessons classwork is marked (C4.2b)."""
    with pghistory.context(user=by.pk):
        for subject, share in shares.items():
            MarkingRule.objects.update_or_create(
                subject=subject, defaults={"share": share, "school_id": subject.school_id}
            )
