"""Months that are closed: what goes into the statement, what waits, and the most that may be deducted (R-28)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum

from core.refusals import Refused
from deductions.models import Entry
from deductions.selectors.months import months_of
from deductions.services import answering, closing, lists
from deductions.tests.factories import (
    DAY,
    create_appealed,
    create_decided,
    create_entry,
    create_ledger,
    create_told,
    days,
    moment,
)

pytestmark = pytest.mark.django_db
AFTER = moment(date(2027, 1, 5))


@pytest.fixture
def ledger():
    return create_ledger()


def close(ledger, month, *, now=AFTER):
    return closing.close(term=ledger.term, month=month, by=ledger.principal, now=now)


def refused(call, *arguments, **named) -> str:
    with pytest.raises(Refused) as caught, transaction.atomic():
        call(*arguments, **named)
    return caught.value.reason


def total(ledger, teacher="li", **where) -> Decimal:
    rows = Entry.objects.filter(person=ledger.people[teacher], state="stated", **where)
    return rows.aggregate(sum=Sum("counted"))["sum"] or Decimal(0)


def test_months_are_four_teaching_weeks_and_leave_no_day_out(ledger):
    months = months_of(ledger.school, ledger.term)
    assert months[0].span.from_on == date(2026, 9, 1)
    assert [m.span.to_on for m in months[:-1]] == [m.span.from_on for m in months[1:]]
    assert months[-1].span.to_on > ledger.term.ends_on


def test_a_closed_month_holds_what_is_settled(ledger):
    settled = create_decided(ledger, item="C4-D11", outcome="reduced", amount=5, now=moment(DAY))
    silent = create_told(ledger, now=moment(DAY))
    appealed = create_appealed(ledger, teacher="wang", now=moment(DAY))
    reported = create_entry(ledger, teacher="wang")
    close(ledger, 1)
    found = close(ledger, 2)
    assert set(found.entries.all()) == {settled, silent}
    assert total(ledger, closing=found) == 7
    for entry in (appealed, reported):
        entry.refresh_from_db()
        assert entry.closing is None


def test_what_is_in_its_window_waits_for_the_next_month(ledger):
    create_told(ledger, now=AFTER)
    close(ledger, 1)
    assert close(ledger, 2).entries.count() == 0
    assert close(ledger, 3, now=AFTER + days(8)).entries.count() == 1


def test_months_are_closed_in_their_order_once_and_when_they_are_over(ledger):
    assert refused(close, ledger, 2) == "earlier_open"
    assert refused(close, ledger, 1, now=moment(date(2026, 9, 2))) == "not_over"
    assert refused(close, ledger, 9) == "unknown_month"
    close(ledger, 1)
    assert refused(close, ledger, 1) == "closed"


def test_a_later_reversal_goes_into_the_next_statement(ledger):
    entry = create_decided(ledger, item="C4-D11", now=moment(DAY))
    first, second = close(ledger, 1), close(ledger, 2)
    back = answering.reverse(
        entry=entry, reason="The lesson was swapped.", by=ledger.principal, now=moment(date(2026, 11, 5))
    )
    third = close(ledger, 3)
    back.refresh_from_db()
    assert back.closing == third
    assert [total(ledger, closing=each) for each in (first, second, third)] == [0, 20, -20]


def test_what_is_over_the_most_of_the_term_is_taken_off_and_given_back_by_a_reversal():
    ledger = create_ledger(**{"deduction.cap_per_term": Decimal(30)})
    entries = [create_decided(ledger, item="C4-D11", now=moment(DAY)) for _ in range(2)]
    close(ledger, 1)
    close(ledger, 2)
    assert total(ledger) == 30
    assert Entry.objects.get(kind="balance").counted == -10
    answering.reverse(entry=entries[0], reason="Swapped.", by=ledger.principal, now=moment(date(2026, 11, 5)))
    close(ledger, 3)
    assert total(ledger) == 20


def test_a_month_has_its_own_most_in_a_schools_own_list(ledger):
    draft = lists.draft(school=ledger.school, today=date(2026, 9, 1), by=ledger.principal)
    draft.cap_per_month = Decimal("12.50")
    draft.save()
    lists.confirm(price_list=draft, today=date(2026, 9, 1), by=ledger.principal)
    create_decided(ledger, item="C4-D11", now=moment(DAY))
    create_decided(ledger, item="C4-D10", on=date(2026, 11, 4), now=moment(date(2026, 11, 4)))
    for month in (1, 2, 3):
        close(ledger, month)
    assert total(ledger) == Decimal("17.50")


def test_a_teacher_confirms_having_read_the_own_statement_once(ledger):
    create_decided(ledger, now=moment(DAY))
    close(ledger, 1)
    month = close(ledger, 2)
    reading = closing.confirm_read(closing=month, by=ledger.li)
    assert closing.confirm_read(closing=month, by=ledger.li) == reading
    assert refused(closing.confirm_read, closing=month, by=ledger.wang) == "nothing_to_read"
