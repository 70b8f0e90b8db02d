"""N-15: a teacher is told once, on a school day, before the days to object are over."""

from datetime import date

import pytest

from core.dates import Span
from deductions.reminders import letters, schools
from deductions.services import answering
from deductions.tests.factories import create_ledger, create_told, moment

pytestmark = pytest.mark.django_db
THURSDAY, FRIDAY = date(2026, 10, 15), date(2026, 10, 16)


def said(ledger, on: date) -> list:
    now = moment(on)
    return letters(school=ledger.school, days=Span(on, date.fromordinal(on.toordinal() + 1)), now=now)


def test_a_window_that_closes_on_the_next_school_day_is_said_and_no_other():
    ledger = create_ledger()
    create_told(ledger, now=moment(date(2026, 10, 9)))  # until Friday 16 October
    assert schools() == [ledger.school.pk]
    assert said(ledger, date(2026, 10, 14)) == []
    (letter,) = said(ledger, THURSDAY)
    assert letter.recipient == ledger.li
    assert said(ledger, FRIDAY) == []


def test_a_window_that_closes_on_a_weekend_is_said_on_friday():
    ledger = create_ledger()
    create_told(ledger, now=moment(date(2026, 10, 10)))  # until Saturday 17 October
    assert len(said(ledger, FRIDAY)) == 1


def test_nobody_is_reminded_of_what_was_appealed_or_taken_back():
    ledger = create_ledger()
    first, second = (create_told(ledger, now=moment(date(2026, 10, 9))) for _ in range(2))
    answering.appeal(entry=first, reason="no", by=ledger.li, now=moment(date(2026, 10, 10)))
    answering.reverse(entry=second, reason="wrong", by=ledger.principal, now=moment(date(2026, 10, 10)))
    assert said(ledger, THURSDAY) == []
