"""One term of one school, as periods are cut from it: teaching weeks, school months, exams (F-20, X-36)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from core.dates import Span
from schools.calendar import SchoolCalendar
from schools.models import Term
from schools.rules import propose_term

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
FEWEST_WEEKS_OF_A_MONTH = 2
FEWEST_SCHOOL_DAYS_OF_A_MONTH = 5


@dataclass(frozen=True)
class Week:
    """A teaching week, Monday to Sunday, cut to the term, with its school days."""

    number: int
    span: Span
    school_days: tuple[date, ...]


@dataclass(frozen=True)
class Month:
    """A school month; `number` counts from 1 in the term."""

    number: int
    span: Span


@dataclass(frozen=True)
class Frame:
    """A term with everything that periods and windows are made of. `calendar` reaches into the next term."""

    code: str
    school_year: int
    number: int
    span: Span
    weeks: tuple[Week, ...]
    half_on: date
    midterm: Span | None
    final: Span | None
    next_starts_on: date
    year_ends_on: date
    calendar: SchoolCalendar
    is_next_known: bool = True
    is_first: bool = False

    @property
    def reach(self) -> Span:
        """The days until the next term begins: what a vacation brings belongs to the term before it."""
        return Span(self.span.from_on, max(self.next_starts_on, self.span.to_on))

    @property
    def since(self) -> date:
        """From when on what falls due belongs to this term: a school's first one answers for all that came before."""
        return date.min if self.is_first else self.span.from_on

    @property
    def year(self) -> Span:
        return Span(date(self.school_year, 9, 1), date(self.school_year + 1, 9, 1))

    @cached_property
    def school_days(self) -> tuple[date, ...]:
        return tuple(on for week in self.weeks for on in week.school_days)

    def weeks_in(self, span: Span) -> list[Week]:
        """Give the teaching weeks of which any day lies in the span."""
        return [w for w in self.weeks if w.span.from_on < span.to_on and span.from_on < w.span.to_on]

    def months(self, definition: str) -> list[Month]:
        """Give the school months: four teaching weeks each, or calendar months (X-36).

        A rest of one week joins the month before; a calendar month with fewer than five school days is none.
        """
        spans = self._calendar_months() if definition == "calendar_month" else self._four_week_months()
        return [Month(number, span) for number, span in enumerate(spans, 1)]

    def _four_week_months(self) -> list[Span]:
        groups = [list(self.weeks[n : n + 4]) for n in range(0, len(self.weeks), 4)]
        if len(groups) > 1 and len(groups[-1]) < FEWEST_WEEKS_OF_A_MONTH:
            rest = groups.pop()
            groups[-1] += rest
        return [Span(group[0].span.from_on, group[-1].span.to_on) for group in groups]

    def _calendar_months(self) -> list[Span]:
        first = self.span.from_on.replace(day=1)
        found = []
        while first < self.span.to_on:
            after = (first + timedelta(days=31)).replace(day=1)
            cut = Span(max(first, self.span.from_on), min(after, self.span.to_on))
            if sum(on in cut for on in self.school_days) >= FEWEST_SCHOOL_DAYS_OF_A_MONTH:
                found.append(cut)
            first = after
        return found


def frame_of(term: Term, calendar: SchoolCalendar, terms: Sequence[Term]) -> Frame:
    """Build the frame of a term; `terms` are all of the school. An unknown next term is taken as it is proposed."""
    following = [each for each in terms if each.starts_on > term.starts_on]
    following = min(following, key=lambda each: each.starts_on, default=None)
    proposed = propose_term(school_year=term.school_year + (term.number == 2), number=3 - term.number)
    return Frame(
        code=term.code,
        school_year=term.school_year,
        number=term.number,
        span=term.span,
        weeks=_weeks(term, calendar),
        half_on=calendar.halves(term)[1].from_on,
        midterm=_exam(term.midterm_starts_on, term.midterm_ends_on),
        final=_exam(term.final_starts_on, term.final_ends_on),
        next_starts_on=following.starts_on if following else proposed.starts_on,
        year_ends_on=_year_ends_on(term, terms),
        calendar=calendar,
        is_next_known=following is not None,
        is_first=all(each.starts_on >= term.starts_on for each in terms),
    )


def _weeks(term: Term, calendar: SchoolCalendar) -> tuple[Week, ...]:
    found = []
    for number, monday in enumerate(calendar.teaching_weeks(term), 1):
        span = Span(max(monday, term.span.from_on), min(monday + WEEK, term.span.to_on))
        found.append(Week(number, span, tuple(calendar.school_days(span.from_on, span.to_on))))
    return tuple(found)


def _exam(first: date | None, last: date | None) -> Span | None:
    return Span(first, last + DAY) if first and last else None


def _year_ends_on(term: Term, terms: Sequence[Term]) -> date:
    spring = [t for t in terms if t.school_year == term.school_year and t.number == 2]
    return spring[0].ends_on if spring else propose_term(school_year=term.school_year, number=2).ends_on
