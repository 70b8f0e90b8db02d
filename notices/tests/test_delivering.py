"""Sending: tried again with longer and longer waits, at most once, dropped when it was read, doubtful is unknown."""

import email
import threading
from datetime import datetime, timedelta
from email import policy

import pytest
from django.db import connection
from django.utils.timezone import make_aware

from accounts.roles import Role
from accounts.tests.factories import create_post, create_user
from notices import tasks
from notices.models import Delivery, Notice
from notices.services import channels, delivering, inbox, planning
from notices.tests.factories import create_channel, create_delivery, create_notice, create_preference
from notices.tests.servers import gateway, mail_server
from notices.tests.test_planning import collector, said_at
from registry.tests.factories import create_teacher

pytestmark = pytest.mark.django_db

NOON = make_aware(datetime(2026, 10, 12, 12))
MINUTE = timedelta(minutes=1)


def waiting(channel, **fields) -> Delivery:
    recipient = fields.pop("recipient", None) or create_user(email="li@gongyu.example", language="en")
    fields = {"due_at": NOON, "next_try_at": NOON, "state": "waiting", "error": "", **fields}
    return create_delivery(channel=channel, recipient=recipient, **fields)


def state_of(delivery) -> tuple:
    delivery.refresh_from_db()
    return delivery.state, delivery.error, delivery.attempts


def send_all(channel, now=NOON) -> None:
    tasks.deliver_channel(channel_id=channel.pk, at=now.isoformat())


def test_a_message_goes_out_once():
    with mail_server() as (port, world):
        delivery = waiting(create_channel(settings={"port": port}))
        for _ in range(3):
            send_all(delivery.channel)
    assert state_of(delivery) == ("sent", "", 1)
    assert len(world.received) == 1


def test_a_failure_is_tried_again_after_one_five_and_twenty_five_minutes():
    with gateway(answer=500) as (url, world):
        channel = create_channel(kind="sms", settings={"url": url})
        teacher = create_teacher(school=channel.school, phone="13800000001")
        delivery = waiting(channel, recipient=teacher.user)
        tried_at = []
        for minute in range(40):
            before = len(world.received)
            send_all(channel, NOON + minute * MINUTE)
            tried_at += [minute] * (len(world.received) - before)
    assert tried_at == [0, 1, 6, 31]
    assert state_of(delivery) == ("failed", "answered", 4)
    assert "500" in delivery.fault


def test_a_server_that_comes_back_gets_what_waited():
    with gateway(answer=500) as (url, world):
        channel = create_channel(kind="sms", settings={"url": url})
        delivery = waiting(channel, recipient=create_teacher(school=channel.school, phone="13800000001").user)
        send_all(channel)
        world.answer = 200
        send_all(channel, NOON + MINUTE)
    assert state_of(delivery) == ("sent", "", 2)


def test_a_dead_server_is_asked_once_a_run_and_harms_no_other_channel():
    dead = create_channel()
    first, second = waiting(dead), waiting(dead, next_try_at=NOON + timedelta(seconds=1))
    send_all(dead, NOON + MINUTE)
    assert state_of(first) == ("waiting", "unreachable", 1)
    assert state_of(second) == ("waiting", "", 0)


def test_a_wrong_password_is_tried_once_a_run():
    with mail_server() as (port, _):
        channel = create_channel(settings={"port": port, "user": "school", "password": "wrong"})
        deliveries = [waiting(channel) for _ in range(3)]
        send_all(channel)
    assert [state_of(delivery)[2] for delivery in deliveries] == [1, 0, 0]


def test_a_doubtful_message_is_unknown_and_not_sent_again():
    with gateway(answer="none") as (url, world):
        channel = create_channel(kind="sms", settings={"url": url})
        delivery = waiting(channel, recipient=create_teacher(school=channel.school, phone="13800000001").user)
        for minute in (0, 1, 10, 60):
            send_all(channel, NOON + minute * MINUTE)
    assert state_of(delivery) == ("unknown", "doubtful", 1)
    assert len(world.received) == 1


