"""Contests that are decided (C1.3, C3.6, C5.6, C6.3, C7.3; X-19)."""

from collections.abc import Iterator

from core.dates import Span
from rulebook.rules.judging import Evidence
from schools.models import School
from teaching_checks.models import Contest


def decided(school: School, span: Span) -> Iterator[Evidence]:
    """Give the contests decided in the span; one of a single subject counts for that subject."""
    rows = Contest.objects.filter(school=school, decided_on__gte=span.from_on, decided_on__lt=span.to_on)
    for subject, part, on, public_id in rows.order_by("decided_on", "pk").values_list(
        "subject", "object", "decided_on", "public_id"
    ):
        key = f"subject:{subject}" if subject else ""
        yield Evidence("contest", on, None, key, part, ref=f"contest_show:{public_id}")
