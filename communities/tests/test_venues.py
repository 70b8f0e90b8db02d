"""F-04: a home is used only with the word of its host, who may take it back at any time."""

from datetime import time, timedelta

import pytest

from communities.models import Assignment, Slot, Swap, VenueConsent
from communities.selectors.venues import slots_without_consent
from communities.services import groups, hosts, swaps, venues
from communities.tests.factories import create_consent, create_rota, create_slot, create_venue
from communities.tests.scenes import DutyScene, day
from notices.models import Notice
from registry.tests.factories import create_guardian

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(scene):
    return create_venue(community=scene.community, kind="home", host=scene.second)


def agreed(home, **fields) -> VenueConsent:
    return create_consent(venue=home, **{"state": "given", "from_on": day(0), "to_on": day(30), **fields})


def subjects(user) -> list[str]:
    return list(Notice.objects.filter(recipient=user).values_list("subject", flat=True))


@pytest.mark.parametrize(
    ("fields", "on", "is_usable"),
    [
        ({}, 3, True),
        ({"state": "asked"}, 3, False),
        ({"state": "withdrawn"}, 3, False),
        ({"hours": ("17:30", "19:00")}, 3, False),
        ({"to_on": day(2)}, 3, False),
        ({"weekdays": [day(3).isoweekday()]}, 3, True),
        ({"weekdays": [day(3).isoweekday()]}, 4, False),
        ({"scope": "once", "from_on": day(3), "to_on": day(3)}, 3, True),
    ],
)
def test_a_home_is_usable_when_one_word_covers_day_and_hours(scene, home, fields, on, is_usable):
    agreed(home, **fields)
    slot = scene.slot(on=on, venue=home)
    assert slots_without_consent(scene.community) == ([] if is_usable else [slot])


def test_a_closed_home_is_not_usable_and_other_places_need_no_word(scene, home, django_assert_num_queries):
    agreed(home)
    hall = create_venue(community=scene.community)
    home.is_closed = True
    home.save()
    at_home, _in_hall = scene.slot(venue=home), scene.slot(on=4, venue=hall)
    draft = create_slot(rota=create_rota(community=scene.community, from_on=day(60)), on=day(61), venue=home)
    with django_assert_num_queries(2):
        assert slots_without_consent(scene.community) == [at_home, draft]


def test_the_host_is_asked_and_agrees_for_fewer_hours(scene, home, refusal):
    fields = {"scope": "recurring", "from_on": day(0), "to_on": day(9), "weekdays": [1]}
    hours = {"starts_at": time(16), "ends_at": time(19)}
    consent = venues.ask(venue=home, fields={**fields, **hours}, by=scene.leader.user)
    assert len(subjects(scene.second.user)) == 1

    wide = {"starts_at": time(15), "ends_at": time(18)}
    assert refusal(hosts.agree, consent=consent, by=scene.second.user, **wide) == "hours-not-within"
    consent = hosts.agree(consent=consent, by=scene.second.user, starts_at=time(17), ends_at=time(18, 30))
    assert (consent.state, consent.starts_at, consent.ends_at) == ("given", time(17), time(18, 30))
    assert [len(subjects(user)) for user in (scene.leader.user, scene.president)] == [1, 1]
    assert hosts.agree(consent=consent, by=scene.second.user).state == "given"
    assert refusal(hosts.refuse, consent=consent, by=scene.second.user) == "already-answered"


def test_the_host_refuses_and_the_leaders_look_elsewhere(scene, home, refusal):
    consent = create_consent(venue=home, from_on=day(0), to_on=day(9))
    over = create_consent(venue=home, from_on=day(-9), to_on=day(-1))
    assert hosts.refuse(consent=consent, by=scene.second.user).state == "refused"
    assert hosts.refuse(consent=consent, by=scene.second.user).state == "refused"
    assert len(subjects(scene.leader.user)) == 1
    assert refusal(hosts.agree, consent=consent, by=scene.second.user) == "already-answered"
    assert refusal(hosts.agree, consent=over, by=scene.second.user) == "consent-over"
    assert refusal(hosts.withdraw, consent=consent, by=scene.second.user) == "not-given"


