"""Observed lessons of the demo's school: every teacher observed some, a few hardly any; not all are talked over yet."""

import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from accounts.models import Post
from accounts.roles import Role
from observations.models import Observation
from registry.models import PeriodTime, SchoolClass, TimetableSlot
from schools.models import School, Term
from schools.selectors import school_calendar

TALKED_OVER = 0.85  # of the observed lessons; the others do not count yet (F-09)
NOTES = (
    "目标清楚，学生发言面广；练习的层次可以再多一些。",
    "导入自然，板书有条理；小组讨论的时间可以再长一点。",
    "关注到后进生，当堂检测及时；课件字号偏小。",
)


def observe_lessons(school: School, term: Term, today: date) -> None:
    """Let every teacher have been in lessons of colleagues since the term began, when there was none of the own."""
    rng = random.Random(f"observations of {school.code}")
    until = max(today, term.starts_on)
    calendar = school_calendar(school, term.starts_on, until + timedelta(days=1))
    days = [on for on in calendar.school_days(term.starts_on, until) if calendar.lessons_weekday(on)]
    lessons, hours = _week(term), {each.number: each for each in PeriodTime.objects.filter(school=school)}
    rows = []
    for post in Post.objects.filter(school=school, role=Role.TEACHER).order_by("pk") if days and lessons else ():
        for on in rng.sample(days, min(len(days), rng.choice((1, 3, 4, 5, 5, 6, 7, 9)))):
            lesson = _visited(lessons[calendar.lessons_weekday(on)], post.user_id, rng)
            if lesson:
                rows.append(_observation(lesson, post.user_id, on, hours[lesson.period], rng))
    Observation.objects.bulk_create(rows)


def _week(term: Term) -> dict[int, list[TimetableSlot]]:
    """Give the lessons of the term in which people observe, by weekday."""
    found = defaultdict(list)
    slots = TimetableSlot.objects.filter(term=term).exclude(teacher=None)
    slots = slots.exclude(school_class=spared_class(term.school)).select_related("teacher")
    for slot in slots.order_by("pk"):
        found[slot.weekday].append(slot)
    return found


def spared_class(school: School) -> SchoolClass:
    """Give the class in which nobody ever observes: the map of observations shows it."""
    return SchoolClass.objects.filter(school=school).open().order_by("-pk").first()


def _visited(lessons: list[TimetableSlot], observer: int, rng: random.Random) -> TimetableSlot | None:
    busy = {slot.period for slot in lessons if slot.teacher.user_id == observer}
    able = [slot for slot in lessons if slot.period not in busy]
    return rng.choice(able) if able else None


def _observation(lesson: TimetableSlot, observer: int, on: date, hours: PeriodTime, rng: random.Random) -> Observation:
    starts_at, ends_at = (timezone.make_aware(datetime.combine(on, each)) for each in (hours.starts_at, hours.ends_at))
    is_talked_over = rng.random() < TALKED_OVER
    talk = {"feedback_at": ends_at + timedelta(minutes=20), "feedback_by_id": observer} if is_talked_over else {}
    return Observation(
        school_id=lesson.school_id,
        term_id=lesson.term_id,
        draft_id=UUID(int=rng.getrandbits(128)),
        observer_id=observer,
        teacher=lesson.teacher,
        person_id=lesson.teacher.user_id,
        school_class_id=lesson.school_class_id,
        subject_id=lesson.subject_id,
        slot=lesson,
        on=on,
        period=lesson.period,
        starts_at=starts_at,
        ends_at=ends_at,
        is_announced=True,
        notes=rng.choice(NOTES),
        sent_at=ends_at + timedelta(hours=2),
        **talk,
    )
