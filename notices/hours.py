"""When the portal keeps quiet and when a digest goes out: moments in, answers out, hours of Shanghai."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import localtime, make_aware

QUIET_FROM, QUIET_UNTIL = time(21), time(7)
DAY = timedelta(days=1)
MONDAY = 0


def is_quiet(now: datetime, *, quiet_from: time = QUIET_FROM, quiet_until: time = QUIET_UNTIL) -> bool:
    """Tell whether it is time to leave people alone; the same hour twice means never.

    >>> is_quiet(make_aware(datetime(2026, 10, 12, 21)))
    True
    """
    at = localtime(now).time()
    if quiet_from <= quiet_until:
        return quiet_from <= at < quiet_until
    return at >= quiet_from or at < quiet_until


def first_loud(now: datetime, *, quiet_from: time, quiet_until: time) -> datetime:
    """Give the moment from which one may speak again: now, or the end of the quiet hours."""
    if not is_quiet(now, quiet_from=quiet_from, quiet_until=quiet_until):
        return now
    return next_at(now, quiet_until)


def next_at(now: datetime, at: time) -> datetime:
    """Give the next moment, later than now, at which the clock shows this hour."""
    on = localtime(now).date()
    return _moment(on, at) if _moment(on, at) > now else _moment(on + DAY, at)


def next_on_monday(now: datetime, at: time) -> datetime:
    """Give the next Monday, later than now, at this hour."""
    found = next_at(now, at)
    while localtime(found).weekday() != MONDAY:
        found = _moment(localtime(found).date() + DAY, at)
    return found


def _moment(on: date, at: time) -> datetime:
    return make_aware(datetime.combine(on, at))
