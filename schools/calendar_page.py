"""What the calendar page shows: weeks of days, runs of days that differ, and the years behind them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from core.dates import Span, month_span, whole_weeks
from schools import national
from schools.calendar import Day, SchoolCalendar
from schools.models import CalendarDay, School, Term
from schools.selectors import Vacation, school_calendar, vacations, years_to_warn_about


@dataclass(frozen=True)
class Week:
    """A row of the sheet; the number is None outside a term and in a full vacation week."""

    number: int | None
    days: list[Day]


@dataclass(frozen=True)
class Run:
    """Days in a row that are the same to the school, none of them ordinary."""

    first: Day
    last: Day

    @property
    def is_one_day(self) -> bool:
        return self.first.on == self.last.on


@dataclass(frozen=True)
class Year:
    """How a year's holidays are known: by national data, by the school's own list, or not at all."""

    year: int
    has_data: bool
    taken_over: int
    is_own_list: bool


def asked_span(month: str, today: date) -> Span:
    """Give the month that the address asks for (2026-09), else the present one."""
    try:
        year, number = month.split("-")
        return month_span(int(year), int(number))
    except ValueError:
        return month_span(today.year, today.month)


class CalendarPage:
    """One sheet over a span; two statements besides the terms."""

    def __init__(self, *, school: School, span: Span, terms: list[Term], today: date):
        self.school, self.span, self.terms, self.today = school, span, terms, today

    @cached_property
    def calendar(self) -> SchoolCalendar:
        """The days shown, and those of the terms they lie in, from which weeks are counted."""
        shown = whole_weeks(self.span)
        spans = [shown, *(t.span for t in self._terms_shown)]
        first, last = min(s.from_on for s in spans), max(s.to_on for s in spans)
        return school_calendar(self.school, first, last, terms=self.terms)

    @cached_property
    def weeks(self) -> list[Week]:
        days = [self.calendar.day(on) for on in whole_weeks(self.span)]
        rows = [days[i : i + 7] for i in range(0, len(days), 7)]
        return [Week(self._number(row), row) for row in rows]

    @cached_property
    def runs(self) -> list[Run]:
        """The days of the span that differ, joined where neighbours are the same."""
        found: list[Run] = []
        for on in self.span:
            day = self.calendar.day(on)
            if day.is_ordinary:
                continue
            if found and _is_next(found[-1].last, day):
                found[-1] = Run(found[-1].first, day)
            else:
                found.append(Run(day, day))
        return found

    @cached_property
    def school_day_count(self) -> int:
        return len(self.calendar.school_days(self.span.from_on, self.span.to_on))

    @cached_property
    def unknown_years(self) -> list[int]:
        """The years to warn about: those shown, and those that matter now."""
        shown = [year for year in self.calendar.years_without_data if year in self.span.years]
        matter = years_to_warn_about(self.school, today=self.today, terms=self.terms)
        return sorted({*shown, *matter})

    @cached_property
    def years(self) -> list[Year]:
        """The years shown, this year and the next."""
        wanted = sorted({*self.span.years, self.today.year, self.today.year + 1})
        own = self.school.own_holiday_years
        return [Year(y, y in national.years_with_data(), self._taken_over[y], y in own) for y in wanted]

    @cached_property
    def vacations(self) -> list[Vacation]:
        """The vacations that the school has written and that reach into the span."""
        return [
            v for v in vacations(self._written) if v.span.to_on > self.span.from_on and v.span.from_on < self.span.to_on
        ]

    @property
    def previous_month(self) -> date:
        return month_span(*_shift(self.span.from_on, -1)).from_on

    @property
    def next_month(self) -> date:
        return month_span(*_shift(self.span.from_on, 1)).from_on

    @cached_property
    def _written(self) -> list[CalendarDay]:
        """The rows of the years shown; whole years, so that a vacation is not cut at the month's end."""
        years = {*self.span.years, self.today.year, self.today.year + 1}
        return list(CalendarDay.objects.filter(school=self.school, on__year__in=years | {min(years) - 1}))

    @cached_property
    def _taken_over(self) -> Counter:
        return Counter(row.on.year for row in self._written if row.is_national)

    @cached_property
    def _terms_shown(self) -> list[Term]:
        shown = whole_weeks(self.span)
        return [t for t in self.terms if t.span.from_on < shown.to_on and t.span.to_on > shown.from_on]

    def _number(self, days: list[Day]) -> int | None:
        numbers = (self.calendar.teaching_week(days[0].on, term) for term in self._terms_shown)
        return next((number for number in numbers if number), None)


def _is_next(before: Day, day: Day) -> bool:
    same = (before.kind, before.name, before.is_school_day) == (day.kind, day.name, day.is_school_day)
    return same and (day.on - before.on).days == 1 and not day.is_school_day


def _shift(day: date, months: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1
