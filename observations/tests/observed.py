"""Observed lessons for tests, and how they stand towards a quota."""

from datetime import date, timedelta
from decimal import Decimal

from accounts.models import User
from observations.models import Observation
from observations.tests.factories import create_observation
from registry.models import Teacher
from rulebook.models import Obligation
from rulebook.rules.judging import Standing
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import Line, lines_of
from rulebook.tests.factories import Small, create_obligations, create_small
from sheets.models import Purpose, ScoreSheet

MONDAY = date(2026, 10, 12)
CONTENT = {
    "items": [{"code": "goals", "name": "Goals", "most": 100, "dimension": "Design"}],
    "grades": [{"code": "good", "name": "Good", "from": 0.85}, {"code": "rest", "name": "Passed", "from": 0}],
}


def observing(*documents: str, **numbers) -> Small:
    """Give the small school with these documents in force and its term expanded."""
    small = create_small(**numbers)
    create_obligations(small, *documents)
    return small


def observe(small: Small, by: User, of: User, *, on: date = MONDAY, **fields) -> Observation:
    """Store an observation of a lesson that the teacher gives; it counts unless the fields say otherwise."""
    teacher = Teacher.objects.get(school=small.school, user=of)
    taught = teacher.assignments.select_related("subject", "school_class").first()
    lesson = {"school_class": taught.school_class, "subject": taught.subject} if taught else {}
    defaults = {"talked_over": True, "term": small.term, "school_class": small.classes[0], **lesson}
    return create_observation(school=small.school, observer=by, teacher=teacher, on=on, **{**defaults, **fields})


def scored(small: Small, by: User, of: User, points: str, **fields) -> Observation:
    """Store an observation with a score of a hundred, by the one sheet of the school."""
    known = {"school": small.school, "code": "test", "purpose": Purpose.OBSERVATION}
    sheet, _made = ScoreSheet.objects.get_or_create(**known, defaults={"name": "Lesson", "content": CONTENT})
    return observe(small, by, of, sheet=sheet, points=Decimal(points), scores={"goals": points}, grade="good", **fields)


def observe_often(small: Small, by: User, of: User, number: int, *, first: date = MONDAY, **fields) -> None:
    """Store so many observations, five a day from the first day on."""
    for n in range(number):
        observe(small, by, of, on=first + timedelta(days=n // 5), period=1 + n % 5, **fields)


def quota_line(small: Small, user: User, *, today: date) -> Line:
    """Give the only line by which this person owes observations."""
    owed = [o for o in Obligation.objects.live().borne_by(user).filter(school=small.school) if _is_quota(o)]
    (line,) = lines_of(small.school, owed, frame(small.school, small.term), today=today)
    return line


def standing(small: Small, user: User, *, today: date) -> Standing:
    return quota_line(small, user, today=today).standing


def _is_quota(owed: Obligation) -> bool:
    return owed.adoption.text.requirements[owed.requirement].family == "observation"
