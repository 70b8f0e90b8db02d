from datetime import date

import pytest

from core.dates import Span, age_on, is_under_14, monday_of, month_span, school_year, whole_weeks


@pytest.mark.parametrize(
    ("on", "year"), [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026)]
)
def test_a_school_year_runs_from_september_to_august(on, year):
    assert school_year(on) == year


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2012, 5, 6), date(2026, 5, 5), 13),
        (date(2012, 5, 6), date(2026, 5, 6), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
    ],
)
def test_age_is_in_completed_years(born, on, age):
    assert age_on(born, on) == age
    assert is_under_14(born, on) == (age < 14)


def test_a_span_holds_its_first_day_and_not_its_end():
    span = Span(date(2026, 12, 31), date(2027, 1, 2))
    assert list(span) == [date(2026, 12, 31), date(2027, 1, 1)]
    assert date(2027, 1, 2) not in span
    assert span.years == [2026, 2027]


def test_a_month_ends_where_the_next_begins():
    assert month_span(2026, 12) == Span(date(2026, 12, 1), date(2027, 1, 1))


def test_weeks_run_from_monday_to_sunday():
    assert monday_of(date(2026, 9, 6)) == date(2026, 8, 31)
    assert whole_weeks(month_span(2026, 9)) == Span(date(2026, 8, 31), date(2026, 10, 5))
