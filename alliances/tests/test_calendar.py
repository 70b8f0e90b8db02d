"""The calendar feed: joint activities and exchanges of staff of who is meant, as whole days, and nothing of pupils."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream

from alliances.models import Activity, Attendee, LessonVisit
from alliances.services import joining
from alliances.tests.activities import create_activity
from alliances.tests.exchanges import create_stint
from alliances.tests.factories import create_alliance
from communities.services import feeds

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=10)


@pytest.fixture
def allied():
    return create_alliance(schools=3)


def feed_of(client, user) -> str:
    feed = feeds.renew(by=user)
    content = client.get(reverse("communities:feed_ics", args=[feed.token]), headers={"accept-language": "en"}).content
    return content.decode().replace("\r\n ", "")


def events(client, user):
    return IcsCalendarStream.calendar_from_ics(feed_of(client, user)).events


def test_an_activity_is_whole_days_for_who_is_named_who_acts_for_a_school_and_who_runs_the_alliance(allied, client):
    one, other = allied.others
    schools = [allied.core.membership, one.membership]
    title, about = "Remote lesson", "Pupil Zhang reads aloud"
    activity = create_activity(
        allied, title=title, kind="remote_session", on=SOON, to_on=SOON + timedelta(days=1), schools=schools,
        about=about, link="https://example.org/a",
    )  # fmt: skip
    Attendee.objects.create(participation=activity.participations.get(membership=one.membership), person=one.teacher)
    for user in (one.teacher, one.clerk, allied.core.vice):
        (entry,) = events(client, user)
        assert (entry.dtstart, entry.dtend) == (SOON, SOON + timedelta(days=2))
        assert entry.summary.startswith(title)
    assert about not in feed_of(client, one.clerk)
    assert [events(client, user) for user in (allied.core.teacher, other.clerk)] == [[], []]
    Activity.objects.update(state="cancelled", cancelled_why="Storm")
    assert [each.status.value for each in events(client, one.clerk)] == ["CANCELLED"]


def test_a_large_event_is_for_all_staff_of_the_schools_that_take_part(allied, client):
    one = allied.others[0]
    create_activity(allied, kind="large_event", on=SOON, schools=[allied.core.membership, one.membership])
    assert [len(events(client, member.teacher)) for member in allied.members] == [1, 1, 0]


def test_an_exchange_has_its_first_and_last_day_for_the_person_and_both_schools(allied, client):
    one, other = allied.others
    person = allied.core.teacher
    stint = create_stint(
        allied.alliance, person=person, home=allied.core.school, host=one.school, state="approved", from_on=SOON,
        to_on=SOON + timedelta(days=200),
    )  # fmt: skip
    assert [each.dtstart for each in events(client, person)] == [SOON, stint.last_on]
    assert person.name not in feed_of(client, person)
    assert all(person.name in each.summary for each in events(client, one.clerk))
    assert [len(events(client, user)) for user in (one.teacher, other.clerk)] == [0, 0]
    LessonVisit.objects.create(
        alliance=allied.alliance, person=person, home=allied.core.school, host=one.school, on=SOON, subject="Music",
        theme="A song", by=person,
    )  # fmt: skip
    assert len(events(client, person)) == 3


def test_a_school_that_left_gets_nothing_new_and_what_was_agreed_before_stays(allied, client):
    gone = allied.others[0]
    for on in (TODAY, SOON):
        create_activity(allied, kind="large_event", on=on, title=str(on))
        create_stint(
            allied.alliance, person=gone.teacher if on == SOON else gone.director, home=gone.school,
            host=allied.core.school, state="approved", from_on=on - timedelta(days=1), to_on=on + timedelta(days=90),
        )  # fmt: skip
    joining.leave(membership=gone.membership, on=TODAY + timedelta(days=1), why="Merged", by=gone.principal)
    starts = {each.dtstart for each in events(client, gone.clerk)}
    assert TODAY in starts
    assert not starts & {SOON, SOON - timedelta(days=1)}


def test_the_feed_costs_the_same_with_more_in_it(allied, client, django_assert_max_num_queries):
    feed_of(client, allied.core.principal)
    for number in range(3):
        create_activity(allied, kind="large_event", on=SOON + timedelta(days=number))
        with django_assert_max_num_queries(24):
            feed_of(client, allied.core.principal)
