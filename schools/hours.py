"""When a school is at work: its staff are spoken to on its school days between 07:30 and 18:00 only (F-20).

A year whose holidays nobody has entered is judged by weekdays, and says so: silence for a whole year would harm
more than a reminder on a holiday; but whoever reminds passes the warning on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localtime

from core.dates import Span
from schools.calendar import SchoolCalendar
from schools.models import School
from schools.selectors import school_calendars

SCHOOL_FROM, SCHOOL_UNTIL = time(7, 30), time(18)
# Longer than any vacation: how far back the school day before today is looked for.
LOOK_BACK = timedelta(days=100)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class SchoolMoment:
    """How a moment stands for one school.

    `days` are those of which one speaks today: today, and the days without school since the last school day.
    """

    school: School
    is_open: bool
    days: Span
    years_without_holidays: list[int]


def school_moments(schools: Iterable[School], now: datetime) -> dict[int, SchoolMoment]:
    """Give how the moment stands for each school, by its key; two statements for however many schools."""
    schools, on = list(schools), localtime(now).date()
    calendars = school_calendars(schools, on - LOOK_BACK, on + DAY)
    return {school.pk: _moment(school, calendars[school.pk], now) for school in schools}


def schools_in_session(schools: Iterable[School], now: datetime) -> dict[int, SchoolMoment]:
    """Keep the schools at whose staff's work the moment falls."""
    return {key: moment for key, moment in school_moments(schools, now).items() if moment.is_open}


def is_school_time(school: School, now: datetime) -> bool:
    """Tell whether the moment lies on a school day of the school, from 07:30 until 18:00 in Shanghai."""
    return school_moments([school], now)[school.pk].is_open


def days_to_speak_of(calendar: SchoolCalendar, on: date) -> Span:
    """Give today and the days without school just before it: what fell on them is said on the next school day."""
    first = on
    while first - DAY in calendar.span and not calendar.is_school_day(first - DAY):
        first -= DAY
    return Span(first, on + DAY)


def _moment(school: School, calendar: SchoolCalendar, now: datetime) -> SchoolMoment:
    local = localtime(now)
    is_open = calendar.is_school_day(local.date()) and SCHOOL_FROM <= local.time() < SCHOOL_UNTIL
    unknown = [year for year in calendar.years_without_data if year == local.year]
    return SchoolMoment(school, is_open, days_to_speak_of(calendar, local.date()), unknown)
