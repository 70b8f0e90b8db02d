"""What the work sees of its job: a place to say how far it is, and to ask whether it should go on."""

import time

from jobs.holds import Hold
from jobs.models import Job

SECONDS_BETWEEN_WRITES = 0.2


class Cancelled(Exception):
    """Somebody asked to cancel; what was written so far is rolled back."""


class JobFailed(Exception):
    """The work cannot be done, for a reason that the person can read: the message is shown as it is."""


class JobRun:
    """One run of a job in a worker."""

    def __init__(self, job: Job, hold: Hold):
        self.job = job
        self._hold = hold
        self._step, self._done, self._total = "", 0, 0
        self._is_cancel_asked = False
        self._next_write = 0.0

    def step(self, message_id: str, total: int = 0) -> None:
        """Begin a step, named by its untranslated message (mark it with gettext_noop), of `total` units."""
        self._step, self._done, self._total = message_id, 0, total
        self._write()

    def advance(self, units: int = 1) -> None:
        """Count units of the step as done; the page sees it within a moment."""
        self._done += units
        self._write_now_and_then()

    def check_cancel(self) -> None:
        """Raise Cancelled when somebody asked for it. Call it often: it looks only now and then."""
        self._write_now_and_then()
        if self._is_cancel_asked:
            raise Cancelled

    def _write_now_and_then(self) -> None:
        if time.monotonic() >= self._next_write:
            self._write()

    def _write(self) -> None:
        self._is_cancel_asked = self._hold.report(step=self._step, done=self._done, total=self._total)
        self._next_write = time.monotonic() + SECONDS_BETWEEN_WRITES


class Unwatched:
    """Stands in for a JobRun where nobody watches: a command at the terminal, a benchmark."""

    job = None

    def step(self, message_id: str, total: int = 0) -> None:
        """Say nothing."""

    def advance(self, units: int = 1) -> None:
        """Say nothing."""

    def check_cancel(self) -> None:
        """Go on."""
