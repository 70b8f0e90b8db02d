"""The demo's teaching checks: something of everything on any day of the school year, and figures that agree."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal

import pytest
from django.utils.timezone import make_aware

from deductions.models import Closing, Entry
from deductions.selectors.statements import statement, totals
from demo.loading.teaching import inspect_teaching
from rulebook.tests.factories import create_small
from teaching_checks.models import (
    Contest,
    Correction,
    HandIn,
    Inspected,
    Roster,
    RosterRound,
    Round,
)
from teaching_checks.models import Entry as ContestEntry

pytestmark = pytest.mark.django_db

ACCOUNTS = {
    "principal": "principal", "vice": "vice", "director": "director", "clerk": "clerk", "research": "h1",
    "class": "a1", "teacher": "b1",
}  # fmt: skip


@pytest.fixture
def small():
    """The small school with the names of the demo's accounts."""
    small = create_small()
    small.school.code = small.school.code.lower()
    small.school.save()
    for name, person in ACCOUNTS.items():
        small.people[person].username = f"{small.school.code}-{name}"
        small.people[person].save()
    return small


def load_on(monkeypatch, small, *day):
    monkeypatch.setattr("django.utils.timezone.now", lambda: make_aware(datetime(*day, 9)))
    inspect_teaching(small.school, small.term.school_year)


@pytest.mark.parametrize("day", [(2026, 11, 29), (2026, 12, 16), (2027, 2, 5), (2027, 7, 20)])
def test_after_mid_term_something_of_everything_is_there(monkeypatch, small, day):
    load_on(monkeypatch, small, *day)
    assert set(Round.objects.values_list("state", flat=True)) == {"open", "closed"}
    assert set(Entry.objects.values_list("state", flat=True)) == set(Entry.State)
    assert set(Entry.objects.values_list("kind", flat=True)) == {"charge", "reversal"}
    assert set(Correction.objects.values_list("state", flat=True)) == set(Correction.State)
    assert set(Contest.objects.values_list("state", flat=True)) == {"entries", "judging", "decided"}
    assert set(HandIn.objects.values_list("state", flat=True)) == set(HandIn.State)
    assert ContestEntry.objects.exclude(award="").filter(may_show=True).exists()
    begun = Roster.objects.get().places.filter(week_on__lte=datetime(*day)).values("week_on").distinct()
    assert RosterRound.objects.count() == begun.count()
    assert Inspected.objects.exclude(excused="").exists()


@pytest.mark.parametrize("day", [(2026, 9, 24), (2026, 10, 15)])
def test_before_mid_term_there_is_no_roster_and_no_full_check(monkeypatch, small, day):
    load_on(monkeypatch, small, *day)
    assert not Roster.objects.exists()
    assert not Round.objects.filter(name="期中全面检查").exists()
    assert Entry.objects.filter(state="appealed").exists()


@pytest.mark.parametrize("day", [(2026, 9, 1), (2026, 9, 14)])
def test_in_the_first_days_there_is_nothing_to_inspect_yet(monkeypatch, small, day):
    load_on(monkeypatch, small, *day)
    assert not Round.objects.exists()


def test_the_statements_agree_with_their_entries_to_the_cent(monkeypatch, small):
    load_on(monkeypatch, small, 2026, 11, 27)
    sums = defaultdict(Decimal)
    for entry in Entry.objects.filter(closing__isnull=False):
        sums[entry.teacher] += entry.counted
    assert Closing.objects.count() == 2
    assert {teacher: totals(statement(teacher, small.term).entries) for teacher in sums} == {
        teacher: {"points": sums[teacher]} for teacher in sums
    }
    known = next(teacher for teacher in sums if teacher.user == small.b1)
    assert sums[known] == 4 + 1 + 0  # two plans short; late, reduced from 2; missed, lifted
