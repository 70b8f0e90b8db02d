"""Which activities a list shows: those that the counts of a matrix stand for too."""

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from alliances.models import Participation
from alliances.selectors.activities import tagged

COUNTING = "counting"


def narrowed(activities: QuerySet, wanted: Mapping) -> QuerySet:
    """Keep what fits: school, category, kind, state. "counting" with a school keeps what that school confirmed."""
    school, state = wanted.get("school"), wanted.get("state")
    if wanted.get("category"):
        activities = tagged(activities, wanted["category"])
    if wanted.get("kind"):
        activities = activities.filter(kind=wanted["kind"])
    if state == COUNTING:
        activities = activities.counting()
    elif state:
        activities = activities.filter(state=state)
    if school:
        parts = Participation.objects.filter(membership=school)
        parts = parts.counting() if state == COUNTING else parts
        activities = activities.filter(pk__in=parts.values("activity"))
    if wanted.get("five_one") and school:
        counted = Participation.objects.counting().filter(Q(membership=school, five_one=wanted["five_one"]))
        activities = activities.filter(pk__in=counted.values("activity"))
    return activities
