"""What stands beside the rounds in the reports: how many handed in what, and the weekly homework lists."""

from datetime import date

from django.db.models import Count, Q

from schools.models import School, Term
from teaching_checks.models import HandIn, RosterPlace


def hand_in_counts(school: School, term: Term) -> list[tuple[str, date, int, int, int]]:
    """Give each call of the term: title, due day, how many were asked, have handed in, are excused. C4.1, C4.3."""
    rows = HandIn.objects.filter(school=school, call__term=term).values_list("call__title", "call__due_on")
    counted = rows.annotate(
        asked=Count("pk"),
        came=Count("pk", filter=Q(handed_in_at__isnull=False)),
        excused=Count("pk", filter=Q(state=HandIn.State.EXCUSED)),
    )
    return list(counted.order_by("call__due_on", "call"))


def roster_lists(school: School, term: Term, *, on: date) -> dict[date, list[str]]:
    """Give the weeks that have begun, each with the names of its teachers; what is to come is not told. C2.1.2."""
    places = RosterPlace.objects.filter(school=school, roster__term=term, week_on__lte=on)
    found: dict[date, list[str]] = {}
    for week, name in places.order_by("week_on", "teacher__name_pinyin", "pk").values_list("week_on", "teacher__name"):
        found.setdefault(week, []).append(name)
    return found
