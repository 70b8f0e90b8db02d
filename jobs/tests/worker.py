"""A real Celery worker for tests, in a process of its own, started once: the fixture celery_worker_process."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

PATIENCE = 180  # seconds; a busy machine is slow, not broken
APPLICATION = "worker of the tests"
PROJECT = Path(__file__).resolve().parents[2]
WORKER = ["worker", "--pool", "prefork", "-n", f"test-{os.getpid()}@%h"]
WORKER += ["--without-gossip", "--without-mingle", "--without-heartbeat"]


def wait_until(true, *, what: str) -> None:
    """Wait until `true()` is; fail the test when that takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"waited {PATIENCE} s in vain: {what}"
        time.sleep(0.02)


class WorkerProcess:
    """The running worker, seen from a test."""

    def __init__(self, process: subprocess.Popen, log: Path):
        self.process, self.log = process, log

    def wait_for(self, job):
        """Wait until the job has ended, looking after it as its page does; give it as it is then."""
        from jobs import services

        def has_ended():
            job.refresh_from_db()
            assert self.process.poll() is None, self.log.read_text()
            return services.look_after(job).is_ended

        wait_until(has_ended, what=f"the end of {job}")
        return job


@pytest.fixture(scope="session")
def _worker(django_db_setup, django_db_blocker, tmp_path_factory):
    log = tmp_path_factory.mktemp("worker") / "log"
    with running(*WORKER, "-c", "1", "-I", "jobs.tests.kinds", "-l", "WARNING", log=log) as process:
        yield WorkerProcess(process, log)


@contextmanager
def running(*words: str, log: Path, application: str = "config"):
    """Run a part of Celery on the test's servers: running(*WORKER, "-c", "1", log=…). It ends with the block."""
    command = [sys.executable, "-m", "celery", "-A", application, *words]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=_environment(), stderr=output, stdout=output, preexec_fn=_die_with_us
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGQUIT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


@pytest.fixture
def own_queue(monkeypatch) -> str:
    """A queue that the worker of the whole run does not listen to, for a test that starts workers of its own."""
    name = f"test-{uuid4().hex}"
    monkeypatch.setenv("GONGYU_QUEUE", name)
    return name


@pytest.fixture
def celery_worker_process(_worker, transactional_db):
    """A worker on the test database; the test's rows are committed, and removed after it."""
    import jobs.tests.kinds  # noqa: F401 - the kinds that both sides know

    yield _worker
    _free_the_worker()


def _free_the_worker() -> None:
    """End what a failed test left running: its open transaction would hold up the removal of the rows."""
    from django.db import connection

    from jobs.models import Job

    Job.objects.filter(state__in=["queued", "running"]).update(state=Job.State.INTERRUPTED)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = %s AND datname = current_database() AND state <> 'idle'",
            [APPLICATION],
        )


def _environment() -> dict:
    from django.conf import settings

    from config import embedded

    database = urlsplit(embedded.database_url())._replace(path=f"/{settings.DATABASES['default']['NAME']}")
    servers = {"DATABASE_URL": database.geturl(), "REDIS_URL": embedded.redis_url()}
    return {**os.environ, **servers, "PGAPPNAME": APPLICATION}


def _die_with_us() -> None:
    """Ask the kernel (Linux) to end the worker when this test run is killed."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
