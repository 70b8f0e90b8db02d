"""What kind of day a day is (F-20); dates of forms.md 15, no database."""

from datetime import date

import pytest

from core.dates import Span
from schools.calendar import DayKind, OutsideCalendar, SchoolCalendar
from schools.models import CalendarDay, Term

YEARS = Span(date(2025, 1, 1), date(2028, 1, 1))
AUTUMN = Term(school_year=2026, number=1, starts_on=date(2026, 9, 1), ends_on=date(2027, 1, 22))


def _row(on, kind, **fields):
    return CalendarDay(on=date.fromisoformat(on), kind=kind, **fields)


@pytest.mark.parametrize(
    ("on", "kind", "is_school_day", "weekday"),
    [
        ("2025-01-27", DayKind.SCHOOL_DAY, True, 1),
        ("2025-01-26", DayKind.MAKE_UP, True, 1),
        ("2025-01-28", DayKind.HOLIDAY, False, None),
        ("2025-02-08", DayKind.MAKE_UP, True, 2),
        ("2025-04-27", DayKind.MAKE_UP, True, 1),
        ("2025-06-02", DayKind.HOLIDAY, False, None),
        ("2025-10-11", DayKind.MAKE_UP, True, 3),
        ("2025-10-12", DayKind.WEEKEND, False, None),
        ("2026-02-14", DayKind.MAKE_UP, True, 5),
        ("2026-02-24", DayKind.SCHOOL_DAY, True, 2),
        ("2026-09-20", DayKind.MAKE_UP, True, 2),
        ("2026-10-07", DayKind.HOLIDAY, False, None),
        ("2026-10-08", DayKind.SCHOOL_DAY, True, 4),
        ("2027-10-01", DayKind.SCHOOL_DAY, True, 5),
    ],
)
def test_a_day_is_what_the_notice_and_its_weekday_say(on, kind, is_school_day, weekday):
    day = SchoolCalendar(YEARS).day(date.fromisoformat(on))
    assert (day.kind, day.is_school_day, day.lessons_weekday) == (kind, is_school_day, weekday)


def test_what_the_school_wrote_comes_before_the_notice():
    rows = [_row("2026-09-20", "make_up", is_school_day=False), _row("2026-10-01", "special", is_school_day=True)]
    calendar = SchoolCalendar(YEARS, rows=rows)
    assert not calendar.is_school_day(date(2026, 9, 20))
    assert calendar.lessons_weekday(date(2026, 10, 1)) == 4


def test_outside_the_terms_there_are_no_lessons_even_on_make_up_workdays():
    calendar = SchoolCalendar(YEARS, terms=[AUTUMN.span])
    assert calendar.day(date(2026, 2, 14)).is_school_day is False
    assert calendar.kind(date(2026, 7, 15)) == DayKind.VACATION
    assert calendar.is_school_day(date(2026, 9, 20))


def test_a_special_school_day_in_the_vacation_is_held():
    rows = [_row("2026-08-31", "special", name="报到", is_school_day=True)]
    assert SchoolCalendar(YEARS, rows=rows, terms=[AUTUMN.span]).is_school_day(date(2026, 8, 31))


def test_school_days_are_counted_in_a_half_open_span():
    days = SchoolCalendar(YEARS).school_days(date(2026, 9, 28), date(2026, 10, 9))
    assert days == [date(2026, 9, 28), date(2026, 9, 29), date(2026, 9, 30), date(2026, 10, 8)]


@pytest.mark.parametrize(
    ("own", "missing"), [([], [2027]), ([2027], [])], ids=["nobody knows 2027", "the school entered 2027"]
)
def test_a_term_into_a_year_without_data_warns_and_keeps_its_weekends(own, missing):
    calendar = SchoolCalendar(AUTUMN.span, terms=[AUTUMN.span], own_holiday_years=own)
    assert calendar.years_without_data == missing
    assert calendar.kind(date(2027, 1, 2)) == DayKind.WEEKEND
    assert calendar.kind(date(2027, 1, 4)) == DayKind.SCHOOL_DAY


def test_a_day_that_was_not_loaded_is_refused_instead_of_guessed():
    with pytest.raises(OutsideCalendar):
        SchoolCalendar(Span(date(2026, 9, 1), date(2026, 9, 2))).day(date(2026, 9, 2))
