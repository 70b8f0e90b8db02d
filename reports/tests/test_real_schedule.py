"""Two real beats and a real worker of two processes: a due report is made once."""

import os
from contextlib import contextmanager

import pytest
from django.core.files.storage import default_storage

from accounts.roles import Role
from accounts.tests.factories import user_with
from jobs.models import Job
from jobs.tests.worker import WORKER, running, wait_until
from notices.models import Notice
from reports.models import Report, ScheduleRun
from reports.tests.factories import create_schedule
from schools.tests.factories import create_school, create_term

ON = "2026-10-01T07:10+08:00"


@contextmanager
def beat(folder, name):
    """Start a beat that fires every second, as if it were the due morning."""
    os.environ["GONGYU_TEST_NOW"] = ON
    words = ["beat", "--pidfile=", f"--schedule={folder / name}", "--max-interval=1"]
    with running(*words, log=folder / f"{name}.log", application="reports.tests.fast_schedule") as process:
        del os.environ["GONGYU_TEST_NOW"]
        yield process


def looks(log) -> int:
    text = log.read_text()
    assert "raised unexpected" not in text, text
    return sum("Task reports.tasks.make_due" in line and "succeeded" in line for line in text.splitlines())


def test_two_beats_make_a_due_report_once(transactional_db, own_queue, tmp_path):
    school = create_school()
    create_term(school=school)
    reader = user_with(Role.PRINCIPAL, school=school)
    create_schedule(school=school, recipients=[reader])
    log = tmp_path / "worker.log"
    with running(*WORKER, "-c", "2", "-l", "INFO", log=log):
        wait_until(lambda: "ready" in log.read_text(), what="the worker")
        with beat(tmp_path, "one"), beat(tmp_path, "two"):
            wait_until(lambda: looks(log) >= 4, what="four looks at the schedule")
            wait_until(Report.objects.exists, what="the report")
    assert ScheduleRun.objects.count() == Job.objects.count() == Report.objects.count() == 1
    assert [notice.recipient for notice in Notice.objects.all()] == [reader]
    default_storage.delete(Report.objects.get().excel.name)


@pytest.mark.parametrize("name", ["make due reports"])
def test_the_schedule_looks_in_school_hours(name):
    from config.celery import app

    assert app.conf.beat_schedule[name]["schedule"].hour == set(range(7, 21))
