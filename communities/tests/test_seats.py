"""One seat: who can sit there, what two leaders do at once, and what a tap costs."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import create_post
from communities.models import Assignment, RotaStep, Unavailability
from communities.selectors.availability import Why, available
from communities.services import seats
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
from registry.tests.factories import create_guardian

pytestmark = pytest.mark.django_db
BEFORE = moment(date(2026, 9, 20), "08:00")
# Four of the request, two that keep the session alive, four that mark two transactions, one that looks for adopted documents; the rest is the tap.
TAP = 23


@pytest.fixture
def community():
    return create_full_community()


@pytest.fixture
def slot(community):
    return create_slot(rota=create_rota(community=community), needed=2)


@pytest.fixture
def leader(community):
    return parents_of(community)[0].user


def put(slot, guardian, by, *, seen="", seat=1, **arguments):
    return seats.put(slot=slot, seat=seat, guardian=guardian, by=by, seen=seen, now=BEFORE, **arguments)


def on(slot, seat=1):
    return Assignment.objects.live().get(slot=slot, seat=seat)


def test_in_a_draft_a_parent_is_planned_and_nobody_is_told(slot, leader):
    parent = parents_of(slot.community)[1]
    put(slot, parent, leader)
    assert (on(slot).guardian, on(slot).state) == (parent, "planned")
    step = RotaStep.objects.get()
    assert (step.by, step.changes[0]["before"], step.changes[0]["after"]) == (leader, None, parent.pk)
    assert not Notice.objects.exists()


def test_in_a_filed_rota_the_new_parent_is_asked_and_the_old_one_told(slot, leader):
    slot.rota.state, slot.rota.filed_at, slot.rota.filed_by = "filed", BEFORE, leader
    slot.rota.save()
    old, new = parents_of(slot.community)[1:3]
    duty = create_duty(slot=slot, guardian=old, state="accepted")
    put(slot, new, leader, seen=str(duty.public_id))
    duty.refresh_from_db()
    assert (duty.state, on(slot).guardian, on(slot).state) == ("released", new, "asked")
    assert {n.recipient for n in Notice.objects.all()} == {old.user, new.user}


def test_a_cleared_seat_is_free(slot, leader):
    duty = create_duty(slot=slot, state="planned")
    put(slot, None, leader, seen=str(duty.public_id))
    assert not Assignment.objects.exists()


def test_who_saw_an_older_state_is_shown_the_present_one(slot, leader):
    president = create_president(society=slot.community.society)
    second, third = parents_of(slot.community)[1:3]
    put(slot, second, president)
    with pytest.raises(seats.ChangedMeanwhile) as changed:
        put(slot, third, leader)
    assert (changed.value.duty.guardian, changed.value.by, changed.value.at) == (second, president, BEFORE)
    assert on(slot).guardian == second


def test_who_declined_meanwhile_is_not_named(slot, leader):
    duty = create_duty(slot=slot)
    Assignment.objects.update(state="declined", answered_at=BEFORE)
    with pytest.raises(seats.ChangedMeanwhile) as changed:
        put(slot, parents_of(slot.community)[2], leader, seen=str(duty.public_id))
    assert (changed.value.duty, changed.value.by) == (None, None)


def test_a_parent_with_another_duty_is_refused_with_its_hours(slot, leader):
    parent = parents_of(slot.community)[1]
    other = create_slot(rota=slot.rota, kind="evening", hours=("16:30", "17:10"))
    create_duty(slot=other, guardian=parent)
    with pytest.raises(seats.Unfit) as unfit:
        put(slot, parent, leader)
    assert (unfit.value.why.why, unfit.value.why.starts_at) == (Why.BUSY, other.starts_at)
    put(slot, parent, leader, hours=(moment(MONDAY, "17:10"), moment(MONDAY, "18:30")))


def test_a_person_who_is_a_parent_at_two_schools_is_in_one_place(slot):
    here = parents_of(slot.community)[1]
    elsewhere = create_full_community()
    there = parents_of(elsewhere)[1]
    there.user = here.user
    there.save()
    create_duty(slot=create_slot(rota=create_rota(community=elsewhere)), guardian=there)
    assert available([here], slot)[here.pk].why == Why.BUSY


@pytest.mark.parametrize(
    ("fields", "is_away"),
    [
        ({"from_on": MONDAY, "to_on": MONDAY}, True),
        ({"from_on": MONDAY - timedelta(days=9), "to_on": None, "weekdays": [1]}, True),
        ({"from_on": MONDAY - timedelta(days=9), "to_on": None, "weekdays": [2]}, False),
        ({"from_on": MONDAY + timedelta(days=1), "to_on": None}, False),
        ({"from_on": MONDAY - timedelta(days=9), "to_on": MONDAY - timedelta(days=1)}, False),
    ],
)
def test_days_without_duty_are_kept_free(slot, fields, is_away):
    parent = parents_of(slot.community)[1]
    Unavailability.objects.create(school=slot.school, guardian=parent, **fields)
    reason = available([parent], slot)[parent.pk]
    assert (reason is not None and reason.why == Why.AWAY) == is_away


def test_who_declined_a_duty_is_not_asked_for_it_again(slot, leader):
    parent = parents_of(slot.community)[1]
    create_duty(slot=slot, guardian=parent, state="declined")
    with pytest.raises(seats.Unfit, match="declined"):
        put(slot, parent, leader)


def test_nobody_sits_on_two_seats_of_one_duty(slot, leader):
    parent = parents_of(slot.community)[1]
    create_duty(slot=slot, guardian=parent)
    with pytest.raises(seats.Unfit, match="here"):
        put(slot, parent, leader, seat=2)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"hours": (moment(MONDAY, "16:00"), moment(MONDAY, "18:00"))}, "hours-outside"),
        ({"seat": 3}, "no-such-seat"),
    ],
)
def test_what_does_not_fit_the_slot_is_refused(slot, leader, arguments, code):
    with pytest.raises(Refused, match=code):
        put(slot, parents_of(slot.community)[1], leader, **arguments)


def test_only_parents_of_the_community_can_be_put_on_a_duty(slot, leader):
    with pytest.raises(Refused, match="not-a-parent"):
        put(slot, create_guardian(student=slot.community.memberships.pupils().first().student), leader)


def test_who_has_come_is_not_replaced(slot, leader):
    duty = create_duty(slot=slot, state="accepted", checked_in_at=slot.starts_at)
    with pytest.raises(Refused, match="checked-in"):
        put(slot, parents_of(slot.community)[1], leader, seen=str(duty.public_id))


def tap(client, slot, guardian, seen="", **data):
    url = reverse("communities:slot_seat", args=[slot.public_id, 1])
    asked = {"guardian": guardian.public_id if guardian else "nobody", "seen": seen, **data}
    return client.post(url, asked, headers={"HX-Request": "true"})


@pytest.mark.parametrize("families", [4, 8])
@pytest.mark.parametrize("others", [0, 20])
def test_a_tap_is_one_small_answer_with_a_fixed_number_of_queries(client, families, others, django_assert_num_queries):
    community = create_full_community(families=families)
    rota = create_rota(community=community)
    slot = create_slot(rota=rota, needed=2)
    for day in range(others):
        duty_slot = create_slot(rota=rota, on=MONDAY + timedelta(days=day + 1))
        create_duty(slot=duty_slot, guardian=parents_of(community)[day % families], state="planned")
    leader, parent = parents_of(community)[:2]
    client.force_login(leader.user)
    with django_assert_num_queries(TAP):
        response = tap(client, slot, parent)
    assert (response.status_code, len(response.content) < 10_000) == (200, True)


def test_the_answer_of_a_tap_holds_the_seat_its_state_and_the_counts(client, slot, leader):
    client.force_login(leader)
    body = tap(client, slot, parents_of(slot.community)[1]).content.decode()
    assert f'id="seat-{slot.public_id}-1"' in body
    assert f'id="seat-{slot.public_id}-2"' not in body
    for part in (f'id="state-{slot.public_id}"', 'id="tallies"', 'id="undo"'):
        assert f'{part} hx-swap-oob="true"' in body


def test_the_second_leader_is_shown_the_first_and_can_insist(client, slot, leader):
    president = create_president(society=slot.community.society)
    second, third = parents_of(slot.community)[1:3]
    put(slot, second, president)
    client.force_login(leader)
    response = tap(client, slot, third)
    assert response["HX-Retarget"] == "#chooser-body"
    assert (response.context["changed"].by, response.context["wished"]) == (president, third)
    assert second.name in response.content.decode()
    tap(client, slot, third, seen=str(on(slot).public_id))
    assert on(slot).guardian == third


def test_without_scripts_a_seat_is_a_page_of_its_own(client, slot, leader):
    client.force_login(leader)
    url = reverse("communities:slot_seat", args=[slot.public_id, 1])
    assert client.get(url).templates[0].name == "communities/rotas/slot_seat.html"
    response = client.post(url, {"guardian": parents_of(slot.community)[1].public_id, "seen": ""})
    assert response.url.endswith("?week=2026-10-12")


def test_another_parent_a_teacher_and_strangers_cannot_tap(client, slot):
    teacher = slot.community.memberships.advisers().get().teacher
    create_post(role=Role.TEACHER, school=slot.school, user=(stranger := parents_of(create_full_community())[0].user))
    client.force_login(parents_of(slot.community)[1].user)
    assert tap(client, slot, None).status_code == 404
    client.force_login(stranger)
    assert tap(client, slot, None).status_code == 404
    client.force_login(teacher.user)
    assert tap(client, slot, None).status_code in (403, 404)
