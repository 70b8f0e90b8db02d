"""Lessons on their way through the six steps, and lessons observed together."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from alliances.models import Activity, CycleStep, JointObservation, LessonCycle
from alliances.rules.codes import six_steps
from alliances.rules.steps import next_step
from observations.models import Observation
from rulebook.documents.schema import Words


@dataclass(frozen=True)
class StepLine:
    """One of the six steps: taken, the one that comes now, or later."""

    code: str
    name: Words
    taken: CycleStep | None
    is_next: bool


def for_listing(cycles: QuerySet) -> QuerySet:
    """Load teacher, school and steps: one statement more."""
    steps = Prefetch("steps", queryset=CycleStep.objects.select_related("taken_by"))
    return cycles.select_related("teacher", "membership__school", "membership__alliance").prefetch_related(steps)


def lines_of(cycle: LessonCycle) -> list[StepLine]:
    """Give the six steps of a lesson whose steps are loaded."""
    taken = {step.code: step for step in cycle.steps.all()}
    following = next_step(taken)
    return [StepLine(code, name, taken.get(code), code == following) for code, name in six_steps().items()]


def sharable(activity: Activity, user) -> QuerySet[Observation]:
    """Give the observations of the activity's days that the user may put forward: of schools that take part."""
    schools = activity.participations.of_schools_of(user).values("membership__school")
    last: date = activity.to_on or activity.on
    rows = Observation.objects.visible_to(user).valid().filter(school__in=schools, on__gte=activity.on, on__lte=last)
    shared = JointObservation.objects.filter(activity=activity).values("observation")
    return rows.exclude(pk__in=shared).select_related("teacher", "subject", "observer")


def for_reading(joints: QuerySet) -> QuerySet:
    """Load the lesson and who was invited."""
    return joints.select_related(
        "activity",
        "observation__teacher",
        "observation__subject",
        "observation__observer",
        "observation__school",
        "observation__sheet",
    ).prefetch_related("guests__person", "guests__membership__school")
