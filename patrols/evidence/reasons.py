"""Reasons of missed lessons, right when the academic director has seen them (C2.2.2)."""

from collections.abc import Iterator

from core.dates import Span
from patrols.models import Reason
from rulebook.rules.judging import Evidence
from schools.models import School


def reasons(school: School, span: Span) -> Iterator[Evidence]:
    """Give each reason of a lesson missed in the span; one statement. Who was missing is not named."""
    rows = Reason.objects.filter(school=school, entry__on__gte=span.from_on, entry__on__lt=span.to_on).order_by("pk")
    columns = "entry__on", "entered_by", "seen_at", "entry__public_id"
    for on, actor, seen_at, entry in rows.values_list(*columns):
        yield Evidence("absence_reason", on, actor, is_right=seen_at is not None, ref=f"entry_detail:{entry}")
