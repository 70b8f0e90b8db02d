"""N-15: a teacher is told, once, on the last school day before the window closes."""

from datetime import date, datetime, timedelta

from core.dates import Span
from deductions import messages
from deductions.models import Entry
from notices.services import Letter
from schools.models import School
from schools.selectors import school_calendar


def schools() -> list[int]:
    """Give the schools in which a window is open; one statement."""
    told = Entry.objects.filter(state=Entry.State.NOTIFIED, reversal=None, kind=Entry.Kind.CHARGE)
    return list(told.order_by().values_list("school", flat=True).distinct())


def letters(*, school: School, days: Span, now: datetime) -> list[Letter]:
    """Give the letters about windows that close until the next school day."""
    today = days.last_on
    told = Entry.objects.filter(school=school, state=Entry.State.NOTIFIED, reversal=None, kind=Entry.Kind.CHARGE)
    closing = told.filter(appeal_until__gt=today, appeal_until__lte=_next_school_day(school, today))
    return [_letter(entry) for entry in closing.select_related("person", "school").order_by("pk")]


def _next_school_day(school: School, today: date) -> date:
    """Give the next school day, at the latest in a week: a vacation has none for long."""
    after = [today + timedelta(days=number) for number in range(1, 8)]
    calendar = school_calendar(school, today, after[-1] + timedelta(days=1))
    return next((day for day in after if calendar.is_school_day(day)), after[0])


def _letter(entry: Entry) -> Letter:
    words = messages.closes(entry)
    return Letter(recipient=entry.person, school_id=words.pop("school").pk, **words)
