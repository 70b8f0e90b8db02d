"""How many must be exchanged, how many of them backbone teachers, for how long, and what is missing (G5.3.5, F-08).

Plain values in, plain values out. Numbers are exact decimals: 0.03 × 100 is 3, not 3.0000000000000004.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from core.dates import Span

DAYS_OF_A_MONTH = 30
DAY = timedelta(days=1)
FIRST_OF_SCHOOL_YEAR, FIRST_OF_SPRING = (9, 1), (3, 1)


def required(base: int | None, share: Decimal | None) -> int | None:
    """Give how many of the staff must be exchanged, rounded up; None where the staff or the share is not known.

    214 people and 3 % give 6.42, so 7. Source: G5.3.5.1, F-08.
    """
    if base is None or share is None:
        return None
    return _ceil(share * base)


def backbone_required(exchanged: int, share: Decimal | None) -> int | None:
    """Give how many of those exchanged must be backbone teachers, rounded up: 7 → 6, 5 → 4. Source: G5.3.5.3, F-08."""
    return None if share is None else _ceil(share * exchanged)


@dataclass(frozen=True)
class Gap:
    """What would close the gap: `people` more, at least `backbone` of them backbone teachers, until `by`.

    `is_hopeless` says that nobody can close it by coming in addition: all must be backbone teachers, and one is not.
    """

    people: int
    backbone: int
    by: date
    is_hopeless: bool = False

    @property
    def is_closed(self) -> bool:
        return not self.people and not self.is_hopeless


def gap(*, missing: int, whole: int, backbone: int, share: Decimal | None, today: date) -> Gap:
    """Give what is to be added: the missing people, or more, until enough of all are backbone teachers.

    `missing` people are wanting by their number; of `whole` that count so far, `backbone` are backbone teachers.
    With k backbone teachers more it is enough when share × (whole + k) ≤ backbone + k. Source: G5.3.5.1, G5.3.5.3.
    """
    by = next_look(today)
    if share is None:
        return Gap(missing, 0, by)
    lacking = share * whole - backbone
    if share >= 1:
        return Gap(missing, missing, by, is_hopeless=lacking > 0)
    people = max(missing, _ceil(lacking / (1 - share)))
    return Gap(people, max(0, _ceil(share * (whole + people)) - backbone), by)


def next_look(today: date) -> date:
    """Give the next 1 September or 1 March, on which the office is told (N-09); that day itself counts."""
    days = [
        date(year, *day) for year in (today.year, today.year + 1) for day in (FIRST_OF_SPRING, FIRST_OF_SCHOOL_YEAR)
    ]
    return next(day for day in days if day >= today)


class DurationRule(StrEnum):
    """How "at least one school year" is read (X-29)."""

    TWO_TERMS = "two_terms"
    TWELVE_MONTHS = "twelve_months"
    SEPTEMBER_TO_JULY = "september_to_july"


OF_A_YEAR = {DurationRule.TWO_TERMS: 2, DurationRule.TWELVE_MONTHS: 12, DurationRule.SEPTEMBER_TO_JULY: 1}


def length(stints: Iterable[Span], *, rule: str, terms: Sequence[Span] = ()) -> int:
    """Give what the stints come to together, in the units of the rule: terms, months, or school years.

    Days in several stints count once. A term counts when it was spent whole at other schools; terms need not follow
    each other. Months are counted within each unbroken time, and the days left over make months of thirty. A school
    year from September to July lasts from 1 September until a day of July. Source: G5.3.5.2, X-29, F-08.
    """
    spans = joined(stints)
    if rule == DurationRule.TWELVE_MONTHS:
        whole = [_months_and_days(span) for span in spans]
        return sum(months for months, _ in whole) + sum(days for _, days in whole) // DAYS_OF_A_MONTH
    if rule == DurationRule.SEPTEMBER_TO_JULY:
        return sum(_covers_any(spans, year) for year in _school_years(spans))
    return sum(_covers_any(spans, term) for term in terms)


def terms_to_come(known: Iterable[tuple[int, int]], spans: Iterable[Span], today: date) -> list[Span]:
    """Give the terms that lie in the spans, are not over and that nobody has entered yet, as short as terms are.

    `known` are the school years and numbers (1, 2) of the terms that are entered. So a plan for the next year can be
    judged before its calendar is there; what counts as served is never counted by these.
    """
    years = {year for span in spans for year in (span.from_on.year - 1, *span.years)}
    wanted = {(year, number): term for year in sorted(years) for number, term in enumerate(_shortest_terms(year), 1)}
    known = set(known)
    return [term for key, term in wanted.items() if key not in known and term.to_on > today + DAY]


def _shortest_terms(year: int) -> tuple[Span, Span]:
    return Span(date(year, 9, 1), date(year + 1, 1, 11)), Span(date(year + 1, 3, 1), date(year + 1, 7, 1))


def joined(stints: Iterable[Span]) -> list[Span]:
    """Join what overlaps or follows without a day between: every day is in one span only."""
    found: list[Span] = []
    for span in sorted(stints, key=lambda each: (each.from_on, each.to_on)):
        if found and span.from_on <= found[-1].to_on:
            found[-1] = Span(found[-1].from_on, max(found[-1].to_on, span.to_on))
        else:
            found.append(span)
    return found


class Standing(StrEnum):
    DONE = "done"
    ON_TRACK = "on_track"
    SHORT = "short"


@dataclass(frozen=True)
class Served:
    """What a person has served until today and will have served as planned, of `needed` units of the rule."""

    rule: str
    so_far: int
    planned: int
    needed: int

    @property
    def standing(self) -> Standing:
        """Source: F-08: a stint under way counts as on track when it will be enough as planned."""
        if self.so_far >= self.needed:
            return Standing.DONE
        return Standing.ON_TRACK if self.planned >= self.needed else Standing.SHORT


def served(stints: Iterable[Span], *, rule: str, years: Decimal, terms: Sequence[Span], today: date) -> Served:
    """Give what a person's stints come to, by today and as planned. Source: G5.3.5.2."""
    stints = list(stints)
    past = [Span(each.from_on, min(each.to_on, today + DAY)) for each in stints if each.from_on <= today]
    needed = _ceil(years * OF_A_YEAR[DurationRule(rule)])
    return Served(rule, length(past, rule=rule, terms=terms), length(stints, rule=rule, terms=terms), needed)


