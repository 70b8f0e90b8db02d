"""A parent's calendar feed: read by three independent parsers, without names, following the rota, dead when revoked."""

from datetime import datetime, timedelta
from random import randrange

import ics
import pytest
import vobject
from django.urls import reverse
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream

from communities.models import Assignment, Community, Feed, Slot, Venue
from communities.services import feeds as services
from communities.tests.factories import (
    SHANGHAI,
    create_duty,
    create_rota,
    create_slot,
    create_venue,
    moment,
    parents_of,
)
from registry.models import Student

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def duty():
    rota = create_rota(is_filed=True)
    Community.objects.filter(pk=rota.community.pk).update(name="东头一组")
    venue = create_venue(community=rota.community, name="阅览室，二楼; 东")
    return create_duty(
        slot=create_slot(rota=rota, on=TODAY, venue=venue), guardian=parents_of(rota.community)[1], state="accepted"
    )


@pytest.fixture
def feed(duty):
    return services.renew(by=duty.guardian.user)


def read(client, feed) -> str:
    return client.get(address(feed)).content.decode()


def address(feed) -> str:
    return reverse("communities:feed_ics", args=[feed.token])


def event(client, feed):
    """Give the only entry."""
    (entry,) = IcsCalendarStream.calendar_from_ics(read(client, feed)).events
    return entry


def by_ical(text):
    return [
        (e.uid, e.dtstart, e.dtend, e.summary, e.location, e.status.value, e.sequence)
        for e in IcsCalendarStream.calendar_from_ics(text).events
    ]


def by_vobject(text):
    names = ("uid", "dtstart", "dtend", "summary", "location", "status")
    entries = [c for c in vobject.readOne(text).components() if c.name == "VEVENT"]
    return [(*(getattr(e, name).value for name in names), int(e.sequence.value)) for e in entries]


def by_ics(text):
    return [
        (e.uid, e.begin.datetime, e.end.datetime, e.name, e.location, e.status, _sequence(e))
        for e in ics.Calendar(text).events
    ]


def _sequence(entry) -> int:
    return int(next(line.value for line in entry.extra if line.name == "SEQUENCE"))


@pytest.mark.parametrize("parser", [by_ical, by_vobject, by_ics])
def test_three_parsers_read_the_same(client, duty, feed, parser):
    ((uid, starts_at, ends_at, *words, sequence),) = parser(read(client, feed))
    assert uid == f"{duty.public_id}@gongyu"
    assert (starts_at, ends_at) == (moment(TODAY, "17:00"), moment(TODAY, "18:30"))
    assert words == ["作业点 · 东头一组", "阅览室，二楼; 东", "CONFIRMED"]
    assert sequence == 5


def test_the_hours_are_those_of_shanghai_with_the_zone_beside_them(client, feed):
    text = read(client, feed)
    assert f"DTSTART;TZID=Asia/Shanghai:{TODAY:%Y%m%d}T170000" in text
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZOFFSETTO:+0800" in text
    assert event(client, feed).dtstart.tzinfo.utcoffset(datetime.now()) == SHANGHAI.utcoffset(datetime.now())


def test_how_it_is_served(client, feed):
    response = client.get(address(feed))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-cache", "noindex")
    assert response.content == client.get(address(feed)).content


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda duty: Assignment.objects.update(state="asked"), "TENTATIVE"),
        (lambda duty: Slot.objects.update(cancelled_at=timezone.now()), "CANCELLED"),
        (lambda duty: Assignment.objects.update(starts_at=moment(TODAY, "17:15")), "CONFIRMED"),
        (lambda duty: Venue.objects.update(name="Hall"), "CONFIRMED"),
        (lambda duty: Community.objects.filter(pk=duty.slot.community_id).update(name="Group"), "CONFIRMED"),
    ],
    ids=["asked", "cancelled", "other-hours", "place-renamed", "community-renamed"],
)
def test_a_change_of_the_rota_reaches_the_calendar_as_a_newer_version(client, duty, feed, change, status):
    before = event(client, feed)
    change(duty)
    after = event(client, feed)
    assert (after.uid, after.status.value) == (before.uid, status)
    assert after.sequence > before.sequence
    assert after.last_modified >= before.last_modified


@pytest.mark.parametrize("state", ["declined", "released", "planned"])
def test_a_duty_that_is_no_longer_ones_own_is_gone(client, feed, state):
    Assignment.objects.update(state=state)
    assert "VEVENT" not in read(client, feed)


def test_drafts_other_parents_and_what_is_long_past_are_not_in_it(client, duty, feed):
    create_duty(slot=create_slot(rota=duty.slot.rota, on=TODAY - timedelta(days=31)), guardian=duty.guardian)
    create_duty(slot=create_slot(rota=duty.slot.rota, on=TODAY + timedelta(days=1)))
    draft = create_rota(community=duty.slot.community, from_on=TODAY + timedelta(days=90))
    create_duty(slot=create_slot(rota=draft, on=TODAY + timedelta(days=91)), guardian=duty.guardian)
    create_duty(slot=create_slot(rota=duty.slot.rota, on=TODAY - timedelta(days=30)), guardian=duty.guardian)
    assert [entry.dtstart.date() for entry in IcsCalendarStream.calendar_from_ics(read(client, feed)).events] == [
        TODAY - timedelta(days=30),
        TODAY,
    ]


def test_no_childs_name_stands_in_it(client, feed):
    Student.objects.update(name="canary")
    assert "canary" not in read(client, feed).replace("\r\n ", "")


def test_it_speaks_the_language_of_its_owner(client, duty, feed):
    duty.guardian.user.language = "en"
    duty.guardian.user.save()
    entry = event(client, feed)
    assert entry.summary == "Homework place · 东头一组"
    assert entry.description.startswith("You have accepted this duty.\nhttp://testserver/communities/attendance/")


def test_a_new_address_ends_the_old_one_and_switching_off_ends_all(client, duty, feed):
    old = address(feed)
    client.force_login(duty.guardian.user)
    client.post(reverse("communities:feed_renew"))
    new = address(Feed.objects.get())
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    client.post(reverse("communities:feed_switch_off"))
    assert client.get(new).status_code == 404
    assert not Feed.objects.exists()


def test_a_locked_account_has_no_feed(client, duty, feed):
    duty.guardian.user.is_active = False
    duty.guardian.user.save()
    assert client.get(address(feed)).status_code == 404


def test_the_page_shows_the_own_address_only(client, duty, feed):
    other = parents_of(duty.slot.community)[2].user
    url = reverse("communities:feed_show")
    client.force_login(other)
    assert feed.token not in client.get(url).content.decode()
    client.force_login(duty.guardian.user)
    response = client.get(url)
    assert f"http://testserver{address(feed)}" in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_the_feed_costs_as_much_for_many_duties_as_for_one(client, duty, feed, django_assert_num_queries):
    with django_assert_num_queries(3):
        read(client, feed)
    for day in range(1, 8):
        create_duty(slot=create_slot(rota=duty.slot.rota, on=TODAY + timedelta(days=day)), guardian=duty.guardian)
    with django_assert_num_queries(3):
        assert len(by_ical(read(client, feed))) == 8


def test_whoever_guesses_or_asks_too_often_is_slowed_down(client, feed):
    guesser = {"REMOTE_ADDR": f"10.{randrange(256)}.{randrange(256)}.{randrange(256)}"}
    guesses = [client.get(f"/communities/feeds/guess{n}.ics", **guesser).status_code for n in range(31)]
    assert guesses == [404] * 30 + [429]
    asked = [client.get(address(feed)).status_code for _ in range(61)]
    assert asked == [200] * 60 + [429]
