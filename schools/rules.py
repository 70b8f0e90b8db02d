"""Terms as F-20 writes them: which dates belong together, and which to propose. Plain values, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.dates import monday_of
from schools import national

FRIDAY = 4


@dataclass(frozen=True)
class TermDates:
    """The dates of a term as a person typed them; any may still be missing."""

    school_year: int
    number: int
    starts_on: date | None
    ends_on: date | None
    midterm_starts_on: date | None = None
    midterm_ends_on: date | None = None
    final_starts_on: date | None = None
    final_ends_on: date | None = None


def term_findings(dates: TermDates) -> list[tuple[str, str]]:
    """Give what is wrong as (field, code) pairs; empty when the dates fit together (F-20)."""
    findings = []
    if dates.starts_on and dates.ends_on:
        if dates.ends_on <= dates.starts_on:
            return [("ends_on", "ends_before_it_starts")]
        if not _belongs_to_year(dates):
            findings.append(("starts_on", "not_in_this_term"))
    for exam in ("midterm", "final"):
        findings += _exam_findings(dates, exam)
    if dates.midterm_ends_on and dates.final_starts_on and dates.final_starts_on <= dates.midterm_ends_on:
        findings.append(("final_starts_on", "final_before_midterm"))
    return findings


def _belongs_to_year(dates: TermDates) -> bool:
    """An autumn term starts from August to December, a spring term from January to June."""
    year, months = dates.school_year, range(8, 13)
    if dates.number == 2:
        year, months = dates.school_year + 1, range(1, 7)
    return dates.starts_on.year == year and dates.starts_on.month in months


def _exam_findings(dates: TermDates, exam: str) -> list[tuple[str, str]]:
    first, last = getattr(dates, f"{exam}_starts_on"), getattr(dates, f"{exam}_ends_on")
    if not first and not last:
        return []
    if not first or not last:
        return [(f"{exam}_{'ends' if first else 'starts'}_on", "both_days_needed")]
    if last < first:
        return [(f"{exam}_ends_on", "ends_before_it_starts")]
    if dates.starts_on and dates.ends_on and not dates.starts_on <= first <= last <= dates.ends_on:
        return [(f"{exam}_starts_on", "exam_outside_term")]
    return []


def propose_term(*, school_year: int, number: int) -> TermDates:
    """Propose the dates of a term: 1 September to late January, or late February to early July.

    Where the Spring Festival of the year is known and comes late, the spring term waits for the Monday
    after it. The school corrects the proposal to what the district has ordered.
    """
    if number == 1:
        starts_on = _next_workday(date(school_year, 9, 1))
        return TermDates(school_year, 1, starts_on, _friday_until(date(school_year + 1, 1, 26)))
    starts_on = _monday_from(date(school_year + 1, 2, 20))
    while (notice := national.day(starts_on)) and notice.is_holiday:
        starts_on += timedelta(days=7)
    return TermDates(school_year, 2, starts_on, _friday_until(date(school_year + 1, 7, 6)))


def next_term(*, today: date, existing: set[tuple[int, int]]) -> tuple[int, int]:
    """Give (school year, number) of the first term from today on that the school has not entered yet.

    From June on the coming school year is meant.
    """
    school_year = today.year if today.month >= 6 else today.year - 1
    number = 2 if 2 <= today.month <= 5 else 1
    while (school_year, number) in existing:
        school_year, number = (school_year, 2) if number == 1 else (school_year + 1, 1)
    return school_year, number


def _monday_from(day: date) -> date:
    return monday_of(day + timedelta(days=6))


def _friday_until(day: date) -> date:
    return day - timedelta(days=(day.weekday() - FRIDAY) % 7)


def _next_workday(day: date) -> date:
    return day if day.weekday() <= FRIDAY else _monday_from(day)
