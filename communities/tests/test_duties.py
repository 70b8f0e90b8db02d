"""Accepting, declining and taking duties: one tap, no reason, no name told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import Assignment
from communities.selectors.duties import next_duties, unanswered_count
from communities.selectors.free_duties import free_for
from communities.services import duties
from communities.tests.factories import activate, create_duty, create_rota, create_slot
from communities.tests.scenes import DutyScene, day
from notices.models import Notice
from registry.tests.factories import create_guardian

pytestmark = pytest.mark.django_db


def state_of(duty) -> str:
    return Assignment.objects.get(pk=duty.pk).state


def notices_of(user) -> list[Notice]:
    return list(Notice.objects.filter(recipient=user))


def test_a_parent_accepts_and_twice_changes_nothing(scene):
    duty = scene.duty()
    accepted = duties.accept(duty=duty, by=scene.first.user)
    again = duties.accept(duty=duty, by=scene.first.user, now=timezone.now() + timedelta(hours=1))
    assert (accepted.state, again.answered_at) == ("accepted", accepted.answered_at)


@pytest.mark.parametrize("before", ["planned", "asked", "accepted"])
def test_a_parent_declines_also_what_was_accepted_and_the_seat_is_free(scene, before):
    duty = scene.duty(state=before)
    assert duties.decline(duty=duty, by=scene.first.user) is False
    assert state_of(duty) == "declined"
    assert list(free_for(scene.second.user, now=timezone.now())) == [duty.slot]


def test_the_leader_is_told_day_and_hours_but_never_who(scene):
    duty = scene.duty(on=5)
    duties.decline(duty=duty, by=scene.first.user)
    [notice] = notices_of(scene.leader.user)
    text = f"{notice.subject} {notice.body} {notice.url} {notice.dedupe}"
    assert "17:00–18:30" in notice.subject
    assert scene.first.name not in text
    assert str(duty.public_id) not in text
    assert notices_of(scene.president) == []


def test_a_gap_within_a_day_is_urgent_and_reaches_the_president_too(scene):
    duty = scene.duty(on=0)
    an_hour_before = duty.starts_at - timedelta(hours=1)
    assert duties.decline(duty=duty, by=scene.first.user, now=an_hour_before) is True
    for user in (scene.leader.user, scene.president):
        [notice] = notices_of(user)
        assert notice.subject.startswith("紧急")


def test_when_the_leader_declines_the_president_knows(scene):
    duties.decline(duty=scene.duty(scene.leader), by=scene.leader.user)
    assert notices_of(scene.leader.user) == []
    assert len(notices_of(scene.president)) == 1


def test_a_duty_declined_twice_in_between_accepted_again_is_told_twice(scene):
    duty, now = scene.duty(), timezone.now()
    duties.decline(duty=duty, by=scene.first.user, now=now)
    duties.accept(duty=duty, by=scene.first.user)
    assert state_of(duty) == "accepted"
    duties.decline(duty=duty, by=scene.first.user, now=now + timedelta(minutes=1))
    duties.decline(duty=duty, by=scene.first.user, now=now + timedelta(minutes=2))
    assert len(notices_of(scene.leader.user)) == 2


def test_one_cannot_come_after_all_once_the_seat_is_taken(scene, refusal):
    duty = scene.duty(state="declined")
    duties.take(slot=duty.slot, by=scene.second.user)
    assert refusal(duties.accept, duty=duty, by=scene.first.user) == "seat-taken"


@pytest.mark.parametrize("service", [duties.accept, duties.decline])
def test_what_was_given_to_another_cancelled_or_is_over_is_refused(scene, refusal, service):
    released, over = scene.duty(state="released"), scene.duty(on=-2)
    cancelled = scene.duty(on=4, cancelled_at=timezone.now(), cancelled_why="leader")
    reasons = [refusal(service, duty=duty, by=scene.first.user) for duty in (released, cancelled, over)]
    assert reasons == ["duty-given-away", "duty-cancelled", "duty-past"]


def test_a_duty_that_has_begun_can_be_accepted_but_not_given_back(scene, refusal):
    duty = scene.duty()
    begun = duty.starts_at + timedelta(minutes=5)
    assert refusal(duties.decline, duty=duty, by=scene.first.user, now=begun) == "duty-begun"
    assert duties.accept(duty=duty, by=scene.first.user, now=begun).state == "accepted"


def test_all_are_accepted_at_once_but_for_drafts_and_what_is_over(scene):
    asked = [scene.duty(on=number) for number in (1, 2, 3)]
    over = scene.duty(on=-3)
    draft = create_rota(community=scene.community, from_on=day(60))
    planned = create_duty(slot=create_slot(rota=draft, on=day(61)), guardian=scene.first, state="planned")
    assert duties.accept_all(by=scene.first.user) == 3
    assert [state_of(duty) for duty in (*asked, over, planned)] == ["accepted"] * 3 + ["asked", "planned"]


def test_a_free_seat_is_taken_and_the_next_one_gets_the_other(scene, refusal):
    slot = scene.slot(needed=2)
    taken = [duties.take(slot=slot, by=parent.user) for parent in (scene.first, scene.second)]
    assert [(duty.seat, duty.state, duty.guardian) for duty in taken] == [
        (1, "accepted", scene.first),
        (2, "accepted", scene.second),
    ]
    assert refusal(duties.take, slot=slot, by=scene.third.user) == "seat-taken"
    assert refusal(duties.take, slot=slot, by=scene.first.user) == "already-on-it"


def test_who_has_another_duty_then_is_refused_also_when_it_is_at_another_school(scene, refusal):
    elsewhere = DutyScene()
    create_guardian_of_same_person(elsewhere, scene.first)
    elsewhere_duty = elsewhere.duty(elsewhere.first, state="accepted")
    assert refusal(duties.take, slot=scene.slot(), by=scene.first.user) == "overlap"
    asked = scene.duty(on=3, kind="evening")
    assert refusal(duties.accept, duty=asked, by=scene.first.user) == "overlap"
    duties.decline(duty=elsewhere_duty, by=scene.first.user)
    assert duties.accept(duty=asked, by=scene.first.user).state == "accepted"


def create_guardian_of_same_person(scene, guardian):
    """Let the first parent of the scene be the same person as this guardian of another school."""
    scene.first.user = guardian.user
    scene.first.save()


def test_only_members_take_duties_and_only_of_filed_rotas(scene, refusal):
    stranger = activate(create_guardian(school=scene.community.school))
    assert refusal(duties.take, slot=scene.slot(), by=stranger) == "not-a-member"
    draft = create_slot(rota=create_rota(community=scene.community, from_on=day(60)), on=day(61))
    assert refusal(duties.take, slot=draft, by=scene.first.user) == "not-a-member"
    assert draft not in free_for(scene.first.user, now=timezone.now())


def test_the_first_page_asks_one_statement_each(scene, django_assert_num_queries):
    now = timezone.now()
    later, soon = scene.duty(on=4, state="accepted"), scene.duty(on=2)
    scene.duty(on=1, state="declined")
    scene.duty(scene.second, on=1, kind="evening")
    slot = create_slot(rota=scene.rota, kind="evening", on=day(0))
    type(slot).objects.filter(pk=slot.pk).update(starts_at=now, ends_at=now + timedelta(minutes=1))
    slot.refresh_from_db()
    today = create_duty(slot=slot, guardian=scene.first)
    with django_assert_num_queries(1):
        assert next_duties(scene.first.user, 2) == [today, soon]
    with django_assert_num_queries(1):
        assert unanswered_count(scene.first.user) == 2
    assert next_duties(scene.first.user, 9)[-1] == later
