"""Offering a duty: everybody is asked, the first one has it, and somebody answers for it at every moment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import Assignment, Swap
from communities.selectors.swaps import history_of, offered_to
from communities.services import duties, swaps
from communities.tests.factories import create_swap, create_unavailability
from communities.tests.scenes import DutyScene, at_once, day
from notices.models import Notice


def told(user) -> list[str]:
    return list(Notice.objects.filter(recipient=user).values_list("dedupe", flat=True))


@pytest.mark.django_db
def test_an_offer_is_told_to_the_other_parents_with_an_account_who_are_not_away(scene):
    create_unavailability(guardian=scene.second, from_on=day(1), to_on=day(5))
    duty = scene.duty(on=3)
    swap = swaps.offer(duty=duty, by=scene.first.user)
    matter = [f"swap-offered-{swap.public_id}"]
    assert [told(parent.user) for parent in (scene.leader, scene.first, scene.second, scene.third)] == [
        matter,
        [],
        [],
        matter,
    ]
    assert list(offered_to(scene.third.user, now=timezone.now())) == [swap]
    assert list(offered_to(scene.first.user, now=timezone.now())) == []
    assert Assignment.objects.get(pk=duty.pk).is_live


@pytest.mark.django_db
def test_the_first_taker_has_the_duty_with_its_seat_and_hours(scene):
    given = scene.duty(state="accepted", seat=2, needed=2)
    swap = swaps.offer(duty=given, by=scene.first.user)
    taken = swaps.take(swap=swap, by=scene.third.user)
    given.refresh_from_db()
    swap.refresh_from_db()
    assert (given.state, taken.state, taken.guardian) == ("released", "accepted", scene.third)
    assert (taken.seat, taken.starts_at, taken.ends_at) == (2, given.starts_at, given.ends_at)
    assert (swap.state, swap.taken_by, swap.ended_at is None) == ("taken", scene.third, False)
    assert list(history_of(scene.community)) == [swap]


@pytest.mark.django_db
def test_owner_leader_and_president_learn_who_stands_in_for_whom(scene):
    swap = swaps.offer(duty=scene.duty(), by=scene.first.user)
    swaps.take(swap=swap, by=scene.third.user)
    assert told(scene.first.user) == [f"swap-taken-{swap.public_id}"]
    assert told(scene.president) == [f"swap-changed-{swap.public_id}"]
    notice = Notice.objects.get(recipient=scene.leader.user, dedupe=f"swap-changed-{swap.public_id}")
    assert f"{scene.first.name} → {scene.third.name}" in notice.subject


@pytest.mark.django_db
def test_who_comes_second_is_refused(scene, refusal):
    swap = swaps.offer(duty=scene.duty(), by=scene.first.user)
    swaps.take(swap=swap, by=scene.third.user)
    assert refusal(swaps.take, swap=swap, by=scene.second.user) == "swap-taken"
    assert refusal(swaps.withdraw, swap=swap, by=scene.first.user) == "swap-taken"


@pytest.mark.django_db
def test_a_taker_with_another_duty_then_is_refused_and_nothing_changes(scene, refusal):
    scene.duty(scene.third, kind="evening")
    swap = swaps.offer(duty=scene.duty(), by=scene.first.user)
    assert refusal(swaps.take, swap=swap, by=scene.third.user) == "overlap"
    swap.refresh_from_db()
    assert (swap.state, swap.assignment.state) == ("open", "asked")


@pytest.mark.django_db
def test_an_offer_taken_back_or_of_a_declined_duty_is_over(scene, refusal):
    duty, other = scene.duty(), scene.duty(on=5)
    swap = swaps.offer(duty=duty, by=scene.first.user)
    assert refusal(swaps.offer, duty=duty, by=scene.first.user) == "offered-already"
    swaps.withdraw(swap=swap, by=scene.first.user)
    swaps.withdraw(swap=swap, by=scene.first.user)
    declined = swaps.offer(duty=other, by=scene.first.user)
    duties.decline(duty=other, by=scene.first.user)
    assert [refusal(swaps.take, swap=s, by=scene.third.user) for s in (swap, declined)] == ["swap-over"] * 2
    assert swaps.offer(duty=duty, by=scene.first.user).state == "open"
    assert list(history_of(scene.community).filter(state="withdrawn")) == []


@pytest.mark.django_db
def test_what_has_begun_or_was_given_away_is_neither_offered_nor_taken(scene, refusal):
    duty = scene.duty()
    swap = create_swap(duty=duty)
    begun = duty.starts_at + timedelta(minutes=1)
    assert refusal(swaps.take, swap=swap, by=scene.third.user, now=begun) == "duty-begun"
    assert refusal(swaps.offer, duty=duty, by=scene.first.user, now=begun) == "duty-begun"
    assert refusal(swaps.offer, duty=scene.duty(on=6, state="released"), by=scene.first.user) == "duty-given-away"


@pytest.mark.django_db
def test_a_parent_of_another_community_takes_nothing(scene, refusal):
    swap = swaps.offer(duty=scene.duty(), by=scene.first.user)
    stranger = DutyScene().first.user
    assert refusal(swaps.take, swap=swap, by=stranger) == "not-a-member"
    assert list(offered_to(stranger, now=timezone.now())) == []


@pytest.mark.django_db(transaction=True)
def test_two_takers_at_the_same_moment_leave_one_owner():
    scene = DutyScene()
    swap = swaps.offer(duty=scene.duty(), by=scene.first.user)
    takers = [parent.user for parent in (scene.leader, scene.second, scene.third)]
    outcomes = at_once(*(lambda user=user: swaps.take(swap=swap, by=user) for user in takers))

    assert sorted(outcomes) == ["done", "swap-taken", "swap-taken"]
    [owner] = Assignment.objects.live().filter(slot=swap.assignment.slot)
    assert owner.guardian.user == takers[outcomes.index("done")]
    assert Swap.objects.get(pk=swap.pk).taken_by == owner.guardian


@pytest.mark.django_db(transaction=True)
def test_declining_while_another_takes_over_leaves_one_owner_or_a_free_seat_never_both():
    for number in range(4):
        scene = DutyScene()
        duty = scene.duty(on=number + 2)
        swap = swaps.offer(duty=duty, by=scene.first.user)
        taking, declining = at_once(
            lambda swap=swap, scene=scene: swaps.take(swap=swap, by=scene.third.user),
            lambda duty=duty, scene=scene: duties.decline(duty=duty, by=scene.first.user),
        )
        live = [d.guardian for d in Assignment.objects.live().filter(slot=duty.slot)]
        assert (taking, declining, live) in [
            ("done", "duty-given-away", [scene.third]),
            ("swap-over", "done", []),
        ]


@pytest.mark.django_db(transaction=True)
def test_the_last_free_seat_taken_twice_at_once_has_one_owner():
    scene = DutyScene()
    slot = scene.slot()
    takers = [scene.first.user, scene.second.user]
    outcomes = at_once(*(lambda user=user: duties.take(slot=slot, by=user) for user in takers))
    assert sorted(outcomes) == ["done", "seat-taken"]
    assert Assignment.objects.live().filter(slot=slot).count() == 1
