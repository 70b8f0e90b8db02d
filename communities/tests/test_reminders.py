"""The evening before: each parent's duties and each leader's gaps, once, not at night (N-01, N-02)."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from celery.schedules import crontab
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities import tasks
from communities.models import Assignment, Limits, Membership, Slot, VenueConsent
from communities.services import reminders
from communities.tests.factories import (
    MONDAY,
    activate,
    create_duty,
    create_president,
    create_rota,
    create_slot,
    create_society,
    create_venue,
    moment,
    parents_of,
)
from config.celery import app
from notices.models import Notice
from registry.models import Guardian, Student
from registry.tests.factories import create_guardian

pytestmark = pytest.mark.django_db

SUNDAY = MONDAY - timedelta(days=1)
EVENING = moment(SUNDAY, "17:30")


@pytest.fixture
def rota():
    return create_rota(is_filed=True)


@pytest.fixture
def duty(rota):
    """A duty on Monday of a parent who does not lead."""
    venue = create_venue(community=rota.community, name="Reading room")
    slot = create_slot(rota=rota, venue=venue)
    return create_duty(slot=slot, guardian=parents_of(rota.community)[1])


def remind(now=EVENING, on=SUNDAY) -> list[tuple[str, str]]:
    """Give whom it told of what: (user name, kind of matter)."""
    sent = reminders.remind(on=on, now=now)
    return [(letter.recipient.username, letter.dedupe.partition("-")[0]) for letter in sent]


def test_a_parent_is_told_once_of_all_duties_of_tomorrow(duty):
    parent, rota = duty.guardian.user, duty.slot.rota
    parent.language = "en"
    parent.save()
    create_duty(slot=create_slot(rota=rota, kind="morning", hours=("07:10", "07:40")), guardian=duty.guardian)

    assert remind() == [(parent.username, "duty")]
    notice = Notice.objects.get(recipient=parent)
    assert notice.subject == "Your duty tomorrow (Monday, October 12)"
    name = rota.community.name
    assert notice.body.splitlines() == [
        f"07:10–07:40 · Escort to school · {name}",
        f"17:00–18:30 · Homework place · Reading room · {name}",
        "You have not answered yet. You may say no, without a reason.",
    ]
    assert (notice.url, notice.school) == ("/communities/duties/", rota.school)
    assert remind() == remind(now=moment(SUNDAY, "20:30")) == []


def test_in_chinese(duty):
    remind()
    assert Notice.objects.get().subject == "明天（10月12日星期一）您值日"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda duty: Assignment.objects.filter(pk=duty.pk).update(state="declined"),
        lambda duty: Assignment.objects.filter(pk=duty.pk).update(state="released"),
        lambda duty: Slot.objects.filter(pk=duty.slot.pk).update(cancelled_at=timezone.now()),
        lambda duty: Slot.objects.filter(pk=duty.slot.pk).update(on=MONDAY + timedelta(days=1)),
        lambda duty: type(duty.slot.rota).objects.filter(pk=duty.slot.rota.pk).update(state="draft"),
        lambda duty: Guardian.objects.filter(pk=duty.guardian.pk).update(user=None),
    ],
    ids=["declined", "given-away", "cancelled", "another-day", "draft", "no-account"],
)
def test_who_is_not_told(duty, spoil):
    spoil(duty)
    assert [kind for _, kind in remind() if kind == "duty"] == []


def test_a_dormant_account_is_not_told(duty):
    duty.guardian.user.set_unusable_password()
    duty.guardian.user.save()
    assert remind() == []


def test_a_parent_at_two_schools_hears_from_each(duty):
    elsewhere = create_rota(is_filed=True)
    other = parents_of(elsewhere.community)[1]
    other.user = duty.guardian.user
    other.save()
    create_duty(slot=create_slot(rota=elsewhere, hours=("19:00", "20:00"), needed=1), guardian=other, state="accepted")
    told = [letter for letter in reminders.remind(on=SUNDAY, now=EVENING) if letter.dedupe.startswith("duty")]
    assert {letter.recipient for letter in told} == {duty.guardian.user}
    assert {letter.school_id for letter in told} == {duty.school_id, elsewhere.school_id}


@pytest.mark.parametrize("hour", ["21:00", "23:59"])
def test_nothing_is_said_at_night(duty, hour):
    assert remind(now=moment(SUNDAY, hour)) == []
    assert not Notice.objects.exists()


def test_what_the_night_swallowed_is_said_in_the_morning(duty):
    tasks.remind(at=f"{MONDAY}T02:00+08:00")
    tasks.remind(at=f"{MONDAY}T06:59+08:00")
    assert not Notice.objects.exists()
    tasks.remind(at=f"{MONDAY}T07:00+08:00")
    assert Notice.objects.get().subject == "今天（10月12日星期一）您值日"


def test_the_morning_adds_nothing_to_the_evening_and_forgets_what_has_begun(duty):
    remind()
    assert remind(now=moment(MONDAY, "07:00")) == []
    Notice.objects.all().delete()
    assert remind(now=moment(MONDAY, "17:00")) == []


# --- gaps -------------------------------------------------------------------------------------------------------


def gaps_of(slot) -> str:
    leader = parents_of(slot.community)[0].user
    leader.language = "en"
    leader.save()
    reminders.remind(on=SUNDAY, now=EVENING)
    notice = Notice.objects.filter(recipient=leader, dedupe__startswith="gaps").first()
    return notice.body.partition(": ")[2] if notice else ""


def test_a_full_session_has_no_gap(duty):
    assert gaps_of(duty.slot) == ""


def test_the_leader_is_told_of_free_seats_and_hours_without_a_parent(rota):
    slot = create_slot(rota=rota, needed=2, venue=create_venue(community=rota.community))
    create_duty(slot=slot, guardian=parents_of(rota.community)[1], ends_at=moment(MONDAY, "18:00"))
    assert gaps_of(slot) == "1 parent is missing, nobody accompanies the whole time (18:00–18:30)"


def test_parents_may_take_turns_where_the_school_says_so(rota):
    slot = create_slot(rota=rota, needed=2, venue=create_venue(community=rota.community))
    first, second = parents_of(rota.community)[1:3]
    create_duty(slot=slot, guardian=first, ends_at=moment(MONDAY, "18:00"))
    create_duty(slot=slot, guardian=second, seat=2, starts_at=moment(MONDAY, "18:00"))
    numbers = {f"{n}_{end}": 1 for n in ("students", "parents", "advisers", "adviser_groups") for end in ("min", "max")}
    Limits.objects.create(school=rota.school, accompaniment="relay", tolerance_minutes=0, **numbers)
    assert gaps_of(slot) == ""


def test_an_escort_needs_parents_but_no_place(rota):
    slot = create_slot(rota=rota, kind="morning", hours=("07:10", "07:40"), needed=2)
    create_duty(slot=slot, guardian=parents_of(rota.community)[1])
    assert gaps_of(slot) == "1 parent is missing"


def test_a_session_without_a_place_is_a_gap(rota):
    slot = create_duty(slot=create_slot(rota=rota)).slot
    assert gaps_of(slot) == "no place is named"


@pytest.mark.parametrize(
    ("ends_at", "state", "is_gap"), [("19:00", "given", False), ("18:00", "given", True), ("19:00", "withdrawn", True)]
)
def test_a_home_without_its_hosts_word_is_a_gap(rota, ends_at, state, is_gap):
    host = parents_of(rota.community)[1]
    venue = create_venue(community=rota.community, kind="home", host=host)
    VenueConsent.objects.create(
        school=rota.school, venue=venue, from_on=MONDAY, to_on=MONDAY, starts_at="16:00", ends_at=ends_at,
        state=state, asked_by=host.user,
    )  # fmt: skip
    slot = create_duty(slot=create_slot(rota=rota, venue=venue)).slot
    assert bool(gaps_of(slot)) == is_gap


def test_without_a_parent_leader_the_president_is_told(rota):
    create_slot(rota=rota)
    president = create_president(society=rota.community.society)
    create_president(society=create_society())
    Membership.objects.filter(community=rota.community).update(is_leader=False)
    assert remind() == [(president.username, "gaps")]


def test_no_childs_name_stands_in_a_notice_so_that_it_may_leave(duty):
    Student.objects.update(name="canary")
    create_slot(rota=duty.slot.rota, kind="weekend", hours=("09:00", "10:00"))
    assert len(remind()) == 2
    assert not Notice.objects.filter(body__contains="canary").exists()
    assert not Notice.objects.filter(subject__contains="canary").exists()
    assert Notice.objects.filter(may_leave=True).count() == 2


def test_the_number_of_statements_does_not_grow_with_the_schools():
    counts = [_statements(communities) for communities in (3, 30)]
    assert counts[0] == counts[1] <= 12
    assert Notice.objects.count() == 2 * 33


def _statements(communities: int) -> int:
    for _ in range(communities):
        rota = create_rota(is_filed=True)
        create_duty(slot=create_slot(rota=rota), guardian=parents_of(rota.community)[1])
    with CaptureQueriesContext(connection) as statements:
        reminders.remind(on=SUNDAY, now=EVENING)
    return len(statements)


# --- missed duties ----------------------------------------------------------------------------------------------


def missed(at: str, on: date = MONDAY) -> set[str]:
    return {letter.recipient.username for letter in reminders.tell_missed(now=moment(on, at))}


def test_a_duty_without_check_in_is_told_to_parent_and_leader_once(duty):
    leader = parents_of(duty.slot.community)[0].user
    assert missed("17:09") == set()
    assert missed("17:10") == {duty.guardian.user.username, leader.username}
    assert missed("17:15") == set()


def test_a_leader_on_duty_is_told_once(rota):
    duty = create_duty(slot=create_slot(rota=rota))
    assert missed("17:10") == {duty.guardian.user.username}


@pytest.mark.parametrize("at", ["18:30", "20:00"])
def test_a_late_worker_tells_nothing_of_a_duty_that_is_over(duty, at):
    assert missed(at) == set()


def test_who_has_checked_in_is_not_told(duty):
    Assignment.objects.update(checked_in_at=moment(MONDAY, "16:58"))
    assert missed("17:10") == set()


def test_a_cancelled_duty_is_not_missed(duty):
    Slot.objects.update(cancelled_at=timezone.now())
    assert missed("17:10") == set()


# --- the schedule and the command -------------------------------------------------------------------------------


def test_the_schedule_keeps_to_the_hours():
    when = {entry["task"]: [] for entry in app.conf.beat_schedule.values()}
    for entry in app.conf.beat_schedule.values():
        when[entry["task"]].append(entry["schedule"])
    assert when["communities.tasks.remind"] == [crontab(hour="17-20", minute=30), crontab(hour=7, minute=0)]
    assert when["communities.tasks.tell_missed"] == [crontab(hour="6-20", minute="*/5")]
    assert app.conf.timezone == "Asia/Shanghai"


def command(*words: str) -> dict:
    printed = StringIO()
    call_command("remind", "--json", *words, stdout=printed)
    return json.loads(printed.getvalue())


def test_the_command_only_prints_when_asked_to(duty):
    report = command("--on", str(SUNDAY), "--dry-run")
    assert (report["duties_on"], report["is_sent"]) == (str(MONDAY), False)
    (notice,) = report["notices"]
    assert (notice["to"], notice["matter"]) == (duty.guardian.user.username, f"duty-{duty.guardian.public_id}-{MONDAY}")
    assert not Notice.objects.exists()


def test_the_command_sends_each_notice_once(duty):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Slot.objects.update(on=tomorrow, starts_at=moment(tomorrow, "17:00"), ends_at=moment(tomorrow, "18:30"))
    Assignment.objects.update(starts_at=moment(tomorrow, "17:00"), ends_at=moment(tomorrow, "18:30"))
    assert len(command("--at", "17:30")["notices"]) == 1
    assert command("--at", "17:30")["notices"] == []
    assert Notice.objects.count() == 1


def test_the_command_sends_nothing_at_night(duty):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Slot.objects.update(on=tomorrow, starts_at=moment(tomorrow, "17:00"), ends_at=moment(tomorrow, "18:30"))
    Assignment.objects.update(starts_at=moment(tomorrow, "17:00"), ends_at=moment(tomorrow, "18:30"))
    report = command("--at", "22:00")
    assert (report["is_night"], report["is_sent"], len(report["notices"])) == (True, False, 1)
    assert not Notice.objects.exists()


def test_the_command_tells_people_in_words(duty):
    printed = StringIO()
    call_command("remind", "--on", str(SUNDAY), "--dry-run", "--at", "22:00", stdout=printed)
    assert printed.getvalue().splitlines()[-2:] == ["1 notices to send.", "Nothing is sent between 21:00 and 07:00."]


@pytest.mark.parametrize("words", [("--on", "2020-01-01"), ("--on", "someday"), ("--at", "25:00")])
def test_wrong_use_ends_with_code_2(words):
    with pytest.raises((CommandError, SystemExit)) as refused:
        call_command("remind", *words)
    assert getattr(refused.value, "returncode", None) == 2 or "invalid" in str(refused.value)


def test_an_adult_activated_later_is_told(rota):
    guardian = create_guardian(student=Student.objects.filter(memberships__community=rota.community).first())
    create_duty(slot=create_slot(rota=rota), guardian=guardian)
    assert "duty" not in {kind for _, kind in remind()}
    activate(guardian)
    assert remind() == [(guardian.user.username, "duty")]
