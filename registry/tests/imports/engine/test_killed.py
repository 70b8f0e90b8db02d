"""An import whose worker, database connection or web process is killed has written nothing and can be run again."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from accounts.tests.factories import create_user
from config import embedded
from jobs import services as jobs
from jobs.models import Job
from jobs.tests.worker import wait_until
from notices.models import Notice
from registry.imports import services
from registry.models import Guardian, RegisterImport, SchoolClass, Student
from registry.tests.imports.engine.workbooks import primary_school, pupil, workbook

ROWS = [pupil(父亲姓名="张大", 父亲电话="13900000001"), pupil("李四", sequence=12)]


@pytest.fixture
def previewed(celery_worker_process):
    """An import that the real worker has read."""
    by = create_user()
    register_import = services.upload(
        school=primary_school(), data=workbook(ROWS), file_name="r.xlsx", effective_on=date(2026, 9, 1), by=by
    )
    services.start_reading(register_import=register_import, by=by)
    register_import.refresh_from_db()
    assert celery_worker_process.wait_for(register_import.job).state == Job.State.DONE
    return register_import


@contextmanager
def stopped_in_the_middle(register_import):
    """Let the worker write the pupils, and stop it before the guardians; give the backend that waits."""
    other = psycopg2.connect(**connection.get_connection_params())
    with other.cursor() as cursor:
        cursor.execute("LOCK TABLE registry_guardian IN SHARE ROW EXCLUSIVE MODE")
    try:
        services.start_applying(register_import=register_import, good_rows=False, by=register_import.created_by)
        register_import.refresh_from_db()
        wait_until(lambda: waiting_backend() is not None, what="the worker at the guardians")
        yield waiting_backend()
    finally:
        other.rollback()
        other.close()


def waiting_backend():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            " AND query LIKE '%INSERT INTO registry_guardian %'"
        )
        row = cursor.fetchone()
    return row[0] if row else None


def kill_pool_of(worker) -> None:
    """Kill -9 the processes of the pool, as the kernel does when memory is short."""
    children = subprocess.run(["pgrep", "-P", str(worker.process.pid)], capture_output=True, text=True).stdout.split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)


def assert_nothing_is_written(register_import):
    assert not any(table.objects.exists() for table in (Student, Guardian, SchoolClass))
    register_import.refresh_from_db()
    assert register_import.state == RegisterImport.State.READ


def is_gone(backend: int) -> bool:
    """Tell whether the server has noticed that its client is dead, and let go of what that one had locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", [backend])
        return cursor.fetchone()[0] == 0


def run_again(worker, register_import):
    services.start_applying(register_import=register_import, good_rows=False, by=register_import.created_by)
    register_import.refresh_from_db()
    return worker.wait_for(register_import.job)


def test_a_killed_worker_has_written_nothing_and_a_person_can_run_it_again(celery_worker_process, previewed):
    with stopped_in_the_middle(previewed) as backend:
        kill_pool_of(celery_worker_process)
        job = celery_worker_process.wait_for(previewed.job)
    wait_until(lambda: is_gone(backend), what="the end of the dead worker's transaction")
    assert job.state == Job.State.INTERRUPTED
    assert_nothing_is_written(previewed)

    assert run_again(celery_worker_process, previewed).state == Job.State.DONE
    assert (Student.objects.count(), Guardian.objects.count()) == (2, 1)
    assert Notice.objects.filter(recipient=previewed.created_by, url=previewed.get_absolute_url()).count() == 3


def test_a_lost_database_connection_has_written_nothing(celery_worker_process, previewed):
    with stopped_in_the_middle(previewed) as backend:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
        job = celery_worker_process.wait_for(previewed.job)
    assert job.state == Job.State.INTERRUPTED
    assert_nothing_is_written(previewed)

    assert run_again(celery_worker_process, previewed).state == Job.State.DONE


def test_a_second_import_of_the_school_waits_and_is_told(celery_worker_process, previewed):
    by = previewed.created_by
    second = services.upload(
        school=previewed.school, data=workbook(ROWS), file_name="b.xlsx", effective_on=date(2026, 9, 1), by=by
    )
    services.start_reading(register_import=second, by=by)
    second.refresh_from_db()
    celery_worker_process.wait_for(second.job)

    assert run_again(celery_worker_process, previewed).state == Job.State.DONE
    job = run_again(celery_worker_process, second)
    assert job.state == Job.State.FAILED
    assert job.error
    assert Student.objects.count() == 2


def test_a_job_started_again_after_its_import_was_applied_writes_nothing_twice(celery_worker_process, previewed):
    first = run_again(celery_worker_process, previewed)
    again = jobs.start(kind=first.kind, by=first.created_by, school=first.school, arguments=first.arguments)
    assert celery_worker_process.wait_for(again).state == Job.State.FAILED
    assert Student.objects.count() == 2


UPLOAD_AND_DIE = """
import os, signal, sys
from datetime import date
import django
django.setup()
from django.db import transaction
from notices.models import Notice
from registry.imports import services
from schools.models import School
with transaction.atomic():
    services.upload(school=School.objects.get(), data=sys.stdin.buffer.read(), file_name="r.xlsx",
                    effective_on=date(2026, 9, 1), by=None)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_web_process_killed_during_an_upload_leaves_no_import(transactional_db):
    primary_school()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"{embedded.database_url().rpartition('/')[0]}/{settings.DATABASES['default']['NAME']}",
        "REDIS_URL": embedded.redis_url(),
    }
    done = subprocess.run(
        [sys.executable, "-c", UPLOAD_AND_DIE], input=workbook(ROWS), env=environment, cwd=Path(settings.BASE_DIR)
    )
    assert done.returncode == -signal.SIGKILL
    assert not RegisterImport.objects.exists()
