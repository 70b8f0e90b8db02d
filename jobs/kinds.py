"""The kinds of long work that the portal knows; each app registers its own in its tasks.py."""

from collections.abc import Callable
from dataclasses import dataclass


class UnknownKind(LookupError):
    """No app registered this kind."""


@dataclass(frozen=True)
class JobKind:
    """How one kind of job is called, run and followed up."""

    name: str
    label: str
    run: Callable[..., dict | None]
    result_url: Callable | None = None
    ended: Callable | None = None
    is_restartable: bool = False


_kinds: dict[str, JobKind] = {}


def job_kind(name: str, *, label: str, result_url=None, ended=None, is_restartable=False) -> Callable:
    """Register a function as a kind of job.

    The function gets a JobRun and the job's arguments, and gives the result as plain JSON values. All it
    writes is one transaction, whose last statement marks the job as done: a job that is not done has written
    nothing. It opens no durable transaction of its own, and never saves the job.
    `result_url(job)` gives the page to go on with. `ended(job)` is called once, whatever the end, also when
    the worker was killed: to send a notice, or to free what the job had reserved.
    """

    def register(run):
        _kinds[name] = JobKind(name, label, run, result_url, ended, is_restartable)
        return run

    return register


def get(name: str) -> JobKind:
    """Give the kind. Raises UnknownKind: for a stored job, its app has dropped the kind since."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def find(name: str) -> JobKind | None:
    """Give the kind, or None."""
    return _kinds.get(name)
