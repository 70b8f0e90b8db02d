"""A clock that is set to the day of an event, so that services date what they write as it happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

OPENS = time(9)


class Clock:
    """Shows nine o'clock of the day it was set to, a second later at each look."""

    def __init__(self):
        self.moment: datetime | None = None

    def set(self, on: date) -> None:
        """Go to the morning of a day; on the same day time goes on."""
        if self.moment is None or timezone.localtime(self.moment).date() != on:
            self.moment = timezone.make_aware(datetime.combine(on, OPENS))

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@contextmanager
def travelling(on: date) -> Iterator[Clock]:
    """Let Django's time be that of the clock, in this process and within the block; the database's is not moved."""
    clock, real = Clock(), timezone.now
    clock.set(on)
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = real
