"""Background doors of the communities; when they are opened stands in config/celery.py."""

from datetime import datetime

from celery import shared_task
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from communities import hours
from communities.services import reminders


def _moment(at: str) -> datetime:
    return parse_datetime(at) if at else timezone.now()


@shared_task
def remind(*, at: str = "") -> None:
    """Say what is due tomorrow, in the morning what is due today, at night nothing; safe to run twice.

    `at` is a moment in ISO 8601 with its zone, as if it were then; without it, now.
    """
    now = _moment(at)
    if evening := hours.evening_to_tell(now):
        reminders.remind(on=evening, now=now)


@shared_task
def tell_missed(*, at: str = "") -> None:
    """Tell of duties that began ten minutes ago without a check-in; safe to run twice."""
    reminders.tell_missed(now=_moment(at))
