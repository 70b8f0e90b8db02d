"""The one registry: each reminder by its name, at the hours of its people, once; and the command that runs all."""

import json
from datetime import date, datetime
from io import StringIO

import pytest
from celery.schedules import crontab
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import make_aware

from accounts.tests.factories import create_user
from config.celery import app
from core.dates import Span
from notices import reminders, tasks
from notices.models import Notice
from notices.reminders import Round, register_reminder
from notices.services import Letter
from schools.models import School
from schools.tests.factories import create_school, create_term

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 12)  # a Monday


def at(hour: str, on: date = DAY) -> datetime:
    return make_aware(datetime.fromisoformat(f"{on} {hour}"))


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    """Begin with no reminders; those of the portal come back after the test."""
    monkeypatch.setattr(reminders, "_known", {})


@pytest.fixture
def person():
    return create_user(username="li")


@pytest.fixture
def school():
    return create_term(school=create_school(code="north")).school


@pytest.fixture
def for_all(person):
    """A reminder for everybody."""
    register_reminder("duties", letters=lambda on, now: [Letter(person, "Duty", f"duty-{on}")])


@pytest.fixture
def for_staff(person, school):
    """A reminder of the staff of one school, for each day that is spoken of."""

    def letters(*, school, days: Span, now):
        return [Letter(person, f"Check {day}", f"check-{day}", school_id=school.pk) for day in days]

    register_reminder("checks", letters=letters, schools=lambda: [school.pk])


def said(rounds: list[Round]) -> list[tuple]:
    return [(each.name, each.is_said, [letter.dedupe for letter in each.letters]) for each in rounds]


def test_everybody_is_reminded_once_by_day(for_all):
    found = [said(reminders.remind(on=DAY, now=at("07:00"))) for _ in range(2)]
    assert found == [[("duties", True, ["duty-2026-10-12"])], [("duties", True, [])]]
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("hour", ["21:00", "06:59"])
def test_nobody_is_reminded_at_night(for_all, hour):
    assert said(reminders.remind(on=DAY, now=at(hour))) == [("duties", False, ["duty-2026-10-12"])]
    assert not Notice.objects.exists()


def test_the_staff_hears_in_school_time_of_today_and_the_days_off_before(for_staff):
    assert said(reminders.remind(on=DAY, now=at("07:29"))) == [
        ("checks", False, ["check-2026-10-11", "check-2026-10-12"])
    ]
    assert not Notice.objects.exists()
    assert said(reminders.remind(on=DAY, now=at("07:30"))) == [
        ("checks", True, ["check-2026-10-11", "check-2026-10-12"])
    ]
    assert said(reminders.remind(on=DAY, now=at("17:59"))) == [("checks", True, [])]


def test_a_matter_of_a_holiday_is_said_on_the_next_school_day(for_staff):
    for on in (date(2026, 10, 1), date(2026, 10, 7), date(2026, 10, 8)):
        reminders.remind(on=on, now=at("10:00", on))
    told = list(Notice.objects.order_by("dedupe").values_list("dedupe", flat=True))
    assert told == [f"check-2026-10-0{day}" for day in range(1, 9)]


def test_only_the_named_reminders_run(for_all, for_staff):
    assert [name for name, *_ in said(reminders.foretell(on=DAY, now=at("10:00"), only=["duties"]))] == ["duties"]


def test_foretelling_says_nothing(for_all, for_staff):
    found = said(reminders.foretell(on=DAY, now=at("10:00")))
    assert [(name, is_said) for name, is_said, _ in found] == [("duties", False), ("checks", False)]
    assert not Notice.objects.exists()


def test_a_year_without_holidays_is_said_with_the_round(for_staff, school):
    create_term(school=school, school_year=2040)
    (found,) = reminders.remind(on=date(2040, 10, 8), now=at("10:00", date(2040, 10, 8)))
    assert (found.is_said, found.years_without_holidays) == (True, {"north": [2040]})


# --- school by school -------------------------------------------------------------------------------------------


def test_a_fault_of_one_reminder_does_not_silence_the_others(for_staff, school):
    def broken(**_):
        raise RuntimeError("a fault")

    register_reminder("broken", letters=broken, schools=lambda: [school.pk])
    found = reminders.remind_staff_of(school_id=school.pk, now=at("10:00"))
    assert said(found) == [("checks", True, ["check-2026-10-11", "check-2026-10-12"])]


def test_the_task_of_a_school_is_safe_to_run_twice(for_staff, school):
    for _ in range(2):
        tasks.remind_school(school_id=school.pk, at=at("10:00").isoformat())
    assert Notice.objects.count() == 2


def test_finding_the_schools_takes_as_many_statements_for_many():
    register_reminder("checks", letters=list, schools=lambda: School.objects.values_list("pk", flat=True))
    counts = []
    for schools in (2, 20):
        for _ in range(schools):
            create_term(school=create_school())
        with CaptureQueriesContext(connection) as statements:
            found = reminders.schools_to_remind(now=at("10:00"))
        assert len(found) == School.objects.count()
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 4


def test_the_schedule_reminds_the_staff_hourly_in_the_day():
    entries = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}
    assert entries["notices.tasks.remind_staff"] == crontab(hour="7-17", minute=30)
    assert entries["notices.tasks.deliver"] == 60


# --- the command ------------------------------------------------------------------------------------------------


def command(*words: str) -> dict:
    printed = StringIO()
    call_command("remind", "--json", *words, stdout=printed)
    return json.loads(printed.getvalue())


def test_the_command_runs_all_and_names_each(for_all, for_staff, settings):
    report = command("--on", "2026-10-12", "--at", "10:00", "--dry-run")
    assert report["reminders"] == [
        {"name": "duties", "sent": 0, "to_send": 1},
        {"name": "checks", "sent": 0, "to_send": 2},
    ]
    assert [(n["reminder"], n["to"]) for n in report["notices"]] == [
        ("duties", "li"),
        ("checks", "li"),
        ("checks", "li"),
    ]


def test_the_command_can_keep_to_one_school(for_all, for_staff, school):
    create_school(code="south")
    found = [command("--on", "2026-10-12", "--dry-run", "--school", code)["notices"] for code in ("north", "south")]
    assert [len(notices) for notices in found] == [2, 0]


def test_the_command_refuses_a_school_that_is_not():
    with pytest.raises(CommandError, match="No school has the code nowhere") as refused:
        call_command("remind", "--school", "nowhere")
    assert refused.value.returncode == 2


def test_the_command_warns_of_a_year_without_holidays(for_staff, school):
    create_term(school=school, school_year=2040)
    printed = StringIO()
    call_command("remind", "--on", "2040-10-08", "--dry-run", stdout=printed)
    assert "School north: no holidays are known for 2040." in printed.getvalue()
