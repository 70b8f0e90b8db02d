"""When a scheduled report is due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.dates import Span
from reports.kinds import day_shown
from reports.rules import Timing, latest_due, next_due, term_reported

AUTUMN = Span(date(2026, 9, 1), date(2027, 1, 23))
SPRING = Span(date(2027, 2, 22), date(2027, 7, 3))
TERMS = [SPRING, AUTUMN]
SINCE = date(2026, 9, 1)
TERM_END, WEEK_BEFORE, TEN_AFTER = (Timing(days_after_term=days) for days in (0, -7, 10))
LAST_OF_MONTH = Timing(day_of_month=31)
DAILY = Timing(is_daily=True)
ONCE = Timing(on=date(2026, 12, 5))


@pytest.mark.parametrize(
    ("timing", "today", "expected"),
    [
        (TERM_END, date(2027, 1, 21), None),
        (TERM_END, date(2027, 1, 22), date(2027, 1, 22)),
        (TERM_END, date(2027, 6, 1), date(2027, 1, 22)),
        (WEEK_BEFORE, date(2027, 1, 15), date(2027, 1, 15)),
        (TEN_AFTER, date(2027, 2, 1), date(2027, 2, 1)),
        (LAST_OF_MONTH, date(2026, 9, 29), None),
        (LAST_OF_MONTH, date(2026, 9, 30), date(2026, 9, 30)),
        (LAST_OF_MONTH, date(2027, 3, 1), date(2027, 2, 28)),
        (DAILY, date(2026, 10, 9), date(2026, 10, 9)),
        (DAILY, date(2027, 2, 1), date(2027, 1, 22)),
        (ONCE, date(2026, 12, 4), None),
        (ONCE, date(2027, 12, 4), date(2026, 12, 5)),
    ],
)
def test_the_newest_due_day_until_today(timing, today, expected):
    assert latest_due(timing, terms=TERMS, since=SINCE, today=today) == expected


def test_days_before_the_schedule_was_made_are_not_made_up_for():
    assert latest_due(TERM_END, terms=TERMS, since=date(2027, 1, 23), today=date(2027, 6, 1)) is None
    assert latest_due(TERM_END, terms=TERMS, since=date(2027, 1, 22), today=date(2027, 6, 1)) == date(2027, 1, 22)


@pytest.mark.parametrize(
    ("timing", "after", "expected"),
    [
        (TERM_END, date(2027, 1, 22), date(2027, 7, 2)),
        (TERM_END, date(2027, 7, 2), None),
        (LAST_OF_MONTH, date(2028, 1, 31), date(2028, 2, 29)),
        (ONCE, date(2026, 12, 5), None),
    ],
)
def test_the_next_due_day(timing, after, expected):
    assert next_due(timing, terms=TERMS, after=after) == expected


@pytest.mark.parametrize(
    ("timing", "due_on", "expected"),
    [
        (TEN_AFTER, date(2027, 2, 1), AUTUMN),
        (Timing(days_after_term=40), date(2027, 3, 3), AUTUMN),  # in the spring term, about the autumn term
        (LAST_OF_MONTH, date(2026, 9, 30), AUTUMN),
        (LAST_OF_MONTH, date(2027, 1, 31), AUTUMN),  # in the vacation: the term that is over
        (LAST_OF_MONTH, date(2027, 2, 28), SPRING),
        (LAST_OF_MONTH, date(2026, 8, 31), None),
    ],
)
def test_the_term_that_a_report_is_about(timing, due_on, expected):
    assert term_reported(TERMS, timing=timing, due_on=due_on) == expected


@given(some.integers(1, 31), some.dates(date(2026, 9, 1), date(2030, 12, 31)))
def test_a_monthly_report_is_due_once_in_every_month(day, today):
    timing = Timing(day_of_month=day)
    due = next_due(timing, terms=[], after=today)
    assert (due - today).days <= 31
    assert latest_due(timing, terms=[], since=today, today=due) == due


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 8, 1), AUTUMN.from_on),
        (date(2026, 10, 8), date(2026, 10, 8)),
        (date(2027, 5, 1), AUTUMN.last_on),
    ],
)
def test_a_report_shows_today_or_the_nearest_day_of_its_term(today, expected):
    assert day_shown(AUTUMN, today) == expected
