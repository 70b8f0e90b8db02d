"""Start, cancel, end and look after long work."""

import logging
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError

from accounts.models import User
from jobs import holds, kinds, tasks
from jobs.models import Job
from schools.models import School

log = logging.getLogger(__name__)


class Refused(Exception):
    """The job is not in a state for this."""


def start(*, kind: str, by: User | None, school: School | None = None, arguments: dict | None = None) -> Job:
    """Make a job and hand it to a worker as soon as the caller's transaction is committed."""
    kinds.get(kind)
    job = Job.objects.create(kind=kind, created_by=by, school=school, arguments=arguments or {})
    transaction.on_commit(partial(_queue, job.pk))
    return job


def start_again(*, job: Job, by: User) -> Job:
    """Make a new job like one that did not succeed. Raises Refused when its kind must not be repeated."""
    if not job.can_start_again:
        raise Refused
    return start(kind=job.kind, by=by, school=job.school, arguments=job.arguments)


def ask_cancel(*, job: Job, by: User) -> None:
    """Cancel a waiting job at once; ask a running one to stop. Raises Refused when it has ended."""
    if end(job=job, state=Job.State.CANCELLED, only_from=Job.State.QUEUED):
        return
    # An update by filter, never FOR UPDATE: the work may refer to the job's row in its open transaction.
    running = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)
    if not running.update(is_cancel_asked=True):
        raise Refused


@transaction.atomic
def end(*, job: Job, state: str, only_from: str = Job.State.RUNNING, **fields) -> bool:
    """End a job and tell its kind; False when it was no longer in the state `only_from`."""
    fields |= {"state": state, "ended_at": timezone.now()}
    if state == Job.State.DONE:
        fields["done"] = F("total")
    if not Job.objects.filter(pk=job.pk, state=only_from).update(**fields):
        return False
    job.refresh_from_db()
    _tell_kind(job)
    return True


def look_after(job: Job) -> Job:
    """Say so when the worker of a running job was killed: its lock has gone with it."""
    if job.state == Job.State.RUNNING and not holds.is_held(job):
        end(job=job, state=Job.State.INTERRUPTED)
        job.refresh_from_db()
    return job


def sweep(*, now=None) -> None:
    """Look after every running job, and queue again what has waited so long that its message may be lost.

    A second message for a job does no harm: a job begins once.
    """
    for job in Job.objects.filter(state=Job.State.RUNNING):
        look_after(job)
    long_ago = (now or timezone.now()) - timedelta(seconds=Job.LONG_WAIT_SECONDS)
    for job in Job.objects.filter(state=Job.State.QUEUED, created_at__lt=long_ago):
        _queue(job.pk)


def _queue(job_id: int) -> None:
    try:
        tasks.run_job.delay(job_id=job_id)
    except BrokerError:
        log.warning("The broker does not answer; job %s waits until the sweep queues it again.", job_id)


def _tell_kind(job: Job) -> None:
    """Call the kind's follow-up; its failure is logged and changes nothing about the job's end."""
    kind = kinds.find(job.kind)
    if not (kind and kind.ended):
        return
    try:
        with transaction.atomic():
            kind.ended(job)
    except Exception:
        log.exception("The follow-up of job %s (%s) failed.", job.pk, job.kind)
