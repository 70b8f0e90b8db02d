"""Days and hours as a notice says them, each reader in the own language."""

from collections.abc import Iterable
from datetime import date, time

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext, pgettext

from communities.models import Slot


def _day(on: date) -> str:
    day = date_format(on, "MONTH_DAY_FORMAT")
    return pgettext("a day with its weekday", "%(weekday)s, %(day)s") % {
        "weekday": WEEKDAYS_ABBR[on.weekday()],
        "day": day,
    }


def _when(slot: Slot) -> str:
    return f"{_day(slot.on)} {slot.hours}"


def _lines(slots: Iterable[Slot]) -> str:
    return "\n".join(f"{_when(slot)} {slot.get_kind_display()}" for slot in slots)


def _weekdays(numbers: Iterable[int]) -> str:
    if not numbers:
        return gettext("every day")
    comma = pgettext("between the names of a list", ", ")
    return comma.join(str(WEEKDAYS_ABBR[number - 1]) for number in numbers)


def _days(from_on: date, to_on: date | None, weekdays: Iterable[int]) -> str:
    if to_on == from_on:
        return _day(from_on)
    first, last = (on and date_format(on, "MONTH_DAY_FORMAT") for on in (from_on, to_on))
    days = {"first": first, "last": last, "weekdays": _weekdays(weekdays)}
    words = gettext("%(first)s – %(last)s: %(weekdays)s") if to_on else gettext("from %(first)s: %(weekdays)s")
    return words % days


def _hours(from_on: date, to_on: date, weekdays: Iterable[int], starts_at: time, ends_at: time) -> str:
    words = {"days": _days(from_on, to_on, weekdays), "hours": f"{starts_at:%H:%M}–{ends_at:%H:%M}"}
    return gettext("%(days)s, %(hours)s") % words


def _kind(slot: Slot) -> str:
    return slot.get_kind_display()


kind_in_words = lazy(_kind, str)
when = lazy(_when, str)
session_lines = lazy(_lines, str)
days_in_words = lazy(_days, str)
hours_in_words = lazy(_hours, str)
