"""Observations as they are read: lists that can be narrowed, and everything about one of them (L-13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from accounts.models import User
from observations.models import Observation, OfficeFeedback
from registry.models import SchoolClass, Teacher
from registry.selectors.names import named
from schools.models import School, Term
from sheets import rules as sheets


@dataclass(frozen=True)
class Wanted:
    """What of a list is wanted; empty means all."""

    text: str = ""
    observer: int | None = None
    teacher: int | None = None
    school_class: int | None = None
    subject: int | None = None
    kind: str = ""
    state: str = ""
    from_on: date | None = None
    to_on: date | None = None


def of_term(school: School, term: Term, *, user: User) -> QuerySet[Observation]:
    """Give what the user may read of a term: own ones, of own lessons, of the own group or school."""
    return Observation.objects.visible_to(user).valid().filter(school=school, term=term)


def narrowed(rows: QuerySet[Observation], wanted: Wanted, *, school: School) -> QuerySet[Observation]:
    """Narrow a list; the text finds the teacher or the observer."""
    fields = {
        "observer": wanted.observer,
        "person": wanted.teacher,
        "school_class": wanted.school_class,
        "subject": wanted.subject,
        "kind": wanted.kind,
        "on__gte": wanted.from_on,
        "on__lte": wanted.to_on,
    }
    rows = rows.filter(**{name: value for name, value in fields.items() if value})
    rows = rows.filter(_STATES[wanted.state]) if wanted.state in _STATES else rows
    if wanted.text.strip():
        people = named(Teacher.objects.filter(school=school), wanted.text).values("user")
        rows = rows.filter(Q(person__in=people) | Q(observer__in=people))
    return rows


def for_listing(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    return rows.select_related("observer", "teacher", "subject", "sheet", "office_feedback")


def class_names(rows: Iterable[Observation]) -> dict[int, str]:
    """Give by the id of each observation the name that its class had on the day; one statement."""
    rows = list(rows)
    classes = SchoolClass.objects.in_bulk({row.school_class_id for row in rows})
    days = {row.on for row in rows}
    if not days:
        return {}
    graded = {c.pk: c for c in SchoolClass.objects.with_grade(max(days)).filter(pk__in=classes)}
    return {row.pk: graded[row.school_class_id].name_on(row.on) for row in rows}


@dataclass(frozen=True)
class Reading:
    """One observation with what stands around it. `mean` is that of several observers of the lesson, shown only to
    who may read all of theirs."""

    observation: Observation
    school_class: str
    dimensions: list[tuple[str, Decimal | None, Decimal]]
    others: list[Observation]
    mean: Decimal | None
    office: OfficeFeedback | None


def reading(observation: Observation, *, user: User, drops_extremes: bool = False) -> Reading:
    """Give one observation that the user may read; a constant number of statements."""
    sheet = observation.sheet.sheet if observation.sheet else None
    lesson = same_lesson(observation)
    others = list(lesson.visible_to(user).exclude(pk=observation.pk).select_related("observer"))
    return Reading(
        observation,
        class_names([observation])[observation.pk],
        sheets.by_dimension(sheet, observation.scores) if sheet else [],
        others,
        _mean(observation, others, lesson.count(), drops_extremes=drops_extremes),
        OfficeFeedback.objects.visible_to(user).filter(observation=observation).select_related("read_by").first(),
    )


def same_lesson(observation: Observation) -> QuerySet[Observation]:
    """Give all valid observations of the same lesson, by whomever."""
    lesson = {
        name: getattr(observation, name) for name in ("school_id", "person_id", "school_class_id", "on", "period")
    }
    return Observation.objects.valid().filter(**lesson)


def _mean(observation, others, count: int, *, drops_extremes: bool) -> Decimal | None:
    """Give the mean of those by the same sheet; None with one alone, or where the reader may not see all."""
    if len(others) + 1 < count:
        return None
    points = [
        each.points
        for each in [observation, *others]
        if each.sheet_id == observation.sheet_id and each.points is not None
    ]
    return sheets.mean(points, drops_extremes=drops_extremes) if len(points) > 1 else None


_STATES = {
    "counting": Q(feedback_at__isnull=False) & ~Q(notes="", timed_notes=[]),
    "waiting": Q(feedback_at=None) | Q(notes="", timed_notes=[]),
    "unread": Q(read_at=None),
    "unanswered": Q(answered_at=None),
    "office": Q(office_feedback__read_at=None, office_feedback__isnull=False),
}
