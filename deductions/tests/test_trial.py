"""The trial of rule set 4 shows the deductions it would have given, and writes nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from deductions.kinds import Event
from deductions.models import Entry
from deductions.tests.factories import create_fact, create_ledger, facts_given
from deductions.tests.pure import numbers
from rulebook.documents import loading
from rulebook.rules.numbers import Numbers
from rulebook.selectors.trials import trial

pytestmark = pytest.mark.django_db
AFTER = date(2027, 2, 1)


@pytest.fixture
def given():
    ledger = create_ledger(adopts=False)
    lesson = "slot:1@2026-10-08"
    facts = [
        create_fact(ledger, Event.LESSON_MISSED, lesson=lesson),
        create_fact(ledger, Event.LESSON_LATE, lesson=lesson),
        create_fact(ledger, Event.EXPERIMENT_MISSED, teacher="wang", times=2),
        create_fact(ledger, Event.EXPERIMENT_MISSED, times=1),
    ]
    with facts_given(facts):
        yield ledger


def part(ledger, values: Numbers):
    with override("en"):
        return trial(ledger.school, values, ledger.term, today=AFTER).parts


def test_by_line_with_teachers_and_sums_and_each_lesson_once(given):
    (found,) = part(given, numbers())
    assert [row[0][:6] for row in found.rows] == ["C4-D11", "C4-D15"]
    assert [row[2:] for row in found.rows] == [["1", "1", "20 points"], ["2", "2", "15 points"]]
    assert not any(name in " ".join(row) for row in found.rows for name in ("李明霞", "王建国"))
    assert [row[1:] for row in found.detail_rows] == [["2", "25 points"], ["1", "10 points"]]
    assert Entry.objects.count() == 0


def test_with_other_numbers_another_sum(given):
    (found,) = part(given, numbers(**{"C4-D15.amount": Decimal(1)}))
    assert found.rows[1][-1] == "3 points"


def test_a_school_that_would_deduct_nothing_is_told_so(given):
    (found,) = part(given, numbers(**{"deduction.unit": "none"}))
    assert found.rows == []


def test_other_documents_have_no_deductions(given):
    assert part(given, Numbers(loading.document("C3"), accepts_suggestions=True)) == []


def test_the_page_of_the_trial_shows_them_to_the_principal(given, client):
    client.force_login(given.principal)
    response = client.get(reverse("rulebook:adoption_trial", args=["C4"]))
    assert len(response.context["parts"]) == 1
    client.force_login(given.clerk)
    assert client.get(reverse("rulebook:adoption_trial", args=["C4"])).status_code == 403
