"""Jobs in a real worker process: what is seen while they run, and what is left when something is killed."""

import os
import signal
from pathlib import Path

import pghistory.models
import pytest
from django.db import connection

from accounts.tests.factories import create_user
from jobs import holds, services, tasks
from jobs.models import Job
from jobs.tests.worker import wait_until
from schools.models import District

State = Job.State


@pytest.fixture
def gate(tmp_path):
    return tmp_path / "gate"


def start(name="north", **arguments):
    return services.start(kind="test_write", by=create_user(), arguments={"name": name, **arguments})


def start_and_wait_at(gate) -> tuple[Job, int, int]:
    """Start a job that stops inside its transaction; give it, its process and its database backend."""
    job = start(gate=str(gate))
    wait_until(gate.exists, what="the job at the gate")
    process, backend = map(int, gate.read_text().split())
    job.refresh_from_db()
    return job, process, backend


def open_gate(gate):
    Path(f"{gate}.open").touch()


def terminate(backend: int):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])


def holder_of(job) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s", [job.pk])
        return cursor.fetchone()[0]


def names() -> list[str]:
    return list(District.objects.values_list("name", flat=True))


def test_a_job_writes_its_rows_and_its_result(celery_worker_process):
    job = celery_worker_process.wait_for(start("north"))

    assert (job.state, job.error, names()) == (State.DONE, "", ["north"])
    assert job.result["name"] == "north"
    assert job.started_at < job.ended_at


def test_a_job_speaks_the_language_of_who_started_it(celery_worker_process):
    by = create_user(language="en")
    job = services.start(kind="test_write", by=by, arguments={"name": "n"})
    assert celery_worker_process.wait_for(job).result["language"] == "en"
    assert celery_worker_process.wait_for(start("m")).result["language"] == "zh-hans"


def test_history_names_the_person_who_started_the_job(celery_worker_process):
    job = celery_worker_process.wait_for(start("north"))

    event = pghistory.models.Events.objects.tracks(District.objects.get()).get()
    assert event.pgh_context == {"user": job.created_by_id, "job": str(job.public_id)}


def test_progress_is_seen_while_the_transaction_is_open(celery_worker_process, gate):
    job, *_ = start_and_wait_at(gate)

    def percent():
        job.refresh_from_db()
        return job.percent

    wait_until(lambda: percent() == 50, what="half of the work")
    assert (job.state, job.step, names()) == (State.RUNNING, "At the gate", [])
    open_gate(gate)
    assert celery_worker_process.wait_for(job).percent == 100
    assert names() == ["north"]


def test_a_running_job_stops_when_asked_and_leaves_nothing(celery_worker_process, gate):
    job, *_ = start_and_wait_at(gate)

    services.ask_cancel(job=job, by=job.created_by)
    assert celery_worker_process.wait_for(job).state == State.CANCELLED
    assert names() == []


def test_a_failure_is_told_in_the_words_of_the_work_and_leaves_nothing(celery_worker_process):
    arguments = {"name": "north", "words": "The file is empty."}
    job = services.start(kind="test_fail", by=create_user(), arguments=arguments)

    job = celery_worker_process.wait_for(job)
    assert (job.state, job.error, job.reference) == (State.FAILED, "The file is empty.", "")
    assert names() == []


def test_a_fault_tells_only_a_reference_and_the_log_tells_the_rest(celery_worker_process):
    job = services.start(kind="test_fail", by=create_user(), arguments={"name": "north"})

    job = celery_worker_process.wait_for(job)
    assert (job.state, job.error, len(job.reference)) == (State.FAILED, "", 8)
    assert names() == []
    log = celery_worker_process.log.read_text()
    assert job.reference in log
    assert "a fault with 3 secrets" in log


def test_a_killed_worker_leaves_nothing_and_the_job_says_so_and_can_be_repeated(celery_worker_process, gate):
    job, process, _ = start_and_wait_at(gate)
    assert holds.is_held(job)

    os.kill(process, signal.SIGKILL)
    assert celery_worker_process.wait_for(job).state == State.INTERRUPTED
    assert names() == []
    open_gate(gate)
    again = services.start_again(job=job, by=job.created_by)
    assert celery_worker_process.wait_for(again).state == State.DONE
    assert names() == ["north"]


def test_a_lost_database_connection_is_said_and_leaves_nothing(celery_worker_process, gate):
    job, _, backend = start_and_wait_at(gate)

    terminate(backend)
    open_gate(gate)
    assert celery_worker_process.wait_for(job).state == State.INTERRUPTED
    assert names() == []
    assert celery_worker_process.wait_for(start("south")).state == State.DONE


def test_a_lost_hold_ends_the_work_and_leaves_nothing(celery_worker_process, gate):
    job, *_ = start_and_wait_at(gate)

    terminate(holder_of(job))
    assert celery_worker_process.wait_for(job).state == State.INTERRUPTED
    assert names() == []


def test_work_whose_job_was_given_up_as_dead_is_rolled_back(celery_worker_process, gate):
    job, *_ = start_and_wait_at(gate)

    services.end(job=job, state=State.INTERRUPTED)
    open_gate(gate)
    wait_until(lambda: not holds.is_held(job), what="the end of the work")
    job.refresh_from_db()
    assert (job.state, names()) == (State.INTERRUPTED, [])


def test_a_second_message_for_a_job_changes_nothing(celery_worker_process, gate):
    job, *_ = start_and_wait_at(gate)
    tasks.run_job(job_id=job.pk)  # a second worker, while the first has it
    open_gate(gate)
    celery_worker_process.wait_for(job)

    tasks.run_job.delay(job_id=job.pk)
    celery_worker_process.wait_for(start("south"))
    assert names() == ["north", "south"]
