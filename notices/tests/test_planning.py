"""Which messages also go out: by the wishes of each person, not at night, once; collections and the group's number."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime, make_aware

from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from notices import services as notices
from notices.models import Channel, Delivery, Notice, Preference
from notices.services import planning
from notices.tests.factories import create_channel, create_notice, create_preference
from registry.tests.factories import create_teacher
from schools.tests.factories import create_school, create_term

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime:
    return make_aware(datetime.fromisoformat(text))


MONDAY = at("2026-10-12 10:00")


@pytest.fixture
def school():
    return create_term(school=create_school()).school


@pytest.fixture
def mail(school):
    return create_channel(school=school)


def reader(**fields):
    return create_user(email="li@gongyu.example", **fields)


def planned() -> list[tuple]:
    """Give what is planned: (reader, kind of channel, purpose, from when)."""
    rows = Delivery.objects.select_related("channel", "recipient").order_by("pk")
    return [(d.recipient, d.channel.kind, d.purpose, f"{localtime(d.due_at):%d %H:%M}") for d in rows]


def test_a_new_message_goes_to_who_has_an_email_address_once(school, mail):
    person, without = reader(), create_user()
    notices.send(recipients=[person, without], subject="x", dedupe="d", school=school)
    planning.plan(now=MONDAY)
    planning.plan(now=MONDAY)
    assert planned() == [(person, "email", "notice", "12 10:00")]
    assert not Notice.objects.unplanned().exists()


def test_a_message_of_another_school_or_of_none_stays_inside(mail):
    create_notice(recipient=reader())
    create_notice(recipient=reader(), school=create_school())
    planning.plan(now=MONDAY)
    assert planned() == []


def test_a_channel_out_of_use_carries_nothing_and_does_not_catch_up(school, mail):
    Channel.objects.update(is_on=False)
    create_notice(recipient=reader(), school=school)
    planning.plan(now=MONDAY)
    Channel.objects.update(is_on=True)
    planning.plan(now=MONDAY)
    assert planned() == []


def test_who_turned_email_off_gets_none(school, mail):
    create_notice(recipient=create_preference(user=reader(), by_email=False).user, school=school)
    planning.plan(now=MONDAY)
    assert planned() == []


def test_an_account_with_which_nobody_can_sign_in_is_left_alone(school, mail):
    dormant, locked = reader(), reader(is_active=False)
    dormant.set_unusable_password()
    dormant.save()
    for person in (dormant, locked):
        create_notice(recipient=person, school=school)
    planning.plan(now=MONDAY)
    assert planned() == []


def test_text_messages_go_only_to_who_asked_for_them_and_has_a_number(school):
    create_channel(school=school, kind="sms")
    teachers = [create_teacher(school=school, phone=phone) for phone in ("13800000001", "13800000002", "")]
    for teacher in teachers[::2]:
        create_preference(user=teacher.user, by_sms=True)
    for teacher in teachers:
        create_notice(recipient=teacher.user, school=school)
    planning.plan(now=MONDAY)
    assert planned() == [(teachers[0].user, "sms", "notice", "12 10:00")]


@pytest.mark.parametrize(
    ("now", "quiet", "due"),
    [
        ("2026-10-12 20:59", None, "12 20:59"),
        ("2026-10-12 21:00", None, "13 07:00"),
        ("2026-10-13 06:59", None, "13 07:00"),
        ("2026-10-12 12:30", (time(12), time(14)), "12 14:00"),
        ("2026-10-12 23:00", (time(9), time(9)), "12 23:00"),
    ],
)
def test_outside_the_portal_the_quiet_hours_of_each_person_hold(school, mail, now, quiet, due):
    person = reader()
    if quiet:
        create_preference(user=person, quiet_from=quiet[0], quiet_until=quiet[1])
    create_notice(recipient=person, school=school)
    planning.plan(now=at(now))
    assert planned() == [(person, "email", "notice", due)]


def test_planning_many_takes_a_constant_number_of_statements():
    counts = [_statements(people) for people in (3, 30)]
    assert counts[0] == counts[1] <= 20


def _statements(people: int) -> int:
    for _ in range(people):
        school = create_term(school=create_school()).school
        create_channel(school=school)
        create_channel(school=school, kind="sms")
        create_notice(recipient=create_preference(user=reader(), by_sms=True).user, school=school)
    with CaptureQueriesContext(connection) as statements:
        planning.plan(now=MONDAY)
    return len(statements)


# --- collections ------------------------------------------------------------------------------------------------


def collector(how: str, *, since: datetime, **fields):
    person = reader()
    preference = Preference(user=person, how=how, last_digest_at=since, **fields)
    preference.next_digest_at = preference.digest_after(since)
    preference.save()
    return person


def said_at(moment: datetime, **fields) -> Notice:
    """A message of then, which was looked at then."""
    notice = create_notice(**fields)
    Notice.objects.filter(pk=notice.pk).update(planned_at=moment)
    return notice


def test_a_collection_goes_out_once_a_day_at_its_hour(school, mail):
    person = collector("daily", since=MONDAY)
    for hours in (1, 2):
        said_at(MONDAY + timedelta(hours=hours), recipient=person, school=school)
    planning.plan(now=at("2026-10-13 07:29"))
    assert planned() == []
    planning.plan(now=at("2026-10-13 07:31"))
    planning.plan(now=at("2026-10-13 09:00"))
    assert planned() == [(person, "email", "digest", "13 07:31")]
    assert Preference.objects.get().next_digest_at == at("2026-10-14 07:30")


def test_a_collection_in_the_evening_and_one_of_the_week(school, mail):
    evening = collector("daily", since=MONDAY, digest_at="evening")
    weekly = collector("weekly", since=MONDAY)
    due = Preference.objects.values_list("user", "next_digest_at")
    assert dict(due) == {evening.pk: at("2026-10-12 18:30"), weekly.pk: at("2026-10-19 07:30")}


def test_a_message_that_was_on_its_way_while_the_wish_changed_is_in_the_collection(school, mail):
    person = collector("daily", since=MONDAY)
    create_notice(recipient=person, school=school)
    Notice.objects.update(created_at=MONDAY - timedelta(minutes=1))
    planning.plan(now=MONDAY + timedelta(minutes=1))
    planning.plan(now=at("2026-10-13 07:30"))
    assert planned() == [(person, "email", "digest", "13 07:30")]


def test_nothing_unread_makes_no_collection(school, mail):
    person = collector("daily", since=MONDAY)
    said_at(MONDAY - timedelta(hours=1), recipient=person, school=school)
    said_at(MONDAY + timedelta(hours=1), recipient=person, school=school, read_at=MONDAY)
    planning.plan(now=at("2026-10-13 08:00"))
    assert planned() == []


def test_who_is_at_two_schools_gets_the_collection_of_each(school, mail):
    other = create_channel()
    person = collector("daily", since=MONDAY)
    for place in (school, other.school):
        said_at(MONDAY + timedelta(hours=1), recipient=person, school=place)
    planning.plan(now=at("2026-10-13 08:00"))
    assert set(Delivery.objects.values_list("channel", flat=True)) == {mail.pk, other.pk}


def test_a_collection_waits_for_the_end_of_the_quiet_hours(school, mail):
    person = collector("daily", since=MONDAY, quiet_until=time(8))
    said_at(MONDAY + timedelta(hours=1), recipient=person, school=school)
    planning.plan(now=at("2026-10-13 07:30"))
    assert planned() == [(person, "email", "digest", "13 08:00")]


# --- the group's number -----------------------------------------------------------------------------------------


@pytest.fixture
def bot(school):
    return create_channel(school=school, kind="wecom", next_post_at=at("2026-10-12 08:00"), last_post_at=MONDAY)


def test_the_group_hears_a_number_once_a_school_day(school, bot):
    said_at(MONDAY + timedelta(hours=1), recipient=user_with(Role.TEACHER, school=school), school=school)
    for moment in ("2026-10-13 08:01", "2026-10-13 08:02", "2026-10-13 15:00"):
        planning.plan(now=at(moment))
    assert planned() == [(None, "wecom", "group", "13 08:01")]


@pytest.mark.parametrize("on", ["2026-10-17", "2026-10-01"])
def test_on_days_without_school_the_group_hears_nothing_and_later_all_of_it(school, bot, on):
    said_at(at(f"{on} 07:00"), recipient=user_with(Role.TEACHER, school=school), school=school)
    Channel.objects.update(last_post_at=at("2026-09-30 08:00"), next_post_at=at(f"{on} 08:00"))
    planning.plan(now=at(f"{on} 08:00"))
    assert planned() == []
    planning.plan(now=at("2026-10-19 08:00"))
    assert len(planned()) == 1


def test_messages_to_families_are_no_news_for_the_staffs_group(school, bot):
    said_at(MONDAY + timedelta(hours=1), recipient=user_with(Role.PARENT, school=school), school=school)
    planning.plan(now=at("2026-10-13 08:01"))
    assert planned() == []
