"""Rows for tests of the roster, contests, reviews and leaders in groups."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from registry.models import Teacher
from rulebook.tests.factories import Small
from teaching_checks.models import Roster
from teaching_checks.services import roster as rosters

SHANGHAI = ZoneInfo("Asia/Shanghai")
BEFORE = datetime(2026, 11, 13, 9, tzinfo=SHANGHAI)  # the Friday after the mid-term exam
FIRST, SECOND, LAST = date(2026, 11, 16), date(2026, 11, 23), date(2027, 1, 11)


def noon(on: date) -> datetime:
    return datetime.combine(on, time(12), tzinfo=SHANGHAI)


def create_roster(small: Small, *, seed=1, now=BEFORE) -> Roster:
    return rosters.draw(term=small.term, by=small.clerk, seed=seed, now=now)


def teacher_of(small: Small, name: str) -> Teacher:
    return Teacher.objects.get(school=small.school, name=name)
