"""Rows for tests of the roster, contests, reviews and leaders in groups."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile

from registry.models import Teacher
from rulebook.tests.factories import Small
from teaching_checks.models import Contest, Entry, EntryFile, Roster
from teaching_checks.services import contests
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


def create_contest(small: Small, *, judges=("h1", "director"), state="entries", **fields) -> Contest:
    """A contest of the small school whose entries are taken from 1 to 20 November."""
    whole = {"name": "优秀教案评选", "object": "lesson_plan", "entries_from_on": date(2026, 11, 1)}
    whole |= {"entries_to_on": date(2026, 11, 20), **fields}
    people = [small.people[name] for name in judges]
    contest = contests.plan(term=small.term, fields=whole, judges=people, by=small.clerk)
    Contest.objects.filter(pk=contest.pk).update(state=state)
    contest.refresh_from_db()
    return contest


def create_entry(contest: Contest, small: Small, name: str = "a1", **fields) -> Entry:
    teacher = teacher_of(small, name)
    whole = {"title": f"{name}的教案", "person": teacher.user, "teacher": teacher, **fields}
    entry = Entry.objects.create(school=small.school, contest=contest, **whole)
    EntryFile.objects.create(school=small.school, entry=entry, file=proof(), name=entry.title)
    return entry


def proof() -> ContentFile:
    return ContentFile(b"%PDF-1.7", name="plan.pdf")
