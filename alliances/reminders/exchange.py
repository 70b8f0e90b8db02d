"""N-09: on 1 September and 1 March the alliance's office is told, once, when too few are exchanged."""

from datetime import date, datetime

from alliances.messages import exchange as words
from alliances.models import Alliance
from alliances.selectors.exchange import board
from alliances.selectors.exchange_numbers import DOCUMENT
from alliances.selectors.office import runners
from core.dates import Span, school_year
from notices.reminders import register_reminder
from notices.services import Letter
from schools.models import School

DAYS = ((3, 1), (9, 1))


def register() -> None:
    """Make the reminder known; called when the app starts."""
    register_reminder("exchange", letters=letters, schools=schools)


def schools() -> list[int]:
    """Give the schools where the office of such an alliance is; one statement."""
    return list(
        Alliance.objects.filter(document=DOCUMENT, to_on=None).order_by().values_list("seat", flat=True).distinct()
    )


def letters(*, school: School, days: Span, now: datetime) -> list[Letter]:
    """Give the letters of the two days; one that had no school is spoken of on the next school day."""
    on = next((day for day in days if (day.month, day.day) in DAYS), None)
    if on is None:
        return []
    stand = Alliance.objects.founded_on(on).filter(seat=school, document=DOCUMENT)
    return [letter for alliance in stand.order_by("pk") for letter in _letters(alliance, on, days.last_on)]


def _letters(alliance: Alliance, on: date, today: date) -> list[Letter]:
    found = board(alliance, school_year(on), on)
    if not found.is_below:
        return []
    said = words.below(alliance, found.gap) | {"dedupe": f"exchange-{alliance.public_id}-{on}", "may_leave": True}
    return [Letter(recipient=each, school_id=alliance.seat_id, **said) for each in runners(alliance, today)]
