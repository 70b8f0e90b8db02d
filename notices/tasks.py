"""Background doors of messages; when they are opened stands in config/celery.py."""

import time
from datetime import datetime

from celery import shared_task
from django.utils import timezone
from django.utils.dateparse import parse_datetime

SECONDS = 50  # a run ends before the beat queues the next one


def _moment(at: str) -> datetime:
    return parse_datetime(at) if at else timezone.now()


@shared_task
def deliver(*, at: str = "") -> None:
    """Plan what is new, say "unknown" of what a killed worker left, and queue each channel that has work.

    `at` is a moment in ISO 8601 with its zone, as if it were then; without it, now. Safe to run twice.
    """
    from notices.services import delivering, planning  # services queue this module's tasks

    now = _moment(at)
    planning.plan(now=now)
    delivering.give_up_left_behind(now=now)
    for channel_id in delivering.channels_due(now=now):
        deliver_channel.delay(channel_id=channel_id, at=at)


@shared_task
def deliver_channel(*, channel_id: int, at: str = "") -> None:
    """Send what waits for one channel, until its server fails or a minute is over; safe to run twice."""
    from notices.services import delivering  # services queue this module's tasks

    end = time.monotonic() + SECONDS
    now = parse_datetime(at) if at else None
    while time.monotonic() < end:
        outcome = delivering.send_next(channel_id=channel_id, now=now)
        if outcome is None or delivering.stops_the_rest(outcome):
            return


@shared_task
def remind_staff(*, at: str = "") -> None:
    """Queue the staff's reminders of each school that is at work now and has any."""
    from notices import reminders  # it puts letters into inboxes by services, which queue this module's tasks

    for school_id in reminders.schools_to_remind(now=_moment(at)):
        remind_school.delay(school_id=school_id, at=at)


@shared_task
def remind_school(*, school_id: int, at: str = "") -> None:
    """Tell the staff of one school what they owe, once per person and matter; safe to run twice."""
    from notices import reminders  # as above

    reminders.remind_staff_of(school_id=school_id, now=_moment(at))


@shared_task
def forget_old_deliveries() -> None:
    """Delete old lines of the delivery log."""
    from notices.services import channels  # services queue this module's tasks

    channels.forget_old_deliveries(now=timezone.now())
