"""Run one job in a worker: the lock, the transaction, and a true word about every end."""

import logging
import secrets

import pghistory
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import translation

from jobs import kinds, services
from jobs.holds import Hold, Lost
from jobs.models import Job
from jobs.runs import Cancelled, JobFailed, JobRun

log = logging.getLogger(__name__)
State = Job.State


def run(job_id: int) -> None:
    """Run a job that waits, as the person who started it and in their language."""
    with Hold(job_id) as hold:
        if not hold.begin():
            return
        job = Job.objects.select_related("created_by", "school").get(pk=job_id)
        language = (job.created_by and job.created_by.language) or settings.LANGUAGE_CODE
        # The same key as pghistory's middleware: history names the person, not the worker.
        with (
            translation.override(language),
            pghistory.context(user=job.created_by_id, job=str(job.public_id)),
        ):
            _run_and_end(job, hold)


def _run_and_end(job: Job, hold: Hold) -> None:
    try:
        _work(job, hold)
    except Cancelled:
        services.end(job=job, state=State.CANCELLED)
    except JobFailed as failure:
        services.end(job=job, state=State.FAILED, error=str(failure))
    except Lost:
        log.warning("Job %s was given up as dead while it worked; its work is rolled back.", job.pk)
    except Exception as error:
        _end_unexpectedly(job, error)


def _work(job: Job, hold: Hold) -> None:
    """Do the work and mark it as done in one transaction, so that neither is ever true without the other."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # A long statement of a killed worker ends soon, instead of holding its locks to the end.
            cursor.execute("SET LOCAL client_connection_check_interval = '1s'")
        result = kinds.get(job.kind).run(JobRun(job, hold), **job.arguments)
        if not services.end(job=job, state=State.DONE, result=result or {}):
            raise Lost


def _end_unexpectedly(job: Job, error: Exception) -> None:
    """Tell a lost database connection from a fault of ours; the details of a fault go to the log only."""
    if _is_lost_connection(error):
        log.exception("Job %s (%s) lost its database connection.", job.pk, job.kind)
        connection.close()
        services.end(job=job, state=State.INTERRUPTED)
    else:
        reference = secrets.token_hex(4)
        log.exception("Job %s (%s) failed, reference %s.", job.pk, job.kind, reference)
        services.end(job=job, state=State.FAILED, reference=reference)


def _is_lost_connection(error: Exception) -> bool:
    """Tell it from a deadlock and the like, by the server's code: 57P and 08 are losses, none means no answer."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "pgcode", None) or "08000"
    return code.startswith(("08", "57P"))
