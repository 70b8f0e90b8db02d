"""What the staff is reminded of: the own week of homework (C2.1.2), contests that close (N-17), corrections (N-10)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from core.dates import Span
from notices.reminders import register_reminder
from notices.services import Letter
from schools.models import School
from teaching_checks.messages.contests import closes
from teaching_checks.messages.roster import your_week
from teaching_checks.selectors.contests import closing, heads_for, schools_taking_entries
from teaching_checks.selectors.corrections import reminders_due, schools_with_open_corrections
from teaching_checks.selectors.roster import places_begun, schools_with_roster


def register() -> None:
    """Make the reminders known; called when the app starts."""
    register_reminder(
        "homework_roster", letters=of_roster, schools=lambda: schools_with_roster(today=timezone.localdate())
    )
    register_reminder("contests", letters=of_contests, schools=schools_taking_entries)
    register_reminder("corrections", letters=reminders_due, schools=schools_with_open_corrections)


def of_roster(*, school: School, days: Span, now: datetime) -> Iterator[Letter]:
    """Tell everybody on the list of the week under way, once; never before its Monday."""
    return (your_week(place) for place in places_begun(school, today=days.last_on))


def of_contests(*, school: School, days: Span, now: datetime) -> Iterator[Letter]:
    """Tell heads a week before entries close, and on the last day."""
    contests = list(closing(school, on=days.last_on))
    heads = heads_for(contests, school, on=days.last_on)
    return (closes(contest, head, on=days.last_on) for contest in contests for head in heads[contest.pk])
