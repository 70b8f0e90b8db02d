"""The hold of a worker on its job: an advisory lock on a database connection of its own.

The connection stands beside the work's transaction, so progress is seen while the work is open. The lock
lives exactly as long as that connection: a killed worker holds nothing, whatever the job's row says.
"""

from django.db import connection, connections

from jobs.models import Job

LOCKS_OF_JOBS = 0x6A6F62  # the first of the lock's two numbers; the second is the job's

BEGIN = """
    UPDATE jobs_job SET state = 'running', started_at = now()
    WHERE id = %s AND state = 'queued' RETURNING id
"""
REPORT = """
    UPDATE jobs_job SET step = %s, done = %s, total = %s
    WHERE id = %s AND state = 'running' RETURNING is_cancel_asked
"""
ALIVE = """
    SELECT objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class Lost(Exception):
    """The job is no longer this worker's: somebody found it dead and said so."""


class Hold:
    """A worker's hold on one job, as a context manager."""

    def __init__(self, job_id: int):
        self.job_id = job_id

    def __enter__(self):
        self.connection = connections.create_connection("default")
        return self

    def __exit__(self, *exc):
        self.connection.close()

    def begin(self) -> bool:
        """Take the lock and mark the job as running; False when another worker has it or it does not wait."""
        locked = self._row("SELECT pg_try_advisory_lock(%s, %s)", LOCKS_OF_JOBS, _number(self.job_id))[0]
        return locked and self._row(BEGIN, self.job_id) is not None

    def report(self, *, step: str, done: int, total: int) -> bool:
        """Write the progress and tell whether somebody asked to cancel. Raises Lost."""
        row = self._row(REPORT, step, done, total, self.job_id)
        if row is None:
            raise Lost
        return row[0]

    def _row(self, sql: str, *values):
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()


def is_held(job: Job) -> bool:
    """Tell whether a living worker holds the job."""
    with connection.cursor() as cursor:
        cursor.execute(f"{ALIVE} AND objid = %s", [LOCKS_OF_JOBS, _number(job.pk)])
        return cursor.fetchone() is not None


def _number(job_id: int) -> int:
    return job_id & 0x7FFFFFFF
