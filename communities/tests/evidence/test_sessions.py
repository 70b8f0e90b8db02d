"""Sessions as evidence: accompanied the whole time by the numbers of their day, set up, at a home that agreed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from communities.models import Attendance, Leave, VenueConsent
from communities.services import hosts
from communities.tests.evidence.factories import SESSION, Autumn, came, home_of, leave_on, session, week
from communities.tests.factories import create_consent, create_duty, create_venue, moment, parents_of
from rulebook.services.adopting import change, choose

pytestmark = pytest.mark.django_db


@pytest.fixture
def autumn():
    return Autumn()


@pytest.fixture
def rota(autumn):
    return autumn.rota(autumn.community())


def two_parents(slot, *, second="15:20"):
    """The worked example of F-02: 13:55–15:30, and from 15:20 or 15:35 to 16:40."""
    came(slot, 0, "13:55", "15:30")
    came(slot, 1, second, "16:40")


RELAY = {"values": {"accompany.mode": "relay"}, "reasons": {"accompany.mode": "shifts"}}


@pytest.mark.parametrize(
    ("second", "mode", "is_right"),
    [("15:20", "single", False), ("15:20", "relay", True), ("15:35", "relay", False)],
)
def test_the_adopted_way_of_accompanying_judges_a_session(autumn, rota, second, mode, is_right):
    adoption = autumn.adopt("G1")
    if mode == "relay":
        change(adoption=adoption, from_on=SESSION, **RELAY, by=autumn.principal)
    two_parents(session(rota), second=second)
    assert autumn.right("accompaniment") == [is_right]


def test_a_session_is_judged_by_the_version_of_its_day(autumn, rota):
    adoption = autumn.adopt("G1")
    for number in range(2):
        came(session(rota, on=week(number)), 0, "14:05", "16:30")
    assert autumn.right("accompaniment") == [False, False]
    change(
        adoption=adoption,
        from_on=week(1),
        values={"accompany.tolerance_minutes": Decimal(5)},
        reasons={"accompany.tolerance_minutes": "the bus"},
        by=autumn.principal,
    )
    assert autumn.right("accompaniment") == [False, True]


def test_more_than_one_parent_may_be_asked_for(autumn, rota):
    adoption = autumn.adopt("G1")
    alone, together = session(rota), session(rota, on=week(1))
    came(alone, 0, "14:00", "16:30")
    came(together, 0, "14:00", "16:30")
    came(together, 1, "14:00", "16:30")
    key = "session.accompanying_parents_min"
    change(adoption=adoption, from_on=SESSION, values={key: Decimal(2)}, reasons={key: "river"}, by=autumn.principal)
    assert autumn.right("accompaniment") == [False, True]


def test_where_another_document_counts_on_accompanying_the_schools_own_way_holds_again(autumn, rota):
    adoption = autumn.adopt("G1")
    change(adoption=adoption, from_on=SESSION, **RELAY, by=autumn.principal)
    autumn.adopt("G2")
    for number in range(2):
        two_parents(session(rota, on=week(number)))
    choose(school=autumn.school, topic="accompaniment", document="G2", from_on=week(1), by=autumn.principal)
    assert autumn.right("accompaniment") == [True, False]


def test_without_a_word_of_leaving_without_a_filed_rota_or_cancelled_nothing_is_proved(autumn, rota):
    create_duty(slot=session(rota), checked_in_at=moment(SESSION, "14:00"))
    session(rota, on=week(1)).rota.slots.filter(on=week(1)).update(cancelled_at=timezone.now())
    to_come = timezone.localdate() + timedelta(days=3)
    session(autumn.rota(rota.community, from_on=to_come, days=7), on=to_come)
    assert autumn.right("accompaniment") == [False]


def test_a_session_needs_a_place_a_parent_and_an_adviser(autumn, rota):
    venue = create_venue(community=rota.community)
    whole, no_place, _no_parent, no_adviser = (
        session(rota, on=week(n), venue=venue if n != 1 else None) for n in range(4)
    )
    for slot in (whole, no_place, no_adviser):
        create_duty(slot=slot)
    leave_on(rota.community.memberships.advisers().get(), week(3))
    assert autumn.right("session_setup") == [True, False, False, False]


@pytest.mark.parametrize("kind", ["venue_consent", "host_commitment"])
def test_a_session_at_a_home_needs_the_word_of_its_host(autumn, rota, kind):
    home = home_of(rota.community)
    create_consent(venue=home, state="given", hours=("14:00", "17:00"), from_on=SESSION, to_on=SESSION)
    for number in range(2):
        session(rota, on=week(number), venue=home)
    session(rota, on=week(2), venue=create_venue(community=rota.community))
    assert autumn.right(kind) == [True, False]


def test_a_word_taken_back_afterwards_held_when_they_met(autumn, rota):
    home = home_of(rota.community)
    consent = create_consent(venue=home, state="given", hours=("14:00", "17:00"), from_on=SESSION, to_on=week(9))
    for number in range(2):
        session(rota, on=week(number), venue=home)
    hosts.withdraw(consent=consent, by=home.host.user, now=moment(week(0), "20:00"))
    assert VenueConsent.objects.get().state == "withdrawn"
    assert autumn.right("venue_consent") == [True]  # the other one was cancelled
    assert [row.on for row in autumn.rows("homework_venue")] == [SESSION]


def test_homework_needs_a_place_that_can_be_used(autumn, rota):
    for number, venue in enumerate([create_venue(community=rota.community), home_of(rota.community), None]):
        session(rota, on=week(number), venue=venue)
    session(rota, on=week(3), kind="weekend", venue=create_venue(community=rota.community))
    assert [row.on for row in autumn.rows("homework_venue")] == [SESSION]


def test_attendance_is_of_the_session_and_leave_is_no_miss(autumn, rota):
    pupils = [m.student for m in rota.community.memberships.pupils()]
    Leave.objects.create(school=autumn.school, student=pupils[3], from_on=SESSION, to_on=SESSION,
                         asked_by=autumn.president)  # fmt: skip
    for number, statuses in enumerate([["present"] * 3, ["present", "present", "late", "present"], ["present"]]):
        slot = session(rota, on=week(number))
        for pupil, status in zip(pupils, statuses, strict=False):
            Attendance.objects.create(school=autumn.school, slot=slot, student=pupil, status=status,
                                      marked_by=autumn.president)  # fmt: skip
    session(rota, on=week(3))  # nobody ticked anybody
    assert autumn.right("attendance") == [True, False, False]
    assert {row.subject for row in autumn.rows("attendance")} == {f"community:{rota.community_id}"}


def test_a_duty_is_each_parents_own(autumn, rota):
    slot = session(rota)
    first, second = parents_of(rota.community)[:2]
    create_duty(slot=slot, guardian=first, checked_in_at=moment(SESSION, "14:00"))
    create_duty(slot=slot, guardian=second, seat=2)
    assert {row.actor: row.is_right for row in autumn.rows("duty_shift")} == {
        first.user_id: True,
        second.user_id: False,
    }
