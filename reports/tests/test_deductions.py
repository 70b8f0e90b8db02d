"""R-28: what stands in the closed months; sums are those of the entries, teachers stand by their names."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from accounts.permissions import Permission
from deductions.models import Entry
from deductions.services import closing
from deductions.tests.factories import DAY, create_decided, create_entry, create_ledger, moment
from reports import kinds

pytestmark = pytest.mark.django_db
AFTER = date(2027, 1, 5)


@pytest.fixture
def ledger():
    ledger = create_ledger(**{"C4-D03.amount": Decimal(1)})
    create_decided(ledger, item="C4-D02", now=moment(DAY))
    create_decided(ledger, item="C4-D11", teacher="wang", now=moment(DAY))
    create_decided(ledger, item="C4-D14", teacher="wang", now=moment(DAY), files=["test.pdf"])
    create_entry(ledger)
    for month in (1, 2):
        closing.close(term=ledger.term, month=month, by=ledger.principal, now=moment(AFTER))
    return ledger


def gather(ledger, **options):
    kind = kinds.get("R-28")
    with override("en"):
        return kind.gather(school=ledger.school, term=ledger.term, on=AFTER, options=kind.complete(options))


def test_the_report_sums_the_entries_by_line_and_by_teacher(ledger):
    lines, teachers, entries, filed = gather(ledger).tables
    assert [(row[0][:6], row[2], row[4]) for row in lines.rows] == [
        ("C4-D02", 1, "2 points"),
        ("C4-D11", 1, "20 points"),
        ("C4-D14", 1, "2 points"),
    ]
    assert {row[0]: row[1:] for row in teachers.rows} == {
        "李明霞": [1, "2 points", 1],
        "王建国": [2, "22 points", 0],
    }
    assert len(entries.rows) == 3
    assert [row[0] for row in filed.rows] == ["王建国"]


def test_the_sum_is_that_of_the_ledger_with_the_articles_it_answers(ledger):
    total = next(figure for figure in gather(ledger).figures if figure.key == "sum_points")
    assert Entry.objects.filter(state="stated").aggregate(sum=Sum("counted"))["sum"] == 24
    assert total.value == "24 points"
    assert "C4.4.5" in total.articles


def test_one_month_alone(ledger):
    assert gather(ledger, month="1").tables[2].rows == []
    assert len(gather(ledger, month="2").tables[2].rows) == 3


def test_it_costs_one_statement_and_is_made_by_those_who_decide(ledger):
    with CaptureQueriesContext(connection) as found:
        gather(ledger)
    assert len(found) == 1
    assert kinds.get("R-28").permission == Permission.DEDUCTION_DECIDE
