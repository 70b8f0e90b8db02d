"""Reminders of what is owed look at real observations: behind the pace (N-11), the week still open (C6.4)."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import make_aware

from core.dates import Span
from observations.tests.observed import observe, observe_often, observing
from rulebook.reminders.letters import letters

pytestmark = pytest.mark.django_db
MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 10, 15)


def said(small, user, on: date) -> set[str]:
    """Give the keys of what is said to this person on a day."""
    now = make_aware(datetime(on.year, on.month, on.day, 9))
    found = letters(school=small.school, days=Span(on, on + timedelta(days=1)), now=now)
    return {each.dedupe.removeprefix(f"owed-{small.school.pk}-") for each in found if each.recipient == user}


def test_who_is_behind_the_pace_hears_it_and_who_keeps_it_does_not():
    small = observing("C1")  # ten lessons a term: five are the pace by then (F-09)
    observe_often(small, small.a1, small.b1, 4)
    assert "behind-2026-11-23" in said(small, small.a1, MONDAY)
    late = observe(small, small.a1, small.b1, on=date(2026, 10, 20), talked_over=False)
    assert "behind-2026-11-23" in said(small, small.a1, MONDAY)  # not talked over: it does not count
    late.feedback_at, late.feedback_by = late.ends_at, small.a1
    late.save()
    assert "behind-2026-11-23" not in said(small, small.a1, MONDAY)


def test_a_weekly_quota_is_mentioned_on_thursday_while_it_is_open():
    small = observing("C6")  # heads observe two lessons a week
    observe(small, small.h1, small.a1, on=date(2026, 10, 12))
    assert "week-2026-10-12" not in said(small, small.h1, THURSDAY - timedelta(days=1))
    assert "week-2026-10-12" in said(small, small.h1, THURSDAY)
    observe(small, small.h1, small.a1, on=date(2026, 10, 14))
    assert "week-2026-10-12" not in said(small, small.h1, THURSDAY)
