"""Leaders at activities of groups, groups urged, reports to meetings (C1.1, C2.2.4, C3.10, C5.10, C6.1, C7.1)."""

from collections.abc import Callable, Iterator

from core.dates import Span
from rulebook.rules.judging import Evidence
from rulebook.rules.people import group
from schools.models import School
from teaching_checks.models import GroupVisit, ReportGiven

COLUMNS = ("leader", "group", "on")


def attended(school: School, span: Span) -> Iterator[Evidence]:
    """Give the activities in which leaders took part, each about its group: so their spread is counted (C6.1)."""
    for leader, of, on in _visits(school, span, *GroupVisit.ATTENDED):
        yield Evidence("research_participation", on, leader, group(of))


def urged(school: School, span: Span) -> Iterator[Evidence]:
    """Give when who urged a group to attend."""
    for leader, of, on in _visits(school, span, GroupVisit.Kind.URGED):
        yield Evidence("preparation_urged", on, leader, group(of))


def _visits(school: School, span: Span, *wanted: str):
    rows = GroupVisit.objects.filter(school=school, kind__in=wanted, on__gte=span.from_on, on__lt=span.to_on)
    return rows.order_by("on", "pk").values_list(*COLUMNS)


def reports(kind: str) -> Callable[[School, Span], Iterator[Evidence]]:
    """Give a source of the reports of one kind; they are the school's, whoever spoke."""

    def of_kind(school: School, span: Span) -> Iterator[Evidence]:
        rows = ReportGiven.objects.filter(school=school, kind=kind, on__gte=span.from_on, on__lt=span.to_on)
        for on in rows.order_by("on", "pk").values_list("on", flat=True):
            yield Evidence(kind, on)

    return of_kind
