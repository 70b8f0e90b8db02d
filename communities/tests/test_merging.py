"""One guardian entered twice becomes one, with the place in the group, the duties and the home."""

import pytest

from accounts.tests.factories import create_user
from communities.models import Assignment, Membership, Slot, Venue, VenueConsent
from communities.tests.factories import (
    create_consent,
    create_duty,
    create_full_community,
    create_membership,
    create_rota,
    create_slot,
    create_swap,
    create_unavailability,
    create_venue,
    parents_of,
)
from registry.models import Guardian
from registry.services.families import merge_guardians
from registry.tests.factories import create_guardian

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """The leader of a group with an account, and the same person entered a second time without one."""
    leader = parents_of(create_full_community())[0]
    return create_guardian(student=leader.students.get()), leader


def merged(keep, drop) -> Guardian:
    merge_guardians(keep=keep, drop=drop, by=create_user())
    return keep


def test_everything_of_the_one_who_goes_is_the_others(pair):
    keep, leader = pair
    community = leader.memberships.get().community
    duty = create_duty(slot=create_slot(rota=create_rota(community=community)), guardian=leader)
    home = create_venue(community=community, kind="home", host=leader)
    away = create_unavailability(guardian=leader)
    taken = create_swap(
        duty=create_duty(slot=create_slot(rota=duty.slot.rota, kind="evening", hours=("08:00", "09:00"))),
        state="taken",
        taken_by=leader,
    )
    merged(keep, leader)
    for row in (duty, home, away, taken):
        row.refresh_from_db()
    assert (duty.guardian, home.host, away.guardian, taken.taken_by) == (keep, keep, keep, keep)
    assert Membership.objects.get(guardian=keep).is_leader


def test_a_place_held_twice_is_one_place_and_keeps_the_lead(pair):
    keep, leader = pair
    community = leader.memberships.get().community
    create_membership(community=community, person=keep)
    merged(keep, leader)
    assert [m.is_leader for m in community.memberships.live().filter(guardian=keep)] == [True]


def test_nobody_is_on_duty_in_two_places(pair):
    keep, leader = pair
    rota = create_rota(community=leader.memberships.get().community)
    own = create_duty(slot=create_slot(rota=rota), guardian=keep)
    create_duty(slot=create_slot(rota=rota, kind="evening", hours=("18:00", "19:00")), guardian=leader)
    merged(keep, leader)
    assert list(Assignment.objects.live().filter(guardian=keep)) == [own]
    assert keep.duties.count() == 2


def test_a_home_known_twice_keeps_its_sessions_and_its_hosts_word(pair):
    keep, leader = pair
    community = leader.memberships.get().community
    ours, theirs = (create_venue(community=community, kind="home", host=host) for host in pair)
    slot = create_slot(rota=create_rota(community=community), venue=theirs)
    create_consent(venue=theirs)
    merged(keep, leader)
    assert Slot.objects.get(pk=slot.pk).venue == ours
    assert VenueConsent.objects.get().venue == ours
    assert list(Venue.objects.all()) == [ours]
