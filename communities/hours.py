"""When the portal speaks to families, and when a duty can be checked: moments in, answers out, hours of Shanghai."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import localtime

from notices.hours import is_quiet

EVENING_FROM = time(17)

CHECK_IN_EARLY = timedelta(minutes=30)
CORRECTION = timedelta(hours=1)
MISSED_AFTER = timedelta(minutes=10)


def evening_to_tell(now: datetime) -> date | None:
    """Give the evening whose reminders are due: today's, before 17:00 still yesterday's, at night none.

    So a worker that came too late in the evening says in the morning what the parents should have heard.
    """
    local = localtime(now)
    if is_quiet(now):
        return None
    return local.date() if local.time() >= EVENING_FROM else local.date() - timedelta(days=1)


def can_check_in(*, starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Tell whether a parent can say "I am here": from half an hour before the duty until its end."""
    return starts_at - CHECK_IN_EARLY <= now <= ends_at


def can_note(*, starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Tell whether the parent on duty can leave, tick and correct: until an hour after the end."""
    return starts_at - CHECK_IN_EARLY <= now <= ends_at + CORRECTION
