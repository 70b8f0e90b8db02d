"""Which days a self-report tells of, and from when one is overdue (G5.4.3)."""

from datetime import date

import pytest

from alliances.rules.self_reports import due_months, is_overdue, told_span
from core.dates import Span


@pytest.mark.parametrize(
    ("month", "months", "span"),
    [
        (6, (6, 12), Span(date(2027, 1, 1), date(2027, 7, 1))),
        (12, (6, 12), Span(date(2027, 7, 1), date(2028, 1, 1))),
        (6, (6,), Span(date(2026, 7, 1), date(2027, 7, 1))),
        (3, (3, 6, 11), Span(date(2026, 12, 1), date(2027, 4, 1))),
    ],
)
def test_a_report_tells_of_the_days_since_the_one_before(month, months, span):
    assert told_span(2027, month, months) == span


def test_a_report_is_asked_for_from_the_first_day_of_its_month():
    since = date(2026, 9, 1)
    assert due_months(date(2026, 11, 30), (6, 12), since=since) == []
    assert due_months(date(2026, 12, 1), (6, 12), since=since) == [(2026, 12)]
    assert due_months(date(2027, 6, 1), (6, 12), since=since) == [(2027, 6), (2026, 12)]


def test_a_report_is_overdue_when_its_month_is_over():
    assert not is_overdue(2026, 12, date(2026, 12, 31))
    assert is_overdue(2026, 12, date(2027, 1, 1))
