"""What is said about what is owed, to whom, and how often (N-05, N-06, N-08, N-10 to N-13, N-17, N-18)."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils.timezone import make_aware

from core.dates import Span
from notices.models import Notice
from notices.reminders import remind_staff_of
from rulebook.models import Obligation
from rulebook.reminders.letters import letters
from rulebook.services.waiving import waive
from rulebook.tests.factories import create_obligations, create_record, create_small

pytestmark = pytest.mark.django_db


def said(small, on: date) -> dict[str, set[str]]:
    """Give the kinds of matter by recipient: the dedupe key without the school."""
    now = make_aware(datetime.combine(on, time(9)))
    found: dict[str, set[str]] = {}
    for letter in letters(school=small.school, days=Span(on, on + timedelta(days=1)), now=now):
        found.setdefault(letter.recipient.name, set()).add(letter.dedupe.split("-", 2)[2])
    return found


def owing(*documents: str):
    small = create_small()
    for user_name, user in small.people.items():
        user.name = user_name
        user.save()
    create_obligations(small, *documents)
    return small


def test_a_check_is_announced_a_week_before_its_last_day_to_the_checker_only():
    small = owing("C3")
    on = date(2026, 11, 19)  # the mid-term check is due on Thursday 26 November
    assert "soon-C3-K02-2026-1" in said(small, on)["h1"]
    assert "soon-C3-K02-2026-1" not in said(small, on)["a1"]
    assert "soon-C3-K02-2026-1" not in said(small, on - timedelta(days=1)).get("h1", set())


def test_what_is_due_before_the_next_school_day_is_said_on_the_last_before_it():
    small = owing("C3")
    friday = date(2026, 9, 11)  # the plans are due on Sunday 13 September
    assert "last_day-C3-K01-2026-1" in said(small, friday)["clerk"]


def test_a_quality_analysis_is_announced_five_days_before_not_seven():
    small = owing("C1")  # N-13: the school's analysis is due on 26 November
    assert "soon-C1-A02-2026-1/midterm" not in said(small, date(2026, 11, 20))["director"]
    assert "soon-C1-A02-2026-1/midterm" in said(small, date(2026, 11, 23))["director"]


def test_what_is_late_is_said_together_once_a_day_and_to_leaders_once_a_week():
    small = owing("C3")
    monday = date(2026, 11, 30)
    told = said(small, monday)
    assert f"late-{monday}" in told["h1"]
    assert told["principal"] >= {f"leader-{monday}"}
    assert f"leader-{monday}" in said(small, monday + timedelta(days=3))["principal"]


def test_a_weekly_quota_is_mentioned_from_thursday_on_while_it_is_open():
    small = owing("C6")  # teachers observe one lesson a week (C6.4)
    assert "week-2026-10-12" not in said(small, date(2026, 10, 14)).get("a1", set())
    assert "week-2026-10-12" in said(small, date(2026, 10, 15))["a1"]
    create_record(small, kind="observation", actor=small.a1, on=date(2026, 10, 13))
    assert "week-2026-10-12" not in said(small, date(2026, 10, 15)).get("a1", set())


def test_who_is_behind_the_pace_of_the_term_hears_it_once_a_week():
    small = owing("C1")  # ten lessons a term: after twelve of 21 weeks five are the pace (F-09)
    monday = date(2026, 11, 23)
    assert "behind-2026-11-23" in said(small, monday)["a1"]
    for day in range(5):
        create_record(small, kind="observation", actor=small.a1, on=date(2026, 10, 12 + day))
    assert "behind-2026-11-23" not in said(small, monday).get("a1", set())


def test_nothing_is_said_about_what_is_waived():
    small = owing("C3")
    for row in Obligation.objects.filter(requirement="C3-A02"):
        waive(obligation=row, reason="no mid-term exam this year", by=small.principal)
    assert not any("C3-A02" in key for keys in said(small, date(2026, 11, 25)).values() for key in keys)


def test_a_round_puts_each_matter_into_an_inbox_once():
    small = owing("C3")
    now = make_aware(datetime(2026, 11, 25, 9))
    remind_staff_of(school_id=small.school.pk, now=now)
    first = Notice.objects.count()
    remind_staff_of(school_id=small.school.pk, now=now + timedelta(hours=1))
    assert Notice.objects.count() == first > 0


def test_nothing_is_said_on_a_holiday_or_in_the_evening():
    small = owing("C3")
    for moment in (datetime(2026, 10, 1, 9), datetime(2026, 11, 25, 19)):
        remind_staff_of(school_id=small.school.pk, now=make_aware(moment))
    assert not Notice.objects.exists()


def test_the_letters_of_three_documents_cost_a_fixed_number_of_statements(django_assert_max_num_queries):
    """A few for each kind of records that the documents ask for, none for each obligation."""
    small = owing("C3", "C4", "C6")
    assert len(said(small, date(2026, 11, 25))) > 10
    with django_assert_max_num_queries(38):
        said(small, date(2026, 11, 25))
