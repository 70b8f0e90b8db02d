"""Except lessons from what must be prepared ahead, and take that back (C4.1a)."""

import pghistory
from django.db import transaction

from accounts.models import User
from registry.models import Teacher
from schools.models import Term
from teaching_checks.models import PlanException


@transaction.atomic
def except_lessons(*, teacher: Teacher, term: Term, reason: str, lessons: int, by: User) -> PlanException:
    """Except so many lessons for a reason; a second time with the same reason replaces the first."""
    with pghistory.context(user=by.pk):
        made, _is_new = PlanException.objects.update_or_create(
            term=term,
            teacher=teacher,
            reason=reason,
            defaults={"lessons": lessons, "by": by, "school_id": teacher.school_id},
        )
    return made


@transaction.atomic
def take_back(*, exception: PlanException, by: User) -> None:
    """Take an exception back; the history keeps it."""
    with pghistory.context(user=by.pk):
        exception.delete()
