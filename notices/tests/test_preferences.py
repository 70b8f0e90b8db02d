"""Everybody's own page: how often, by which way, when not."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import create_user
from notices.models import Preference
from notices.models.preferences import preference_of
from notices.tests.factories import create_preference

pytestmark = pytest.mark.django_db

URL = reverse("notices:preference")
WISHES = {
    "by_email": "on",
    "email": "li@gongyu.example",
    "how": "daily",
    "digest_at": "evening",
    "quiet_from": "20:00",
    "quiet_until": "08:00",
}


@pytest.fixture
def me(client):
    user = create_user(language="en")
    client.force_login(user)
    return user


def test_who_says_nothing_hears_by_email_at_once_and_not_at_night():
    wishes = preference_of(create_user())
    assert (wishes.how, wishes.by_email, wishes.by_sms) == ("at_once", True, False)
    assert (wishes.quiet_from, wishes.quiet_until) == (time(21), time(7))


def test_wishes_and_address_are_kept(client, me):
    assert client.post(URL, WISHES).url == URL
    me.refresh_from_db()
    found = Preference.objects.get()
    assert (found.user, found.how, found.digest_at, found.by_sms) == (me, "daily", "evening", False)
    assert (found.quiet_from, found.quiet_until, me.email) == (time(20), time(8), "li@gongyu.example")
    assert timezone.localtime(found.next_digest_at).time() == time(18, 30)
    assert found.last_digest_at is not None


def test_who_changes_the_hour_misses_nothing_of_the_present_collection(client, me):
    since = timezone.now() - timedelta(hours=5)
    create_preference(user=me, how="daily", last_digest_at=since)
    client.post(URL, WISHES)
    assert Preference.objects.get().last_digest_at == since


def test_who_goes_back_to_each_message_waits_for_no_collection(client, me):
    client.post(URL, WISHES)
    client.post(URL, {**WISHES, "how": "at_once"})
    found = Preference.objects.get()
    assert (found.next_digest_at, found.last_digest_at) == (None, None)


def test_the_page_shows_ones_own_wishes(client, me):
    create_preference(user=me, how="weekly")
    create_preference(how="daily")
    assert client.get(URL).context["form"].instance.how == "weekly"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({"email": "li"}, "email"), ({"how": "hourly"}, "how"), ({"quiet_from": "25:00"}, "quiet_from")],
)
def test_what_cannot_be_is_refused(client, me, fields, wrong):
    assert wrong in client.post(URL, WISHES | fields).context["form"].errors
    assert not Preference.objects.exists()


def test_an_address_that_is_taken_away_takes_the_tick_with_it(client, me):
    me.email = "li@gongyu.example"
    me.save()
    assert "email" in client.post(URL, WISHES | {"email": ""}).context["form"].errors
    client.post(URL, {key: value for key, value in WISHES.items() if key != "by_email"} | {"email": ""})
    me.refresh_from_db()
    assert me.email == ""


def test_the_inbox_leads_to_the_page(client, me):
    assert URL.encode() in client.get(reverse("notices:inbox")).content


@pytest.mark.parametrize(
    ("how", "due"),
    [("at_once", None), ("daily", datetime(2026, 10, 13, 7, 30)), ("weekly", datetime(2026, 10, 19, 7, 30))],
)
def test_when_the_next_collection_goes_out(how, due):
    now = timezone.make_aware(datetime(2026, 10, 12, 7, 30))  # a Monday, at the very moment
    assert Preference(how=how).digest_after(now) == (due and timezone.make_aware(due))
