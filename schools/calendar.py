"""What a day is for one school, and which teaching week it belongs to (F-20). Pure: no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dates import Span, monday_of, whole_weeks
from schools import national
from schools.models import CalendarDay, Term

WEEK = timedelta(days=7)


class DayKind(models.TextChoices):
    """What a day is; the last five are written in the calendar, the first two follow from the weekday."""

    SCHOOL_DAY = "school_day", _("School day")
    WEEKEND = "weekend", _("Weekend")
    HOLIDAY = "holiday", _("Public holiday")
    MAKE_UP = "make_up", _("Make-up workday")
    VACATION = "vacation", _("Vacation")
    EXAM = "exam", _("Exam day")
    SPECIAL = "special", _("Special school day")


MARKS = {
    DayKind.HOLIDAY: pgettext_lazy("short word in the calendar", "Off"),
    DayKind.MAKE_UP: pgettext_lazy("short word in the calendar", "Work"),
    DayKind.VACATION: pgettext_lazy("short word in the calendar", "Vac."),
    DayKind.EXAM: pgettext_lazy("short word in the calendar", "Exam"),
    DayKind.SPECIAL: pgettext_lazy("short word in the calendar", "Spec."),
}


@dataclass(frozen=True)
class Day:
    """One day as the school keeps it. `lessons_weekday` is 1 for Monday, None when there are no lessons
    or when nobody has said yet which weekday's lessons a make-up day follows."""

    on: date
    kind: DayKind
    name: str = ""
    is_school_day: bool = False
    lessons_weekday: int | None = None
    is_decided_by_school: bool = False

    @property
    def is_ordinary(self) -> bool:
        return self.kind in (DayKind.SCHOOL_DAY, DayKind.WEEKEND)

    @property
    def mark(self) -> str:
        """The word for a narrow cell; nothing on ordinary days."""
        return MARKS.get(self.kind, "")

    @property
    def lessons_weekday_name(self) -> str:
        return str(WEEKDAYS[self.lessons_weekday - 1]) if self.lessons_weekday else ""


class OutsideCalendar(LookupError):
    """Somebody asked for a day that was not loaded; answering would mean guessing."""


class SchoolCalendar:
    """A school's days over a span.

    What the school wrote comes first, then the national notice, then the weekday. Outside its terms a school
    holds no lessons, unless it has written so itself; a school without any term is judged by weekdays.
    """

    def __init__(
        self,
        span: Span,
        *,
        rows: Iterable[CalendarDay] = (),
        terms: Iterable[Span] = (),
        own_holiday_years: Iterable[int] = (),
    ):
        self.span = span
        self.terms = list(terms)
        self._rows = {row.on: row for row in rows}
        self._own_holiday_years = set(own_holiday_years)
        self._weeks: dict[Span, list[date]] = {}
        self._days: dict[date, Day] = {}

    def day(self, on: date) -> Day:
        """Give everything known of a day. Raises OutsideCalendar."""
        found = self._days.get(on)
        if found is None:
            found = self._days[on] = self._read(on)
        return found

    def _read(self, on: date) -> Day:
        if on not in self.span:
            raise OutsideCalendar(on)
        row, notice = self._rows.get(on), national.day(on)
        if row and not row.is_national:
            return _written_day(row)
        if row:
            return self._noticed_day(on, row.kind, row.name, row.is_school_day, row.lessons_of_weekday)
        if notice:
            return self._noticed_day(on, *default_for(notice))
        return self._ordinary_day(on)

    def kind(self, on: date) -> DayKind:
        return self.day(on).kind

    def is_school_day(self, on: date) -> bool:
        return self.day(on).is_school_day

    def lessons_weekday(self, on: date) -> int | None:
        """Give the weekday (1 is Monday) whose timetable applies; None without lessons or while undecided."""
        return self.day(on).lessons_weekday

    def school_days(self, from_on: date, to_on: date) -> list[date]:
        """Give the school days in [from_on, to_on)."""
        return [on for on in Span(from_on, to_on) if self.is_school_day(on)]

    @cached_property
    def years_without_data(self) -> list[int]:
        """Give the years of the span whose holidays nobody knows: only weekends are free, so warn."""
        return unknown_years(self.span, self._own_holiday_years)

    def teaching_weeks(self, term: Term) -> list[date]:
        """Give the Mondays of the teaching weeks, week 1 first. Full vacation weeks are skipped."""
        if term.span not in self._weeks:
            weeks = whole_weeks(term.span)
            mondays = [on for on in weeks if on.weekday() == 0]
            self._weeks[term.span] = [m for m in mondays if not self._is_vacation_week(m, term.span)]
        return self._weeks[term.span]

    def teaching_week(self, on: date, term: Term) -> int | None:
        """Give the number of the teaching week; None outside the term's weeks and in a full vacation week."""
        weeks = self.teaching_weeks(term)
        return weeks.index(monday_of(on)) + 1 if monday_of(on) in weeks else None

    def halves(self, term: Term) -> tuple[Span, Span]:
        """Split the term at the first day after the mid-term exam, or else at the middle week's Monday."""
        split = term.midterm_ends_on and term.midterm_ends_on + timedelta(days=1)
        if split is None:
            weeks = self.teaching_weeks(term)
            split = max(weeks[len(weeks) // 2], term.starts_on) if weeks else term.starts_on
        return Span(term.span.from_on, split), Span(split, term.span.to_on)

    def _is_vacation_week(self, monday: date, term: Span) -> bool:
        """Tell whether a week holds vacation and no school day; one of public holidays alone counts."""
        days = [self.day(on) for on in Span(monday, monday + WEEK) if on in term]
        return any(d.kind == DayKind.VACATION for d in days) and not any(d.is_school_day for d in days)

    def _in_term(self, on: date) -> bool:
        return not self.terms or any(on in term for term in self.terms)

    def _noticed_day(self, on, kind, name, is_school_day, weekday) -> Day:
        held = is_school_day and self._in_term(on)
        return Day(on, DayKind(kind), name, held, weekday if held else None)

    def _ordinary_day(self, on: date) -> Day:
        if not self._in_term(on):
            return Day(on, DayKind.VACATION)
        if on.isoweekday() > 5:
            return Day(on, DayKind.WEEKEND)
        return Day(on, DayKind.SCHOOL_DAY, is_school_day=True, lessons_weekday=on.isoweekday())


def default_for(notice: national.NationalDay) -> tuple[str, str, bool, int | None]:
    """Give (kind, name, lessons held, of which weekday) for a day of the notice that no school has touched.

    A make-up workday is taught after the weekday it replaces; the school may decide otherwise.
    """
    if notice.is_holiday:
        return CalendarDay.Kind.HOLIDAY, notice.name, False, None
    return CalendarDay.Kind.MAKE_UP, notice.name, True, notice.lessons_of_weekday


def unknown_years(span: Span, own_holiday_years: Iterable[int]) -> list[int]:
    """Give the years of a span for which there is neither national data nor the school's own list."""
    known = national.years_with_data() | set(own_holiday_years)
    return [year for year in span.years if year not in known]


def _written_day(row: CalendarDay) -> Day:
    weekday = row.lessons_of_weekday
    if weekday is None and row.on.isoweekday() <= 5:
        weekday = row.on.isoweekday()
    held = row.is_school_day
    return Day(row.on, DayKind(row.kind), row.name, held, weekday if held else None, is_decided_by_school=True)