def test_taking_the_word_back_cancels_what_nothing_else_covers(scene, home):
    consent = agreed(home)
    agreed(home, scope="once", from_on=day(5), to_on=day(5))
    duty = scene.duty(state="accepted", venue=home)
    swap = swaps.offer(duty=duty, by=scene.first.user)
    kept = [scene.slot(on=5, venue=home), scene.slot(on=-1, venue=home), scene.slot(on=4)]

    slots = hosts.withdraw(consent=consent, by=scene.second.user)
    assert slots == [duty.slot]
    [cancelled] = Slot.objects.exclude(cancelled_at=None)
    assert (cancelled, cancelled.cancelled_why) == (duty.slot, "venue")
    assert not set(kept) & set(Slot.objects.exclude(cancelled_at=None))
    assert (Assignment.objects.get().state, Swap.objects.get(pk=swap.pk).state) == ("released", "withdrawn")
    assert hosts.withdraw(consent=consent, by=scene.second.user) == []


def test_everybody_concerned_learns_of_cancelled_sessions_once_and_nobody_else(scene, home):
    elsewhere = DutyScene()
    consent = agreed(home)
    scene.duty(state="accepted", venue=home)
    pupil = scene.community.memberships.pupils().first().student
    barred = create_guardian(student=pupil, link={"is_barred": True})
    barred.user = elsewhere.first.user
    barred.save()

    hosts.withdraw(consent=consent, by=scene.second.user)
    concerned = [scene.leader.user, scene.first.user, scene.second.user, scene.third.user, scene.president]
    assert [len(subjects(user)) for user in concerned] == [1] * 5
    assert Notice.objects.count() == 5
    assert "17:00–18:30" in Notice.objects.get(recipient=scene.first.user).body


def test_without_sessions_only_the_leaders_are_told(scene, home):
    hosts.withdraw(consent=agreed(home), by=scene.second.user)
    assert set(Notice.objects.values_list("recipient", flat=True)) == {scene.leader.user.pk, scene.president.pk}


def test_a_home_belongs_to_a_member_once_and_is_opened_again(scene, home, refusal):
    of_home = {"community": scene.community, "kind": "home", "by": scene.leader.user}
    stranger = create_guardian(school=scene.community.school)
    assert refusal(venues.add, host=stranger, **of_home) == "host-not-a-member"
    assert refusal(venues.add, host=scene.second, **of_home) == "venue-known"
    venues.close(venue=home, by=scene.leader.user)
    again = venues.add(host=scene.second, **of_home)
    assert (again.pk, again.is_closed) == (home.pk, False)


def test_a_place_with_sessions_to_come_is_not_closed(scene, home, refusal):
    slot = scene.slot(venue=home)
    consent = create_consent(venue=home, from_on=day(0), to_on=day(9))
    close = {"venue": home, "by": scene.leader.user}
    assert refusal(venues.close, **close) == "venue-in-use"
    assert venues.close(**close, now=slot.ends_at + timedelta(days=1)).is_closed
    assert VenueConsent.objects.get(pk=consent.pk).state == "withdrawn"


def test_who_cannot_be_asked(scene, home, refusal):
    fields = {"from_on": day(0), "to_on": day(0), "starts_at": time(17), "ends_at": time(18)}
    ask = {"fields": fields, "by": scene.leader.user}
    hall = create_venue(community=scene.community)
    closed = create_venue(community=scene.community, is_closed=True)
    home.host.user = None
    reasons = [refusal(venues.ask, venue=venue, **ask) for venue in (home, hall, closed)]
    assert reasons == ["host-without-account", "not-a-home", "venue-closed"]


def test_a_host_who_leaves_the_group_takes_the_home_along(scene, home):
    agreed(home)
    slot = scene.slot(venue=home)
    membership = scene.community.memberships.get(guardian=home.host)
    groups.leave(membership=membership, by=home.host.user)
    home.refresh_from_db()
    slot.refresh_from_db()
    assert (home.is_closed, slot.cancelled_why) == (True, "venue")
    assert [c.state for c in home.consents.all()] == ["withdrawn"]
