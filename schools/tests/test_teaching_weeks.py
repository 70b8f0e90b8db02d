"""Teaching weeks and the halves of a term (F-20)."""

from datetime import date, timedelta

import pytest

from core.dates import Span
from schools.calendar import SchoolCalendar
from schools.models import CalendarDay, Term


def _term(first, last, **fields):
    return Term(school_year=2026, number=1, starts_on=first, ends_on=last, **fields)


def _calendar(term, *, vacation=()):
    rows = [CalendarDay(on=on, kind="vacation") for on in vacation]
    return SchoolCalendar(term.span, rows=rows, terms=[term.span])


AUTUMN = _term(date(2026, 9, 1), date(2027, 1, 22))
LONG_SPRING = _term(date(2026, 1, 26), date(2026, 7, 3))
WINTER_VACATION = list(Span(date(2026, 2, 7), date(2026, 3, 2)))


@pytest.mark.parametrize(
    ("on", "week"),
    [
        (date(2026, 9, 1), 1),
        (date(2026, 9, 6), 1),
        (date(2026, 9, 7), 2),
        (date(2026, 9, 28), 5),
        (date(2026, 10, 5), 6),
        (date(2026, 10, 8), 6),
        (date(2026, 10, 12), 7),
        (date(2027, 1, 22), 21),
        (date(2027, 1, 25), None),
        (date(2026, 8, 30), None),
    ],
)
def test_weeks_begin_on_the_monday_of_the_first_week_and_run_over_national_day(on, week):
    assert _calendar(AUTUMN).teaching_week(on, AUTUMN) == week


@pytest.mark.parametrize(
    ("on", "week"),
    [
        (date(2026, 2, 6), 2),
        (date(2026, 2, 9), None),
        (date(2026, 2, 17), None),
        (date(2026, 3, 1), None),
        (date(2026, 3, 2), 3),
    ],
)
def test_full_vacation_weeks_over_the_spring_festival_are_skipped(on, week):
    assert _calendar(LONG_SPRING, vacation=WINTER_VACATION).teaching_week(on, LONG_SPRING) == week


def test_a_week_with_one_school_day_left_is_a_teaching_week():
    vacation = [date(2026, 11, 2) + timedelta(days=n) for n in range(4)]
    assert _calendar(AUTUMN, vacation=vacation).teaching_week(date(2026, 11, 3), AUTUMN) == 10


def test_the_second_half_begins_after_the_midterm_exam():
    term = _term(
        date(2026, 9, 1),
        date(2027, 1, 22),
        midterm_starts_on=date(2026, 11, 10),
        midterm_ends_on=date(2026, 11, 11),
    )
    assert _calendar(term).halves(term) == (
        Span(date(2026, 9, 1), date(2026, 11, 12)),
        Span(date(2026, 11, 12), date(2027, 1, 23)),
    )


def test_without_a_midterm_exam_the_second_half_begins_with_the_middle_week():
    first, second = _calendar(AUTUMN).halves(AUTUMN)
    assert second.from_on == date(2026, 11, 9)  # the Monday of week 11 of 21
    assert first.to_on == second.from_on


def test_skipped_weeks_move_the_middle():
    _, second = _calendar(LONG_SPRING, vacation=WINTER_VACATION).halves(LONG_SPRING)
    assert second.from_on == date(2026, 4, 27)
