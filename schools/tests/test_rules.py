from dataclasses import replace
from datetime import date

import pytest

from schools.rules import TermDates, next_term, propose_term, term_findings

AUTUMN = TermDates(2026, 1, date(2026, 9, 1), date(2027, 1, 22))


def _with(**dates):
    return replace(AUTUMN, **dates)


@pytest.mark.parametrize(
    ("dates", "findings"),
    [
        (AUTUMN, []),
        (_with(starts_on=date(2026, 8, 28)), []),
        (_with(ends_on=date(2026, 9, 1)), [("ends_on", "ends_before_it_starts")]),
        (_with(school_year=2025), [("starts_on", "not_in_this_term")]),
        (_with(number=2), [("starts_on", "not_in_this_term")]),
        (_with(midterm_starts_on=date(2026, 11, 9)), [("midterm_ends_on", "both_days_needed")]),
        (_with(final_ends_on=date(2027, 1, 20)), [("final_starts_on", "both_days_needed")]),
        (
            _with(midterm_starts_on=date(2026, 11, 9), midterm_ends_on=date(2026, 11, 8)),
            [("midterm_ends_on", "ends_before_it_starts")],
        ),
        (
            _with(final_starts_on=date(2027, 1, 22), final_ends_on=date(2027, 1, 23)),
            [("final_starts_on", "exam_outside_term")],
        ),
        (
            _with(
                midterm_starts_on=date(2026, 11, 9),
                midterm_ends_on=date(2026, 11, 10),
                final_starts_on=date(2026, 11, 10),
                final_ends_on=date(2026, 11, 11),
            ),
            [("final_starts_on", "final_before_midterm")],
        ),
        (_with(starts_on=None), []),
    ],
)
def test_the_dates_of_a_term_must_fit_together(dates, findings):
    assert term_findings(dates) == findings


@pytest.mark.parametrize(
    ("school_year", "number", "first", "last"),
    [
        (2024, 1, date(2024, 9, 2), date(2025, 1, 24)),
        (2026, 1, date(2026, 9, 1), date(2027, 1, 22)),
        (2025, 2, date(2026, 3, 2), date(2026, 7, 3)),
        (2026, 2, date(2027, 2, 22), date(2027, 7, 2)),
    ],
    ids=["1 September is a Sunday", "autumn", "after a late Spring Festival", "no data for the year"],
)
def test_a_term_is_proposed_from_workday_to_friday(school_year, number, first, last):
    dates = propose_term(school_year=school_year, number=number)
    assert (dates.starts_on, dates.ends_on) == (first, last)
    assert term_findings(dates) == []


@pytest.mark.parametrize(
    ("today", "existing", "wanted"),
    [
        (date(2026, 8, 1), set(), (2026, 1)),
        (date(2026, 10, 1), {(2026, 1)}, (2026, 2)),
        (date(2027, 1, 10), {(2026, 1), (2026, 2)}, (2027, 1)),
        (date(2027, 3, 1), set(), (2026, 2)),
    ],
)
def test_the_first_term_that_is_missing_is_proposed(today, existing, wanted):
    assert next_term(today=today, existing=existing) == wanted
