"""When a scheduled report is due: plain dates in, plain dates out, no clock."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.dates import Span


@dataclass(frozen=True)
class Timing:
    """When a schedule falls due; exactly one of the four is set.

    `days_after_term` counts from the last day of each term, negative before it; `on` is one day; `day_of_month`
    is 1 to 31, in shorter months the last day. `is_daily` means each day of a term; which of them are school days the
    calendar says.
    """

    days_after_term: int | None = None
    on: date | None = None
    day_of_month: int | None = None
    is_daily: bool = False


def due_days(timing: Timing, *, terms: Iterable[Span], within: Span) -> list[date]:
    """Give the due days of the span, oldest first."""
    if timing.is_daily:
        days = [day for term in terms for day in term]
    elif timing.on is not None:
        days = [timing.on]
    elif timing.days_after_term is not None:
        days = [term.last_on + timedelta(days=timing.days_after_term) for term in terms]
    else:
        days = _days_of_months(timing.day_of_month, within)
    return sorted(day for day in days if day in within)


def _days_of_months(day: int, within: Span) -> Iterable[date]:
    months = range(_month(within.from_on), _month(within.last_on) + 1)
    for year, month in ((number // 12, number % 12 + 1) for number in months):
        yield date(year, month, min(day, monthrange(year, month)[1]))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def latest_due(timing: Timing, *, terms: Iterable[Span], since: date, today: date) -> date | None:
    """Give the newest due day from `since` until today.

    Only the newest: when the portal was away for three months, a monthly report is made once, not three times.
    """
    days = due_days(timing, terms=terms, within=Span(since, today + timedelta(days=1))) if since <= today else []
    return days[-1] if days else None


def next_due(timing: Timing, *, terms: Iterable[Span], after: date) -> date | None:
    """Give the first due day after a day, within a year and a half; None when there is none yet."""
    days = due_days(timing, terms=terms, within=Span(after + timedelta(days=1), after + timedelta(days=550)))
    return days[0] if days else None


def term_reported(terms: Iterable[Span], *, timing: Timing, due_on: date) -> Span | None:
    """Give the term that a report due on this day is about.

    That is the term from whose end it counts, else the one in which the day lies, else the last one before it.
    """
    spans = sorted(terms, key=lambda span: span.from_on)
    if timing.days_after_term is not None:
        ends = due_on - timedelta(days=timing.days_after_term)
        return next((span for span in spans if span.last_on == ends), None)
    begun = [span for span in spans if span.from_on <= due_on]
    return begun[-1] if begun else None
