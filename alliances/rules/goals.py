"""How a goal stands in its year of the programme, and how goals came in over the years (G5.1.2.1–3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.dates import Span

HALF_YEARS = ((6, 30), (12, 31))


class Standing(StrEnum):
    REACHED = "reached"
    REACHED_LATE = "reached_late"
    UNDER_WAY = "under_way"
    OPEN = "open"
    UNMET = "unmet"

    @property
    def is_reached(self) -> bool:
        return self in (Standing.REACHED, Standing.REACHED_LATE)


def standing(done_on: date | None, year: Span | None, *, is_proved: bool, on: date) -> Standing:
    """Tell how a goal stands on a day; `year` is None while nobody knows when its year is."""
    if done_on and done_on <= on:
        return Standing.REACHED_LATE if year and done_on >= year.to_on else Standing.REACHED
    if year and on >= year.to_on:
        return Standing.UNMET
    return Standing.UNDER_WAY if is_proved else Standing.OPEN


@dataclass(frozen=True)
class Mark:
    """How many goals were to be reached by the end of a day, and how many were."""

    until: date
    wanted: int
    reached: int


def trend(goals: Iterable[tuple[Span, date | None]], on: date) -> Sequence[Mark]:
    """Count the goals (year, reached on) at the end of every June and December of the programme, and on the day."""
    goals = list(goals)
    if not goals:
        return []
    first, last = min(year.from_on for year, _done in goals), max(year.last_on for year, _done in goals)
    days = [date(year, *day) for year in range(first.year, last.year + 1) for day in HALF_YEARS]
    days = [day for day in days if first <= day <= min(last, on)]
    return [_mark(goals, day) for day in (days if on in days else [*days, on])]


def _mark(goals: list[tuple[Span, date | None]], day: date) -> Mark:
    wanted = sum(year.last_on <= day for year, _done in goals)
    return Mark(day, wanted, sum(done is not None and done <= day for _year, done in goals))
