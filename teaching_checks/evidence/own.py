"""Experiments, tutoring, talks and ways to know quality as evidence; no row names a pupil (C4.4.4, C4.4.6, C6.13)."""

from collections.abc import Iterator
from decimal import Decimal

from core.dates import Span
from rulebook.kinds import Rows
from rulebook.rules.judging import Evidence
from rulebook.rules.people import person
from schools.models import School
from teaching_checks.models import Insight, PupilRecord
from teaching_checks.selectors.experiments import held_in


def experiments(school: School, span: Span) -> Iterator[Evidence]:
    """Give each experiment done, with the share of the plan done by then; the newest one counts."""
    for each in held_in(school, span):
        row = each.experiment
        counts, ref = (Decimal(each.done), Decimal(each.planned)), f"experiment_show:{row.public_id}"
        about = person(row.person_id)
        yield Evidence("experiment", row.done_on, row.person_id, about, "experiment", *counts, ref=ref)


def of_pupils(purpose: str) -> Rows:
    """Give the source of one kind of record of pupils."""
    part = "tutoring" if purpose == PupilRecord.Purpose.TUTORING else ""

    def rows(school: School, span: Span) -> Iterator[Evidence]:
        found = PupilRecord.objects.filter(
            school=school, purpose=purpose, on__gte=span.from_on, on__lt=span.to_on
        ).order_by("on", "pk")
        for user, on, teacher in found.values_list("person", "on", "teacher__public_id"):
            yield Evidence(purpose, on, user, person(user), part, ref=f"tutoring_teacher:{teacher}")

    return rows


def insights(school: School, span: Span) -> Iterator[Evidence]:
    """Give each way that was ticked."""
    found = Insight.objects.filter(school=school, on__gte=span.from_on, on__lt=span.to_on).order_by("on", "pk")
    for user, on, ways in found.values_list("person", "on", "ways"):
        for way in ways:
            yield Evidence("quality_insight", on, user, person(user), way)
