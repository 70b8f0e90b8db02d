"""What teachers are reminded of by this app, from the Monday of their week on (C2.1.2)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from core.dates import Span
from notices.reminders import register_reminder
from notices.services import Letter
from schools.models import School
from teaching_checks.messages.roster import your_week
from teaching_checks.selectors.roster import places_begun, schools_with_places


def register() -> None:
    """Make the reminders known; called when the app starts."""
    register_reminder(
        "homework_roster", letters=of_roster, schools=lambda: schools_with_places(today=timezone.localdate())
    )


def of_roster(*, school: School, days: Span, now: datetime) -> Iterator[Letter]:
    """Tell everybody on the list of the week under way, once; never before its Monday."""
    return (your_week(place) for place in places_begun(school, today=days.last_on))
