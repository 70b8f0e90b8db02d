"""Missed lessons and their reasons; what has happened to an entry."""

from django.db.models import Q, QuerySet

from patrols.models import Norm, PatrolEntry
from schools.models import School

STATES = ("open", "unseen", "all")


def absences(user, school: School, *, state: str, query: str = "") -> QuerySet[PatrolEntry]:
    """Give the lessons in which a teacher was missing: those without a reason, with one not yet seen, or all."""
    rows = PatrolEntry.objects.visible_to(user).filter(school=school).missing().for_listing()
    if state == "open":
        rows = rows.filter(reason=None)
    elif state == "unseen":
        rows = rows.filter(reason__isnull=False, reason__seen_at=None)
    if query:
        rows = rows.filter(Q(teacher__name__icontains=query) | Q(subject__name__icontains=query))
    return rows


def history_of(entry: PatrolEntry) -> list:
    """Give every version of an entry with who saved it, newest first; one statement."""
    return list(entry.events.select_related("walked_by").order_by("-pgh_id"))


def norm_names(entry: PatrolEntry) -> list[str]:
    """Give the norms that were not kept."""
    return list(Norm.objects.filter(school=entry.school_id, pk__in=entry.norms).values_list("name", flat=True))
