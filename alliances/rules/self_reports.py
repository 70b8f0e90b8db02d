"""The self-inspection reports' months: which days one tells of, when it is due and overdue (G5.4.3)."""

from collections.abc import Iterable
from datetime import date

from core.dates import Span, month_span


def told_span(year: int, month: int, months: Iterable[int]) -> Span:
    """Give the days that a report tells of: since the month of the report before it, to the end of its own month."""
    earlier = [each for each in months if each < month]
    if earlier:
        return Span(month_span(year, max(earlier)).to_on, month_span(year, month).to_on)
    last = max(months, default=month)
    return Span(month_span(year - 1, last).to_on, month_span(year, month).to_on)


def due_months(on: date, months: Iterable[int], *, since: date) -> list[tuple[int, int]]:
    """Give the (year, month) of all reports asked for since a day whose month has begun; newest first."""
    found = [(year, month) for year in range(since.year, on.year + 1) for month in months]
    return sorted((each for each in found if _begins(each) <= on and month_span(*each).to_on > since), reverse=True)


def is_overdue(year: int, month: int, on: date) -> bool:
    """Tell whether the month of a report is over."""
    return on >= month_span(year, month).to_on


def _begins(each: tuple[int, int]) -> date:
    return month_span(*each).from_on
