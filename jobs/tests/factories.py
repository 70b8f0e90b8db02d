"""Rows for tests: jobs in any state, without a worker."""

from accounts.tests.factories import create_user
from jobs.models import Job


def create_job(*, by=None, kind="test_write", **fields) -> Job:
    import jobs.tests.kinds  # noqa: F401 - registers the kind

    return Job.objects.create(kind=kind, created_by=by or create_user(), **fields)
