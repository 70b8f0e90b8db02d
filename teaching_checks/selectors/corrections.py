"""Corrections to be reminded of: the teacher the day before, and with who ordered it once the day is over."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from core.dates import Span
from notices.services import Letter
from schools.models import School
from teaching_checks.messages.corrections import due, overdue
from teaching_checks.models import Correction

DAY = timedelta(days=1)


def schools_with_open_corrections() -> list[int]:
    """Give the keys of the schools in which something waits to be put right."""
    rows = Correction.objects.filter(state=Correction.State.ORDERED).order_by()
    return list(rows.values_list("school_id", flat=True).distinct())


def reminders_due(*, school: School, days: Span, now: datetime) -> Iterator[Letter]:
    """Give the letters of a school about the days; one statement. N-10."""
    rows = Correction.objects.filter(school=school, state=Correction.State.ORDERED, due_on__lte=days.last_on + DAY)
    for each in rows.select_related("row__round", "person", "ordered_by"):
        if each.due_on < days.last_on:
            yield _letter(each, each.person, overdue(each), "late")
            yield _letter(each, each.ordered_by, overdue(each), "late")
        else:
            yield _letter(each, each.person, due(each), "due")


def _letter(correction: Correction, recipient, words: dict, key: str) -> Letter:
    matter = f"correction-{key}-{correction.pk}-{correction.due_on}"
    return Letter(recipient, dedupe=matter, school_id=correction.school_id, may_leave=True, **words)
