"""The demo's inspections can be loaded on any day of the school year."""

from datetime import datetime

import pytest
from django.utils.timezone import make_aware

from deductions.models import Entry
from demo.loading.inspections import inspect_teaching
from rulebook.tests.factories import create_small
from teaching_checks.models import Correction, Inspected, Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    """The small school with the names of the demo's accounts."""
    small = create_small()
    for name, person in {"principal": "principal", "clerk": "clerk", "director": "director", "teacher": "b1"}.items():
        small.people[person].username = f"{small.school.code}-{name}".lower()
        small.people[person].save()
    small.school.code = small.school.code.lower()
    small.school.save()
    return small


def load_on(monkeypatch, small, *day):
    monkeypatch.setattr("django.utils.timezone.now", lambda: make_aware(datetime(*day, 9)))
    inspect_teaching(small.school, small.term.school_year)


@pytest.mark.parametrize("day", [(2026, 10, 15), (2026, 11, 29), (2027, 2, 5), (2027, 7, 20)])
def test_in_and_after_the_term_something_of_everything_is_there(monkeypatch, small, day):
    load_on(monkeypatch, small, *day)
    states = dict(Round.objects.values_list("object", "state"))
    assert states == {"teaching_plan": "closed", "lesson_plan": "closed", "homework": "open"}
    assert set(Entry.objects.values_list("state", flat=True)) == {
        "decided",
        "appealed",
        "notified",
        "verified",
        "reported",
    }
    assert Entry.objects.get(state="decided").person == small.b1
    assert Correction.objects.count() == 1
    assert Inspected.objects.filter(round__object="homework", is_done=True).exists()


@pytest.mark.parametrize("day", [(2026, 9, 1), (2026, 9, 14)])
def test_in_the_first_days_there_is_nothing_to_inspect_yet(monkeypatch, small, day):
    load_on(monkeypatch, small, *day)
    assert not Round.objects.exists()
