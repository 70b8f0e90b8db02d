"""From when until when a lesson lasts, also where the school has written down no clock times."""

from datetime import date, datetime, time, timedelta

FIRST_AT = time(8)
BREAK = timedelta(minutes=50)
LESSON = timedelta(minutes=40)


def hours_of(on: date, period: int, times: tuple[time, time] | None) -> tuple[datetime, datetime]:
    """Give begin and end of a period, naive, in the school's own time.

    Without clock times they are nominal: the first lesson at 8, one every 50 minutes, so that two periods of a day
    never overlap and the same one always does.
    """
    if times:
        return datetime.combine(on, times[0]), datetime.combine(on, times[1])
    begins = datetime.combine(on, FIRST_AT) + (period - 1) * BREAK
    return begins, begins + LESSON