def adjusted_rank(raw: int | None, *, bonus: Decimal | None, passed: bool) -> int | None:
    """Give the rank after the exchange raised it, never better than the first; None where no number is set (X-31).

    Who did not pass the assessment keeps the rank. Source: G5.3.5.5.
    """
    if raw is None or bonus is None:
        return None
    return max(1, raw - int(bonus)) if passed else raw


def months_touched(span: Span) -> list[date]:
    """Give the first days of the months that a stint lies in: one note and one subsidy for each (G5.3.5.7)."""
    month, found = span.from_on.replace(day=1), []
    while month < span.to_on:
        found.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return found


def _ceil(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_CEILING))


def _covers_any(spans: Sequence[Span], wanted: Span) -> bool:
    return any(span.covers(wanted) for span in spans)


def _school_years(spans: Sequence[Span]) -> list[Span]:
    years = {year for span in spans for year in span.years}
    return [Span(date(year, 9, 1), date(year + 1, 7, 2)) for year in sorted(years)]


def _months_and_days(span: Span) -> tuple[int, int]:
    """Give the whole months from its first day, and the days after them."""
    months = (span.to_on.year - span.from_on.year) * 12 + span.to_on.month - span.from_on.month
    if _months_later(span.from_on, months) > span.to_on:
        months -= 1
    return months, (span.to_on - _months_later(span.from_on, months)).days


def _months_later(day: date, months: int) -> date:
    """Give the same day so many months later, or the first of the next month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)
