"""National holidays and make-up workdays as the library publishes them, year by year (F-20, decision 12)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from chinese_calendar.constants import Holiday, holidays, in_lieu_days, workdays


@dataclass(frozen=True)
class NationalDay:
    """A public holiday, or a weekend day on which offices work instead of a day off."""

    on: date
    name: str
    is_holiday: bool
    replaces: date | None = None  # on a make-up workday: the weekday that is off for it

    @property
    def lessons_of_weekday(self) -> int | None:
        """The weekday (1 is Monday) whose lessons a make-up workday follows by default."""
        return self.replaces.isoweekday() if self.replaces else None


@cache
def years_with_data() -> frozenset[int]:
    """Give the years whose notice the library holds; every other year must be entered by hand."""
    return frozenset(day.year for day in holidays)


@cache
def days_of_year(year: int) -> dict[date, NationalDay]:
    """Give the holidays and make-up workdays of a year by date; empty for a year without data."""
    off = {d: NationalDay(d, _chinese(name), True) for d, name in holidays.items() if d.year == year}
    on = {
        d: NationalDay(d, _chinese(name), False, _replaced().get(d)) for d, name in workdays.items() if d.year == year
    }
    return dict(sorted((off | on).items()))


def day(on: date) -> NationalDay | None:
    """Give what the notice says of one day, if anything."""
    return days_of_year(on.year).get(on)


@cache
def _replaced() -> dict[date, date]:
    """Give the day off for which each make-up workday is worked: the first for the first, within one holiday.

    The notices name no pairs; schools pair them in order of date.
    """
    pairs = {}
    off = {
        key: list(days)
        for key, days in groupby(sorted(in_lieu_days, key=_holiday_of(in_lieu_days)), _holiday_of(in_lieu_days))
    }
    for key, days in groupby(sorted(workdays, key=_holiday_of(workdays)), _holiday_of(workdays)):
        pairs |= dict(zip(sorted(days), sorted(off.get(key, [])), strict=False))
    return pairs


def _holiday_of(days: dict[date, str]):
    """Give a key that is the same for all days of one holiday; New Year's begins in December."""
    return lambda d: (days[d], d.year + (d.month == 12))


def _chinese(name: str) -> str:
    return Holiday(name).chinese
