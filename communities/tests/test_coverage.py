"""How slots stand: seats, accompaniment (F-02), places (F-04); and the figures of a principal."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import user_with
from communities.models import Limits, VenueConsent
from communities.selectors.coverage import coverage_of, gaps, venues_by_use
from communities.tests.factories import (
    MONDAY,
    create_duty,
    create_full_community,
    create_rota,
    create_slot,
    create_venue,
    moment,
    parents_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return create_full_community()


@pytest.fixture
def rota(community):
    return create_rota(community=community, is_filed=True)


def state_of(slot):
    return coverage_of([slot])[slot.pk]


def relay(school):
    Limits.objects.create(
        school=school,
        students_min=4,
        students_max=8,
        parents_min=4,
        parents_max=8,
        advisers_min=1,
        advisers_max=2,
        adviser_groups_min=2,
        adviser_groups_max=3,
        accompaniment="relay",
        tolerance_minutes=0,
    )


def test_an_escort_needs_its_seats_filled(rota):
    slot = create_slot(rota=rota, kind="morning", hours=("07:10", "07:40"), needed=2)
    create_duty(slot=slot)
    assert (state_of(slot).covered, state_of(slot).free_seats) == (False, 1)
    create_duty(slot=slot, guardian=parents_of(rota.community)[1], seat=2)
    assert state_of(slot).is_good


@pytest.mark.parametrize(("is_relay", "begins", "covered"), [(True, "17:30", True), (False, "17:30", False)])
def test_taking_turns_covers_a_session_only_where_the_school_allows_it(rota, is_relay, begins, covered):
    if is_relay:
        relay(rota.school)
    slot = create_slot(rota=rota, needed=2)
    first, second = parents_of(rota.community)[:2]
    create_duty(slot=slot, guardian=first, ends_at=moment(MONDAY, "17:45"))
    create_duty(slot=slot, guardian=second, seat=2, starts_at=moment(MONDAY, begins))
    assert state_of(slot).covered is covered


def test_a_gap_is_named_with_its_minutes(rota):
    relay(rota.school)
    slot = create_slot(rota=rota, needed=2)
    first, second = parents_of(rota.community)[:2]
    create_duty(slot=slot, guardian=first, ends_at=moment(MONDAY, "17:30"))
    create_duty(slot=slot, guardian=second, seat=2, starts_at=moment(MONDAY, "17:35"))
    assert state_of(slot).gaps == ((moment(MONDAY, "17:30"), moment(MONDAY, "17:35")),)


def test_a_home_needs_the_word_of_its_host_for_that_time(rota):
    home = create_venue(community=rota.community, kind="home", host=parents_of(rota.community)[1])
    slot = create_slot(rota=rota, venue=home)
    assert state_of(slot).venue_problem == "no-consent"
    word = VenueConsent.objects.create(
        school=rota.school,
        venue=home,
        from_on=MONDAY,
        to_on=MONDAY + timedelta(days=60),
        weekdays=[1],
        starts_at=time(16),
        ends_at=time(19),
        state="given",
        asked_by=rota.created_by,
    )
    assert state_of(slot).venue_problem == ""
    VenueConsent.objects.filter(pk=word.pk).update(state="withdrawn")
    assert state_of(slot).venue_problem == "no-consent"


def test_a_session_without_a_place_says_so_and_an_escort_needs_none(rota):
    assert state_of(create_slot(rota=rota)).venue_problem == "no-place"
    assert state_of(create_slot(rota=rota, kind="evening", hours=("16:00", "16:30"))).venue_problem == ""


def test_usable_homes_are_offered_first(community):
    hall = create_venue(community=community, name="A hall")
    home = create_venue(community=community, kind="home", name="Home", host=parents_of(community)[1])
    assert venues_by_use(community) == [(True, hall), (False, home)]


@pytest.mark.parametrize("days", [1, 6])
def test_coverage_costs_the_same_for_many_slots(rota, days, django_assert_num_queries):
    home = create_venue(community=rota.community, kind="home", host=parents_of(rota.community)[1])
    slots = [create_slot(rota=rota, on=MONDAY + timedelta(days=n), venue=home) for n in range(days)]
    with django_assert_num_queries(5):
        coverage_of(slots)


def test_a_principal_sees_the_gaps_of_filed_rotas_only(rota):
    principal = user_with(Role.PRINCIPAL, school=rota.school)
    slot = create_slot(rota=rota, needed=2)
    create_duty(slot=slot)
    create_duty(slot=slot, guardian=parents_of(rota.community)[1], seat=2, state="declined")
    create_slot(rota=rota, on=MONDAY + timedelta(days=1))
    create_slot(rota=create_rota(community=create_full_community(society=rota.community.society)))
    create_slot(rota=create_rota(is_filed=True))
    last = MONDAY + timedelta(days=13)
    assert [(s.on, s.free) for s in gaps(principal, rota.school, MONDAY, last)] == [
        (MONDAY, 1),
        (MONDAY + timedelta(days=1), 1),
    ]


@pytest.mark.parametrize("slots", [1, 12])
def test_the_list_of_gaps_asks_a_fixed_number_of_queries(client, rota, slots, django_assert_num_queries):
    for n in range(slots):
        create_slot(rota=rota, on=date(2026, 10, 12) + timedelta(days=n))
    client.force_login(user_with(Role.PRINCIPAL, school=rota.school))
    with django_assert_num_queries(10):
        response = client.get(reverse("communities:slot_gap_list"), {"from": "2026-10-12", "to": "2026-10-30"})
    assert response.context["page"].paginator.count == slots


@pytest.mark.parametrize("families", [4, 8])
def test_a_week_asks_a_fixed_number_of_queries(client, families, django_assert_num_queries):
    community = create_full_community(families=families)
    rota = create_rota(community=community)
    for n in range(families):
        slot = create_slot(rota=rota, on=MONDAY + timedelta(days=n % 5), hours=(f"1{n}:00", f"1{n}:30"))
        create_duty(slot=slot, guardian=parents_of(community)[n], state="planned")
    client.force_login(parents_of(community)[0].user)
    with django_assert_num_queries(19):
        response = client.get(reverse("communities:rota_week", args=[rota.public_id]), {"week": "2026-10-12"})
    assert len(response.content) < 60_000
