"""Which duties fall on which days (F-20)."""

from datetime import date, time

import pytest

from communities.rules_days import PlannedDuty, Repeat, fits, is_double, plan, undecided
from core.dates import Span
from schools.calendar import Day, DayKind, SchoolCalendar

FIVE = (1, 2, 3, 4, 5)
MORNING = Repeat("morning", FIVE, time(7, 10), time(7, 40))
HOMEWORK = Repeat("homework", (1, 3), time(17), time(18, 30), 2, 7)
WEEKEND = Repeat("weekend", (6,), time(9), time(11))
HOLIDAY = Repeat("holiday", tuple(range(1, 8)), time(9), time(11))


def days(first: date, last: date, **calendar) -> list[Day]:
    span = Span(first, date.fromordinal(last.toordinal() + 1))
    calendar = SchoolCalendar(span, **calendar)
    return [calendar.day(on) for on in span]


def found(repeats, first, last, **calendar) -> list[tuple[str, str]]:
    return [(d.on.strftime("%m-%d"), d.kind) for d in plan(repeats, days(first, last, **calendar))]


def test_an_ordinary_week_has_escorts_on_five_days_and_weekend_duty_on_saturday():
    week = found([MORNING, WEEKEND, HOLIDAY], date(2026, 10, 12), date(2026, 10, 18))
    assert week == [(f"10-{day}", "morning") for day in (12, 13, 14, 15, 16)] + [("10-17", "weekend")]


def test_the_national_holiday_has_holiday_duty_only():
    week = found([MORNING, HOMEWORK, WEEKEND, HOLIDAY], date(2026, 10, 1), date(2026, 10, 7))
    assert week == [(f"10-0{day}", "holiday") for day in range(1, 8)]


def test_a_make_up_day_follows_the_weekday_that_it_replaces():
    """Saturday, 10 October 2026 is worked for Wednesday the 7th: the pattern of Wednesdays applies, not weekend duty."""
    (saturday,) = days(date(2026, 10, 10), date(2026, 10, 10))
    assert (saturday.kind, saturday.lessons_weekday) == (DayKind.MAKE_UP, 3)
    assert [duty.kind for duty in plan([HOMEWORK, WEEKEND], [saturday])] == ["homework"]
    assert plan([Repeat("homework", (6,), time(17), time(18))], [saturday]) == []


def test_a_make_up_day_without_a_weekday_is_named_and_left_out():
    day = Day(date(2026, 10, 10), DayKind.MAKE_UP, is_school_day=True)
    assert (plan([MORNING, HOMEWORK], [day]), undecided([day])) == ([], [day.on])
    assert fits("morning", day)


def test_outside_the_terms_every_day_has_holiday_duty():
    term = Span(date(2026, 9, 1), date(2027, 1, 23))
    assert found([MORNING, WEEKEND, HOLIDAY], date(2027, 1, 22), date(2027, 1, 24), terms=[term]) == [
        ("01-22", "morning"),
        ("01-23", "holiday"),
        ("01-24", "holiday"),
    ]


@pytest.mark.parametrize("kind", [DayKind.SPECIAL, DayKind.MAKE_UP, DayKind.VACATION, DayKind.HOLIDAY])
def test_any_other_free_day_has_holiday_duty(kind):
    day = Day(date(2026, 10, 14), kind)
    assert [fits(duty, day) for duty in ("morning", "weekend", "holiday")] == [False, False, True]


def test_a_planned_duty_carries_what_the_pattern_says():
    (duty,) = plan([HOMEWORK], days(date(2026, 10, 12), date(2026, 10, 13)))
    assert duty == PlannedDuty("homework", date(2026, 10, 12), time(17), time(18, 30), 2, 7)


@pytest.mark.parametrize(
    ("other", "double"),
    [
        (Repeat("homework", (3, 4), time(18), time(19)), True),
        (Repeat("homework", (3,), time(18, 30), time(19)), False),
        (Repeat("homework", (2,), time(17), time(18, 30)), False),
        (Repeat("evening", (1,), time(17), time(18, 30)), False),
    ],
)
def test_the_same_duty_twice_at_one_time_is_double(other, double):
    assert is_double(HOMEWORK, other) is double
    assert is_double(other, HOMEWORK) is double
