"""A real worker that is killed between taking and marking, and a real beat that fires all the time: once outside."""

import os
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import user_with
from jobs.tests.worker import PATIENCE, WORKER, running, wait_until
from notices import tasks
from notices.models import Delivery, Notice
from notices.tests.factories import create_channel, create_notice, create_preference
from notices.tests.servers import gateway, mail_server
from registry.tests.factories import create_teacher
from schools.tests.factories import create_school, create_term

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_queue")]

MONDAY = "2026-10-12T10:00+08:00"
SATURDAY = "2026-10-17T10:00+08:00"
MONDAY_NIGHT = "2026-10-12T22:00+08:00"


@contextmanager
def worker(log: Path):
    with running(*WORKER, "-c", "2", "-I", "notices.tests.staff_reminders", "-l", "INFO", log=log) as process:
        yield process


@contextmanager
def beat(folder: Path, *, now: str):
    """Start a beat that fires every second, as if it were `now`."""
    os.environ["GONGYU_TEST_NOW"] = now
    words = ["beat", "--pidfile=", f"--schedule={folder / 'schedule'}", "--max-interval=1"]
    with running(*words, log=folder / "beat.log", application="notices.tests.fast_schedule") as process:
        del os.environ["GONGYU_TEST_NOW"]
        yield process


def done(log: Path, task: str) -> int:
    """Give how often the worker has carried out a task; a failed one fails the test."""
    text = log.read_text()
    assert "raised unexpected" not in text, text
    return sum(f"Task notices.tasks.{task}[" in line and "succeeded" in line for line in text.splitlines())


def kill(process) -> None:
    """End the worker and its children at once, as a lost machine would."""
    family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    for each in family:
        each.kill()
    psutil.wait_procs(family, timeout=PATIENCE)


def test_a_worker_killed_while_sending_leaves_unknown_and_no_second_message(tmp_path, own_queue):
    with gateway() as (url, world):
        world.gate.clear()
        channel = create_channel(kind="sms", settings={"url": url})
        person = create_teacher(school=channel.school, phone="13800000001").user
        create_preference(user=person, by_sms=True, quiet_from="00:00", quiet_until="00:00")
        create_notice(recipient=person, school=channel.school)
        with worker(tmp_path / "first.log") as process:
            tasks.deliver.apply_async(queue=own_queue)
            wait_until(world.reached.is_set, what="the message at the gateway")
            kill(process)
        world.gate.set()
        assert Delivery.objects.get().state == "claimed"

        log = tmp_path / "second.log"
        with worker(log):
            # Valkey may hand what is queued at once to the killed worker, whose end it has not noticed yet.
            wait_until(lambda: "ready" in log.read_text(), what="the second worker")
            for minutes in (0, 5, 11, 30):
                at = (timezone.now() + timedelta(minutes=minutes)).isoformat()
                tasks.deliver.apply_async(kwargs={"at": at}, queue=own_queue)
            wait_until(lambda: done(log, "deliver") == 4, what="four more runs")
        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.error, delivery.attempts) == ("unknown", "worker-gone", 1)
        assert len(world.received) == 1


@pytest.fixture
def teacher():
    """A teacher whose school is in its autumn term."""
    school = create_term(school=create_school()).school
    user = user_with(Role.TEACHER, school=school)
    user.email = "li@gongyu.example"
    user.save()
    return user


def test_the_beat_reminds_the_staff_once_and_one_mail_goes_out(teacher, tmp_path):
    log = tmp_path / "worker.log"
    with mail_server() as (port, world):
        create_channel(school=teacher.posts.get().school, settings={"port": port})
        with worker(log), beat(tmp_path, now=MONDAY):
            wait_until(lambda: world.reached.is_set() and done(log, "remind_school") >= 4, what="the mail")
            runs = done(log, "deliver")
            wait_until(lambda: done(log, "deliver") >= runs + 3, what="three more runs")
    # Monday speaks of Sunday too; Saturday the 10th was a make-up workday.
    told = Notice.objects.filter(recipient=teacher).values_list("dedupe", flat=True)
    assert sorted(told) == ["check-2026-10-11", "check-2026-10-12"]
    assert list(Delivery.objects.values_list("state", "attempts")) == [("sent", 1)] * 2
    assert len(world.received) == 2


@pytest.mark.parametrize("now", [SATURDAY, MONDAY_NIGHT])
def test_on_days_without_school_and_after_hours_the_beat_leaves_the_staff_alone(teacher, tmp_path, now):
    log = tmp_path / "worker.log"
    with worker(log), beat(tmp_path, now=now):
        wait_until(lambda: done(log, "remind_staff") >= 2, what="two runs")
    assert done(log, "remind_school") == 0
    assert not Notice.objects.exists()
