"""A real beat queues the reminders, a real worker of two processes sends them: once, not at night."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from communities import tasks
from communities.models import Slot
from communities.tests.factories import MONDAY, create_duty, create_rota, create_slot, create_venue, moment, parents_of
from communities.tests.test_reminders import SUNDAY
from jobs.tests.worker import WORKER, running, wait_until
from notices.models import Notice

AT_ONCE = 8


@pytest.fixture
def duty(transactional_db):
    """A duty of a parent in a session without a gap."""
    rota = create_rota(is_filed=True)
    slot = create_slot(rota=rota, venue=create_venue(community=rota.community))
    return create_duty(slot=slot, guardian=parents_of(rota.community)[1])


@pytest.fixture
def worker_log(tmp_path):
    """Start a worker of two processes; its log tells what it has done."""
    log = tmp_path / "worker.log"
    with running(*WORKER, "-c", "2", "-l", "INFO", log=log):
        yield log


@contextmanager
def beat(folder: Path, *, now: str):
    """Start a beat that fires every second, as if it were `now`."""
    os.environ["GONGYU_TEST_NOW"] = now
    words = ["beat", "--pidfile=", f"--schedule={folder / 'schedule'}", "--max-interval=1"]
    with running(*words, log=folder / "beat.log", application="communities.tests.fast_schedule") as process:
        del os.environ["GONGYU_TEST_NOW"]
        yield process


def done(log: Path, task: str = "communities.tasks.remind") -> int:
    """Give how often the worker has carried out a task; a failed one fails the test."""
    text = log.read_text()
    assert "raised unexpected" not in text, text
    return sum(f"Task {task}" in line and "succeeded" in line for line in text.splitlines())


def test_the_notice_arrives_once_however_often_the_beat_fires(duty, worker_log, tmp_path):
    with beat(tmp_path, now=f"{SUNDAY}T17:30+08:00"):
        wait_until(lambda: done(worker_log) >= 4, what="four runs of the reminder")
    (notice,) = Notice.objects.all()
    assert (notice.recipient, notice.dedupe) == (duty.guardian.user, f"duty-{duty.guardian.public_id}-{MONDAY}")


def test_runs_at_the_same_time_send_one_notice(duty, worker_log):
    wait_until(lambda: "ready" in worker_log.read_text(), what="the worker")
    for _ in range(AT_ONCE):
        tasks.remind.delay(at=f"{SUNDAY}T17:30+08:00")
    wait_until(lambda: done(worker_log) == AT_ONCE, what="all runs")
    assert Notice.objects.count() == 1


def test_at_night_and_for_a_cancelled_day_the_beat_says_nothing(duty, worker_log, tmp_path):
    with beat(tmp_path, now=f"{SUNDAY}T23:30+08:00"):
        wait_until(lambda: done(worker_log) >= 2, what="two runs at night")
    assert not Notice.objects.exists()
    Slot.objects.update(cancelled_at=moment(SUNDAY, "12:00"))
    runs = done(worker_log)
    with beat(tmp_path, now=f"{SUNDAY}T17:30+08:00"):
        wait_until(lambda: done(worker_log) >= runs + 4, what="two runs in the evening")
    assert not Notice.objects.exists()


def test_a_missed_duty_is_told_once(duty, worker_log, tmp_path):
    with beat(tmp_path, now=f"{MONDAY}T17:12+08:00"):
        wait_until(lambda: done(worker_log, "communities.tasks.tell_missed") >= 3, what="three looks")
    leader = parents_of(duty.slot.community)[0].user
    about = Notice.objects.filter(dedupe=f"missed-{duty.public_id}")
    assert {notice.recipient for notice in about} == {duty.guardian.user, leader}
    assert about.count() == 2
