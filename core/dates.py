"""School-calendar arithmetic that needs no database (F-20). Dates are school days in Asia/Shanghai."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_MONTH = 9  # the school year runs from 1 September to 31 August


def school_year(on: date) -> int:
    """Give the calendar year in which the school year of this day began: 2026 until 2027-08-31."""
    return on.year if on.month >= FIRST_MONTH else on.year - 1


def age_on(born_on: date, on: date) -> int:
    """Give the age in completed years on a day; someone born on 29 February has a birthday on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def is_under_14(born_on: date, on: date) -> bool:
    """Tell whether the law counts this child's data as sensitive on that day (L-01)."""
    return age_on(born_on, on) < 14


@dataclass(frozen=True)
class Span:
    """The days from `from_on` until the day before `to_on`: half-open, so that spans join without a gap."""

    from_on: date
    to_on: date

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day < self.to_on

    def __iter__(self) -> Iterator[date]:
        return (self.from_on + timedelta(days=n) for n in range((self.to_on - self.from_on).days))

    def covers(self, other: "Span") -> bool:
        """Tell whether every day of the other span lies in this one."""
        return self.from_on <= other.from_on and other.to_on <= self.to_on

    @property
    def last_on(self) -> date:
        """The last day, for people, who count both ends."""
        return self.to_on - timedelta(days=1)

    @property
    def years(self) -> list[int]:
        return list(range(self.from_on.year, self.last_on.year + 1))


def month_span(year: int, month: int) -> Span:
    """Give the days of a month."""
    first = date(year, month, 1)
    return Span(first, (first + timedelta(days=31)).replace(day=1))


def monday_of(day: date) -> date:
    """Give the Monday of the week in which the day lies; weeks run from Monday to Sunday."""
    return day - timedelta(days=day.weekday())


def whole_weeks(span: Span) -> Span:
    """Widen a span to full weeks, Monday to Sunday."""
    return Span(monday_of(span.from_on), monday_of(span.last_on) + timedelta(days=7))