def test_what_a_worker_left_behind_is_unknown_after_ten_minutes():
    delivery = waiting(create_channel(), state="claimed", claimed_at=NOON, attempts=1)
    assert delivering.give_up_left_behind(now=NOON + 10 * MINUTE) == 0
    assert delivering.give_up_left_behind(now=NOON + 11 * MINUTE) == 1
    assert state_of(delivery) == ("unknown", "worker-gone", 1)


def test_a_slow_worker_that_knows_better_corrects_unknown():
    delivery = waiting(create_channel())
    claimed = delivering.claim(channel_id=delivery.channel_id, now=NOON)
    delivering.give_up_left_behind(now=NOON + 11 * MINUTE)
    delivering.mark(delivery=claimed, outcome=delivering.outside.SENT, now=NOON + 12 * MINUTE)
    assert state_of(delivery) == ("sent", "", 1)


def test_what_was_read_meanwhile_does_not_go_out():
    delivery = waiting(create_channel())
    inbox.mark_read(notice=delivery.notice)
    send_all(delivery.channel)
    assert state_of(delivery) == ("dropped", "", 0)


def test_a_late_worker_keeps_the_quiet_hours():
    delivery = waiting(create_channel())
    send_all(delivery.channel, NOON + 10 * 60 * MINUTE)
    assert state_of(delivery) == ("waiting", "", 0)
    assert delivery.next_try_at == NOON + 19 * 60 * MINUTE


def test_what_waited_a_whole_day_is_left():
    delivery = waiting(create_channel())
    send_all(delivery.channel, NOON + timedelta(days=1, minutes=1))
    assert state_of(delivery) == ("failed", "too-late", 0)


def test_an_address_that_was_taken_away_is_said():
    delivery = waiting(create_channel(), recipient=create_user())
    send_all(delivery.channel)
    assert state_of(delivery) == ("waiting", "no-reach", 1)


# --- what it says -----------------------------------------------------------------------------------------------


def mailed(delivery) -> str:
    """Send it, and give subject and text as they arrive."""
    with mail_server() as (port, world):
        delivery.channel.settings = delivery.channel.settings | {"port": port}
        delivery.channel.save()
        send_all(delivery.channel)
    (raw,) = world.received
    found = email.message_from_bytes(raw, policy=policy.default)
    return f"{found['Subject']}\n{found.get_content().strip()}"


def letter(channel, *, may_leave: bool, **fields) -> Notice:
    return create_notice(
        school=channel.school, subject="canary is invited", body="canary body", may_leave=may_leave, **fields
    )


def test_words_that_may_leave_go_out_with_a_link_to_the_inbox(settings):
    settings.PUBLIC_URL = "https://gongyu.example"
    channel = create_channel()
    words = mailed(waiting(channel, notice=letter(channel, may_leave=True)))
    assert words.splitlines() == [
        "canary is invited",
        "canary body",
        "Details in your inbox. https://gongyu.example/inbox/",
    ]


def test_words_that_may_name_a_child_stay_inside():
    channel = create_channel()
    words = mailed(waiting(channel, notice=letter(channel, may_leave=False)))
    assert words == f"{channel.school}: 1 new message\nDetails in your inbox."


def test_a_text_message_is_one_line_with_the_subject():
    with gateway() as (url, world):
        channel = create_channel(kind="sms", settings={"url": url})
        teacher = create_teacher(school=channel.school, phone="13800000001")
        waiting(channel, recipient=teacher.user, notice=letter(channel, may_leave=True, recipient=teacher.user))
        send_all(channel)
    assert world.received[0]["message"] == "canary is invited 详情请登录平台查看“消息”。"


def test_a_collection_lists_what_may_leave_and_counts_the_rest():
    channel = create_channel()
    person = collector("daily", since=NOON - timedelta(days=1), quiet_from="00:00", quiet_until="00:00")
    person.language = "en"
    person.save()
    for subject, may_leave in (("Check due", True), ("canary is invited", False), ("Forum today", True)):
        said_at(NOON - 60 * MINUTE, recipient=person, school=channel.school, subject=subject, may_leave=may_leave)
    planning.plan(now=NOON)
    words = mailed(Delivery.objects.get())
    assert words.splitlines() == [
        f"{channel.school}: 3 new messages",
        "· Check due",
        "· Forum today",
        "and 1 more message",
        "Details in your inbox.",
    ]


