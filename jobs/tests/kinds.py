"""Kinds of jobs for tests; the worker of the tests loads them beside the portal's own."""

import os
import time
from pathlib import Path

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext_noop

from jobs.kinds import job_kind
from jobs.runs import JobFailed
from schools.models import District


@job_kind("test_write", label="Write a district", is_restartable=True, result_url=lambda job: "/inbox/")
def write(job_run, *, name: str, gate: str = "") -> dict:
    """Write a district, then wait inside the transaction until the file `gate`.open is there."""
    job_run.step(gettext_noop("Writing"), total=4)
    District.objects.create(name=name, code=name)
    job_run.advance(3)
    if gate:
        _wait_at(job_run, gate)
    return {"name": name, "language": translation.get_language()}


@job_kind("test_fail", label="Fail")
def fail(job_run, *, name: str, words: str = "") -> None:
    """Write a district, then fail: in words, or by a fault."""
    District.objects.create(name=name, code=name)
    if words:
        raise JobFailed(words)
    raise RuntimeError("a fault with 3 secrets")


def _wait_at(job_run, gate: str) -> None:
    """Write who we are to `gate`, and wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    job_run.step("At the gate", total=4)
    job_run.advance(2)
    Path(f"{gate}.new").write_text(f"{os.getpid()} {backend}")
    Path(f"{gate}.new").rename(gate)
    while not Path(f"{gate}.open").exists():
        job_run.check_cancel()
        time.sleep(0.02)
