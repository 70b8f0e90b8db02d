"""Rows for tests: observed lessons."""

from datetime import date, datetime, time, timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from accounts.tests.factories import create_user
from observations.models import Observation
from registry.models import Subject
from registry.tests.factories import create_class, create_teacher
from schools.models import Term
from schools.tests.factories import create_school, create_term

_numbers = count(1)
DAY = date(2026, 10, 9)  # a Friday of the autumn term
MINUTES = 40


def create_observation(
    *, school=None, observer=None, teacher=None, school_class=None, on=DAY, period=1, talked_over=False, **fields
) -> Observation:
    """Give an observed lesson with notes; `talked_over` makes it count (F-09). Periods of a day do not overlap."""
    school = school or (teacher.school if teacher else create_school())
    teacher = teacher or create_teacher(school=school)
    school_class = school_class or create_class(school=school)
    subject, _made = Subject.objects.get_or_create(school=school, name="语文")
    starts_at = timezone.make_aware(datetime.combine(on, time(8)) + timedelta(hours=period - 1))
    observer = observer or create_user()
    defaults = {
        "term": fields.get("term") or _term(school, on),
        "subject": subject,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=MINUTES),
        "notes": f"Notes {next(_numbers)}",
    }
    if talked_over:
        defaults |= {"feedback_at": starts_at + timedelta(hours=1), "feedback_by": observer}
    return Observation.objects.create(
        school=school,
        observer=observer,
        teacher=teacher,
        person=teacher.user,
        school_class=school_class,
        on=on,
        period=period,
        draft_id=uuid4(),
        **{**defaults, **fields},
    )


def _term(school, on: date) -> Term:
    """Give the school's term of the day; its first autumn or spring term when it has none."""
    found = Term.objects.filter(school=school, starts_on__lte=on, ends_on__gte=on).first()
    return found or create_term(school=school)
