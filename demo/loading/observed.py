"""Observed lessons of the demo's school: every teacher observed some, a few hardly any; not all are talked over yet."""

import random
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import Post
from accounts.roles import Role
from observations.models import Observation
from registry.models import TeachingAssignment
from schools.models import School, Term
from schools.selectors import school_calendar

PERIODS = 6
TALKED_OVER = 0.85  # of the observed lessons; the others do not count yet (F-09)
NOTES = "目标清楚，学生发言面广；练习的层次可以再多一些。"


def observe_lessons(school: School, term: Term, today: date) -> None:
    """Let every teacher have been in lessons of colleagues since the term began."""
    rng = random.Random(f"observations of {school.code}")
    taught = list(TeachingAssignment.objects.filter(school=school).select_related("teacher").order_by("pk"))
    until = max(today, term.starts_on)
    days = school_calendar(school, term.starts_on, until).school_days(term.starts_on, until)
    places = range(len(days) * PERIODS)
    rows = []
    for post in Post.objects.filter(school=school, role=Role.TEACHER).order_by("pk"):
        for place in rng.sample(places, min(len(places), rng.choice((1, 3, 4, 5, 5, 6, 7, 9)))):
            on, period = days[place // PERIODS], 1 + place % PERIODS
            lesson = rng.choice([each for each in taught if each.teacher.user_id != post.user_id])
            rows.append(_observation(school, term, post.user_id, lesson, on, period, rng.random() < TALKED_OVER))
    Observation.objects.bulk_create(rows)


def _observation(school, term, observer: int, lesson, on: date, period: int, is_talked_over: bool) -> Observation:
    starts_at = timezone.make_aware(datetime.combine(on, time(7 + period)))
    talk = {"feedback_at": starts_at + timedelta(hours=1), "feedback_by_id": observer} if is_talked_over else {}
    return Observation(
        school=school,
        term=term,
        draft_id=uuid4(),
        observer_id=observer,
        teacher=lesson.teacher,
        person_id=lesson.teacher.user_id,
        school_class_id=lesson.school_class_id,
        subject_id=lesson.subject_id,
        on=on,
        period=period,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=40),
        notes=NOTES,
        **talk,
    )
