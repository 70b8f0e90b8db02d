"""Entries as the office and a teacher read them."""

from django.db.models import Count, Q, QuerySet

from deductions.models import Entry
from schools.models import School

State = Entry.State
TABS = ("verify", "tell", "appeals", "told", "all")


def in_tab(entries: QuerySet[Entry], tab: str) -> QuerySet[Entry]:
    """Keep what waits for one step; "all" keeps everything."""
    return entries.filter(_wanted()[tab])


def counts(entries: QuerySet[Entry]) -> dict[str, int]:
    """Give how many stand in each tab; one statement."""
    return entries.aggregate(**{tab: Count("pk", filter=wanted) for tab, wanted in _wanted().items()})


def _wanted() -> dict[str, Q]:
    return {
        "verify": Q(state=State.REPORTED),
        "tell": Q(state=State.VERIFIED),
        "appeals": Q(state=State.APPEALED),
        "told": Q(state=State.NOTIFIED),
        "all": Q(pk__isnull=False),
    }


def of_school(user, school: School) -> QuerySet[Entry]:
    """Give what the user sees of others at a school."""
    return Entry.objects.visible_to(user).filter(school=school).exclude(person=user).for_listing()
