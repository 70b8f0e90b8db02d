"""Reads about where and when: a school's calendar, its terms, and what is not known yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from core.dates import Span
from schools.calendar import SchoolCalendar, unknown_years
from schools.models import CalendarDay, School, Term

TERM_IN_SESSION = "term_id"


def school_calendar(school: School, from_on: date, to_on: date, *, terms=None) -> SchoolCalendar:
    """Give the school's days in [from_on, to_on); two statements, one when the terms are at hand."""
    span = Span(from_on, to_on)
    if terms is None:
        terms = Term.objects.filter(school=school)
    return SchoolCalendar(
        span,
        rows=CalendarDay.objects.filter(school=school, on__gte=from_on, on__lt=to_on),
        terms=[term.span for term in terms],
        own_holiday_years=school.own_holiday_years,
    )


def school_calendars(schools: Iterable[School], from_on: date, to_on: date) -> dict[int, SchoolCalendar]:
    """Give the days in [from_on, to_on) of many schools, by the school's key; two statements."""
    schools, rows, terms = list(schools), defaultdict(list), defaultdict(list)
    for row in CalendarDay.objects.filter(school__in=schools, on__gte=from_on, on__lt=to_on):
        rows[row.school_id].append(row)
    for term in Term.objects.filter(school__in=schools):
        terms[term.school_id].append(term.span)
    span = Span(from_on, to_on)
    return {
        school.pk: SchoolCalendar(
            span, rows=rows[school.pk], terms=terms[school.pk], own_holiday_years=school.own_holiday_years
        )
        for school in schools
    }


def term_calendar(term: Term) -> SchoolCalendar:
    """Give the days of one term, for its teaching weeks and halves; one statement."""
    return school_calendar(term.school, term.span.from_on, term.span.to_on, terms=[term])


def terms_and_current(school, session: Mapping, today: date) -> tuple[list[Term], Term | None]:
    """Give the school's terms, newest first, and the one that one works in; one statement for each school object.

    That is the term chosen in the switch, else today's, else the next, else the last one.
    """
    if school is None:
        return [], None
    return school.every_term, _current(school.every_term, session.get(TERM_IN_SESSION), today)


def current_term(school, session: Mapping, today: date) -> Term | None:
    """Give the term that one works in; None when the school has none."""
    return terms_and_current(school, session, today)[1]


def _current(terms: list[Term], chosen: int | None, today: date) -> Term | None:
    oldest_first = terms[::-1]
    matches = (
        *(t for t in terms if t.pk == chosen),
        *(t for t in terms if today in t.span),
        *(t for t in oldest_first if t.starts_on > today),
        *terms,
    )
    return next(iter(matches), None)


@dataclass(frozen=True)
class Vacation:
    """Vacation days in a row under one name."""

    name: str
    span: Span


def vacations(days: Iterable[CalendarDay]) -> list[Vacation]:
    """Join the vacation days of the calendar to ranges; public holidays between two of them do not part them."""
    found: list[Vacation] = []
    bridge = None
    for row in sorted(days, key=lambda row: row.on):
        after = row.on + timedelta(days=1)
        open_ended = bridge == row.on
        if row.kind == CalendarDay.Kind.VACATION:
            if open_ended and found[-1].name == row.name:
                found[-1] = Vacation(row.name, Span(found[-1].span.from_on, after))
            else:
                found.append(Vacation(row.name, Span(row.on, after)))
            bridge = after
        elif open_ended and row.kind == CalendarDay.Kind.HOLIDAY:
            bridge = after
    return found


def years_to_warn_about(school: School, *, today: date, terms: Iterable[Term]) -> list[int]:
    """Give the years whose holidays are unknown and that matter now: this one, and those of terms not over yet.

    From November on, when the notice for the next year comes out, that year matters too (F-20).
    """
    years = {today.year} | ({today.year + 1} if today.month >= 11 else set())
    for term in terms:
        if term.ends_on >= today:
            years |= set(term.span.years)
    span = Span(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    return [year for year in unknown_years(span, school.own_holiday_years) if year in years]


def schools_for_listing(user):
    """Give the schools with their district and the number of terms."""
    return School.objects.visible_to(user).select_related("district").annotate(term_count=Count("terms"))
