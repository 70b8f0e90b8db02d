"""Many seats at once: fill a row, copy last week, undo; what cannot be is named."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from communities.models import Assignment, RotaStep, Unavailability
from communities.services import filling, seats
from communities.tests.factories import (
    MONDAY,
    create_duty,
    create_full_community,
    create_president,
    create_rota,
    create_slot,
    moment,
    parents_of,
)
from core.refusals import Refused
from notices.models import Notice

pytestmark = pytest.mark.django_db
BEFORE = moment(date(2026, 9, 20), "08:00")
NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
def rota():
    return create_rota(community=create_full_community())


@pytest.fixture
def parents(rota):
    return parents_of(rota.community)


@pytest.fixture
def leader(parents):
    return parents[0].user


def row(rota, monday=MONDAY, **fields):
    return [create_slot(rota=rota, on=monday + timedelta(days=n), **fields) for n in range(5)]


def owners(slots):
    live = {(d.slot_id, d.seat): d.guardian for d in Assignment.objects.live().select_related("guardian")}
    return [live.get((slot.pk, seat)) for slot in slots for seat in range(1, slot.needed + 1)]


def why(outcome):
    return [(left.slot.on.day, left.code) for left in outcome.left_out]


def test_a_row_is_filled_with_one_parent_where_that_parent_can(rota, parents, leader):
    slots = row(rota)
    Unavailability.objects.create(school=rota.school, guardian=parents[1], from_on=slots[1].on, to_on=slots[1].on)
    create_duty(slot=slots[2], guardian=parents[2], state="planned")
    outcome = filling.fill_row(rota=rota, like=slots[0], guardian=parents[1], monday=MONDAY, by=leader, now=BEFORE)
    assert (outcome.done, why(outcome)) == (3, [(13, "away")])
    assert owners(slots) == [parents[1], None, parents[2], parents[1], parents[1]]


def test_in_turn_everybody_has_nearly_as_many(rota, parents, leader):
    slots = row(rota) + row(rota, NEXT)
    outcome = filling.fill_row(rota=rota, like=slots[0], guardian=None, monday=None, by=leader, now=BEFORE)
    counts = [owners(slots).count(parent) for parent in parents]
    assert (outcome.done, sorted(counts)) == (10, [2, 2, 3, 3])


def test_one_parent_sits_once_in_a_duty_with_two_seats(rota, parents, leader):
    slots = row(rota, needed=2)
    outcome = filling.fill_row(rota=rota, like=slots[0], guardian=parents[1], monday=MONDAY, by=leader, now=BEFORE)
    assert (outcome.done, outcome.left_out) == (5, [])


def test_the_week_bounds_what_is_filled(rota, parents, leader):
    this, following = row(rota), row(rota, NEXT)
    filling.fill_row(rota=rota, like=this[0], guardian=parents[1], monday=NEXT, by=leader, now=BEFORE)
    assert owners(this) == [None] * 5
    assert owners(following) == [parents[1]] * 5


def test_in_a_filed_rota_a_row_is_one_message_per_parent(rota, parents, leader):
    rota.state, rota.filed_at, rota.filed_by = "filed", BEFORE, leader
    rota.save()
    slots = row(rota)
    filling.fill_row(rota=rota, like=slots[0], guardian=parents[1], monday=MONDAY, by=leader, now=BEFORE)
    assert [n.recipient for n in Notice.objects.all()] == [parents[1].user]
    assert set(Assignment.objects.values_list("state", flat=True)) == {"asked"}


def test_last_week_is_copied_and_what_cannot_be_is_named(rota, parents, leader):
    before, now = row(rota), row(rota, NEXT)[:4]
    create_slot(rota=rota, on=NEXT + timedelta(days=5), kind="weekend")
    for slot, parent in zip(before, [*parents, parents[0]], strict=True):
        create_duty(slot=slot, guardian=parent, state="planned")
    now[3].cancelled_at = BEFORE
    now[3].save()
    Unavailability.objects.create(school=rota.school, guardian=parents[1], from_on=now[1].on, to_on=now[1].on)
    create_duty(slot=now[2], guardian=parents[0], state="planned")
    outcome = filling.copy_week(rota=rota, monday=NEXT, by=leader, now=BEFORE)
    assert outcome.done == 2
    assert why(outcome) == [(20, "away"), (21, "seat-taken"), (15, "no-such-duty")]
    assert owners(now) == [parents[0], None, parents[0], None]


def test_part_of_the_hours_is_copied_too(rota, parents, leader):
    before, now = row(rota)[0], row(rota, NEXT)[0]
    create_duty(slot=before, guardian=parents[1], state="planned", ends_at=moment(MONDAY, "17:40"))
    filling.copy_week(rota=rota, monday=NEXT, by=leader, now=BEFORE)
    assert Assignment.objects.get(slot=now).ends_at == moment(NEXT, "17:40")


def test_an_empty_week_cannot_be_copied(rota, leader):
    row(rota)
    with pytest.raises(Refused, match="nothing-to-copy"):
        filling.copy_week(rota=rota, monday=NEXT, by=leader)


def test_undo_takes_back_step_after_step(rota, parents, leader):
    slots = row(rota)
    seats.put(slot=slots[0], seat=1, guardian=parents[1], by=leader, seen="", now=BEFORE)
    filling.fill_row(rota=rota, like=slots[0], guardian=parents[2], monday=MONDAY, by=leader, now=BEFORE)
    assert filling.undo(rota=rota, by=leader, now=BEFORE).done == 4
    assert owners(slots) == [parents[1], None, None, None, None]
    assert filling.undo(rota=rota, by=leader, now=BEFORE).done == 1
    assert owners(slots) == [None] * 5
    with pytest.raises(Refused, match="nothing-to-undo"):
        filling.undo(rota=rota, by=leader)


def test_undo_leaves_alone_what_somebody_else_has_changed_since(rota, parents, leader):
    slots, president = row(rota), create_president(society=rota.community.society)
    filling.fill_row(rota=rota, like=slots[0], guardian=parents[2], monday=MONDAY, by=leader, now=BEFORE)
    seen = str(Assignment.objects.get(slot=slots[1]).public_id)
    seats.put(slot=slots[1], seat=1, guardian=parents[3], by=president, seen=seen, now=BEFORE)
    outcome = filling.undo(rota=rota, by=leader, now=BEFORE)
    assert (outcome.done, why(outcome)) == (4, [(13, "changed-since")])
    assert owners(slots) == [None, parents[3], None, None, None]
    assert RotaStep.objects.filter(by=president, undone_at=None).exists()


def test_undo_restores_part_of_the_hours(rota, parents, leader):
    slot = row(rota)[0]
    duty = create_duty(slot=slot, guardian=parents[1], state="planned", ends_at=moment(MONDAY, "17:40"))
    seats.put(slot=slot, seat=1, guardian=None, by=leader, seen=str(duty.public_id), now=BEFORE)
    filling.undo(rota=rota, by=leader, now=BEFORE)
    assert Assignment.objects.get().ends_at == moment(MONDAY, "17:40")


def test_the_page_says_what_was_left_out(client, rota, parents, leader):
    slots = row(rota)
    Unavailability.objects.create(school=rota.school, guardian=parents[1], from_on=slots[1].on, to_on=slots[1].on)
    client.force_login(leader)
    posted = {"duty": slots[0].public_id, "parent": parents[1].public_id, "span": "week", "week": "2026-10-12"}
    response = client.post(reverse("communities:rota_fill", args=[rota.public_id]), posted, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert parents[1].name in said[1]
    assert "4" in said[0]
