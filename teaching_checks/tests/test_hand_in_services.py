from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.refusals import Refused
from notices.models import Notice
from registry.models import Teacher
from rulebook.tests.factories import create_small
from teaching_checks.models import HandIn
from teaching_checks.services import hand_ins as services
from teaching_checks.tests.records import create_call, create_hand_in, moment

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 10)


@pytest.fixture
def small():
    return create_small()


def teacher_of(small, name) -> Teacher:
    return Teacher.objects.get(school=small.school, user=small.people[name])


def row_of(small, name="a1", on=ON, **fields) -> HandIn:
    return create_hand_in(
        call=create_call(school=small.school, term=small.term, **fields), teacher=teacher_of(small, name), on=on
    )


def asked(small, **fields):
    fields = {"kind": "teaching_plan", "title": "Plan", "audience": "teachers", "due_on": date(2026, 9, 18), **fields}
    return services.call(school=small.school, term=small.term, by=small.clerk, **fields)


def refusal(step, **arguments) -> str:
    with pytest.raises(Refused) as refused:
        step(**arguments)
    return refused.value.reason


@pytest.mark.parametrize(
    ("audience", "names"),
    [
        ("teachers", {"h1", "a1", "a2", "a3", "h2", "b1", "b2", "director", "h3", "c1"}),
        ("group", {"h3", "c1"}),
        ("heads", {"h1", "h2", "h3"}),
    ],
)
def test_a_call_asks_who_is_meant_and_tells_each_once(small, audience, names):
    group = small.groups["英语"] if audience == "group" else None
    call = asked(small, audience=audience, group=group)
    assert {row.teacher.name for row in call.hand_ins.all()} == names
    assert Notice.objects.filter(dedupe=f"hand-in-asked:{call.pk}").count() == len(names)


def test_who_has_joined_since_is_asked_too(small):
    call = asked(small)
    call.hand_ins.filter(teacher__name="a1").delete()
    assert services.bring_up_to_date(call=call, by=small.clerk) == 1
    assert services.bring_up_to_date(call=call, by=small.clerk) == 0


def test_a_plan_goes_from_teacher_to_head_to_office(small):
    row = services.hand_in(hand_in=row_of(small, on=None), text="goals", by=small.a1)
    assert refusal(services.accept, hand_in=row, by=small.clerk) == "head_first"
    services.approve(hand_in=row, by=small.h1)
    services.accept(hand_in=row, by=small.clerk)
    row.refresh_from_db()
    assert (row.state, row.approved_by, row.checked_by) == ("accepted", small.h1, small.clerk)


def test_the_plan_of_a_head_goes_to_the_office_at_once(small):
    row = row_of(small, "h1")
    assert refusal(services.approve, hand_in=row, by=small.h1) == "own"
    assert services.accept(hand_in=row, by=small.clerk).state == "accepted"


def test_a_newer_version_keeps_the_day_of_the_first(small):
    row = row_of(small)
    services.give_back(hand_in=row, why="no dates", by=small.h1)
    row = services.hand_in(hand_in=row, text="with dates", by=small.a1, now=moment(date(2026, 9, 25)))
    assert (row.version, row.state, row.handed_in_at) == (2, "handed_in", moment(ON))
    assert Notice.objects.get(recipient=small.a1).body == "Plan"


def test_an_empty_page_counts_as_not_handed_in(small):
    row = services.give_back(hand_in=row_of(small), why="empty page", counts=False, by=small.h1)
    assert row.handed_in_at is None
    later = moment(date(2026, 9, 25))
    assert services.hand_in(hand_in=row, text="a plan", by=small.a1, now=later).handed_in_at == later


def test_what_was_looked_at_is_not_replaced(small):
    row = services.approve(hand_in=row_of(small), by=small.h1)
    assert refusal(services.hand_in, hand_in=row, text="other", by=small.a1) == "checked"


def test_nothing_is_no_hand_in(small):
    assert refusal(services.hand_in, hand_in=row_of(small, on=None), text=" ", by=small.a1) == "nothing"


def test_an_excuse_needs_a_reason_and_ends_when_it_comes_after_all(small):
    row = row_of(small, on=None)
    assert refusal(services.excuse, hand_in=row, excuse="other", by=small.clerk) == "no_reason"
    row = services.excuse(hand_in=row, excuse="textbook_missing", by=small.clerk)
    assert list(HandIn.objects.missing()) == []
    assert services.hand_in(hand_in=row, text="plan", by=small.a1).excuse == ""


def test_a_closed_call_takes_nothing_until_it_is_open_again(small):
    row = row_of(small, on=None)
    assert refusal(services.close, call=row.call, by=small.clerk, now=moment(date(2026, 9, 18))) == "too_early"
    services.close(call=row.call, by=small.clerk, now=moment(date(2026, 9, 19)))
    assert refusal(services.hand_in, hand_in=row, text="plan", by=small.a1) == "closed"
    services.reopen(call=row.call, by=small.clerk)
    assert services.hand_in(hand_in=row, text="plan", by=small.a1).state == "handed_in"


def test_only_who_is_missing_is_reminded_once_a_day(small):
    row = row_of(small)
    create_hand_in(call=row.call, teacher=teacher_of(small, "a2"))
    assert [services.remind(call=row.call), services.remind(call=row.call)] == [1, 0]
    assert [notice.recipient for notice in Notice.objects.all()] == [small.a2]


def test_nobody_decides_on_the_own_even_past_the_service(small):
    row = row_of(small)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandIn.objects.filter(pk=row.pk).update(checked_by=small.a1)
