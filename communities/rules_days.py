"""On which days a duty falls (F-20): patterns and days of the calendar in, duties out. No database, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from schools.calendar import Day, DayKind

ON_SCHOOL_DAYS = ("morning", "evening", "homework")
WEEKEND, HOLIDAY = "weekend", "holiday"


@dataclass(frozen=True)
class Repeat:
    """What repeats: a duty on certain weekdays (1 is Monday) at certain hours."""

    kind: str
    weekdays: Sequence[int]
    starts_at: time
    ends_at: time
    needed: int = 1
    venue_id: int | None = None


@dataclass(frozen=True)
class PlannedDuty:
    """A duty on one day, as a pattern makes it."""

    kind: str
    on: date
    starts_at: time
    ends_at: time
    needed: int
    venue_id: int | None


def kinds_on(day: Day) -> tuple[str, ...]:
    """Give the duties that fit a day.

    Escorts and the homework place on days with lessons; weekend duty on ordinary free Saturdays and Sundays;
    holiday duty on every other free day: public holidays, vacations, and days the school took off itself.
    Source: G1.2.7, G1.3.3.7, F-20.
    """
    if day.is_school_day:
        return ON_SCHOOL_DAYS
    return (WEEKEND,) if day.kind == DayKind.WEEKEND else (HOLIDAY,)


def fits(kind: str, day: Day) -> bool:
    """Tell whether such a duty can stand on that day."""
    return kind in kinds_on(day)


def weekday_followed(kind: str, day: Day) -> int | None:
    """Give the weekday whose pattern applies: a make-up day follows the weekday whose lessons it holds.

    None while the school has not said which weekday's lessons those are.
    """
    return day.lessons_weekday if kind in ON_SCHOOL_DAYS else day.on.isoweekday()


def plan(repeats: Iterable[Repeat], days: Iterable[Day]) -> list[PlannedDuty]:
    """Give the duties of these days, by day and hour."""
    repeats = sorted(repeats, key=lambda repeat: (repeat.starts_at, repeat.kind))
    return [
        PlannedDuty(each.kind, day.on, each.starts_at, each.ends_at, each.needed, each.venue_id)
        for day in days
        for each in repeats
        if fits(each.kind, day) and weekday_followed(each.kind, day) in each.weekdays
    ]


def undecided(days: Iterable[Day]) -> list[date]:
    """Give the days with lessons of which nobody has said which weekday they follow: no pattern applies."""
    return [day.on for day in days if day.is_school_day and day.lessons_weekday is None]


def is_double(one: Repeat, other: Repeat) -> bool:
    """Tell whether two patterns ask for the same kind of duty at the same time on some weekday."""
    return (
        one.kind == other.kind
        and bool(set(one.weekdays) & set(other.weekdays))
        and one.starts_at < other.ends_at
        and other.starts_at < one.ends_at
    )