def test_a_collection_that_was_read_before_it_left_is_dropped():
    channel = create_channel()
    person = collector("daily", since=NOON - timedelta(days=1))
    said_at(NOON - 60 * MINUTE, recipient=person, school=channel.school)
    planning.plan(now=NOON)
    inbox.mark_all_read(user=person)
    send_all(channel)
    assert Delivery.objects.get().state == "dropped"


def test_a_group_hears_numbers_only():
    channel = create_channel(kind="wecom")
    teacher = create_teacher(school=channel.school)

    create_post(user=teacher.user, role=Role.TEACHER, school=channel.school)
    said_at(NOON - MINUTE, recipient=teacher.user, school=channel.school, subject="canary")
    row = Delivery(
        school=channel.school, channel=channel, purpose="group", since=NOON - 60 * MINUTE, until=NOON, matter="g"
    )
    title, body = delivering.messages.written(row)
    assert (title, body) == ("", f"{channel.school}：新消息 1 条，涉及同事 1 位。请登录平台查看“消息”。")


# --- by hand ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "error"), [("failed", "unreachable"), ("unknown", "doubtful")])
def test_what_is_in_trouble_is_sent_once_more_when_a_person_says_so(state, error):
    with mail_server() as (port, world):
        channel = create_channel(settings={"port": port})
        delivery = waiting(channel, state=state, error=error, attempts=4, due_at=NOON - timedelta(days=9))
        channels.try_again(delivery=delivery, by=create_user(), now=NOON)
        send_all(channel)
    assert state_of(delivery) == ("sent", "", 1)
    assert len(world.received) == 1


def test_what_is_not_in_trouble_cannot_be_sent_once_more():
    with pytest.raises(channels.Refused, match="not-in-trouble"):
        channels.try_again(delivery=waiting(create_channel()), by=create_user())


def test_a_test_goes_out_at_night_and_by_a_channel_out_of_use():
    with mail_server() as (port, _):
        channel = create_channel(settings={"port": port}, is_on=False)
        test = channels.send_test(channel=channel, by=create_user(email="a@gongyu.example"), now=NOON + 720 * MINUTE)
        send_all(channel, NOON + 720 * MINUTE)
    assert state_of(test) == ("sent", "", 1)


def test_a_test_fails_at_once_in_words():
    channel = create_channel()
    test = channels.send_test(channel=channel, by=create_user(email="a@gongyu.example"), now=NOON)
    send_all(channel)
    assert state_of(test) == ("failed", "unreachable", 1)


def test_a_test_to_oneself_needs_an_address():
    for kind, reason in (("email", "no-email"), ("sms", "no-phone")):
        with pytest.raises(channels.Refused, match=reason):
            channels.send_test(channel=create_channel(kind=kind), by=create_user())


def test_the_log_forgets_what_is_half_a_year_old_and_ended():
    old = [waiting(create_channel(), state=state) for state in ("waiting", "sent")]
    Delivery.objects.update(created_at=NOON - timedelta(days=181))
    assert channels.forget_old_deliveries(now=NOON) == 1
    assert list(Delivery.objects.all()) == [old[0]]


# --- two workers at once ----------------------------------------------------------------------------------------


def at_once(work, times: int = 4) -> None:
    """Do it in several threads, each with a connection of its own, beginning at the same moment."""
    start = threading.Barrier(times)

    def one():
        start.wait()
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(times)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_put_a_matter_into_an_inbox_once():
    person = create_user()
    at_once(lambda: inbox.send_each([inbox.Letter(person, f"x{n}", f"d-{n}") for n in range(20)]))
    assert Notice.objects.filter(recipient=person).count() == 20


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_plan_and_send_each_message_once():
    with mail_server() as (port, world):
        channel = create_channel(settings={"port": port})
        for n in range(6):
            person = create_preference(user=create_user(email=f"p{n}@gongyu.example")).user
            create_notice(recipient=person, school=channel.school)
        at_once(lambda: planning.plan(now=NOON))
        at_once(lambda: send_all(channel))
    assert Delivery.objects.filter(state="sent").count() == len(world.received) == 6
