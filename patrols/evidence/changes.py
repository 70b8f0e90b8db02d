"""Lesson changes that the office approved (C2.2.3)."""

from collections.abc import Iterator

from core.dates import Span
from patrols.models import LessonChange
from rulebook.rules.judging import Evidence
from schools.models import School


def changes(school: School, span: Span) -> Iterator[Evidence]:
    """Give each approved change of a lesson of the span; one statement."""
    rows = LessonChange.objects.filter(
        school=school, on__gte=span.from_on, on__lt=span.to_on, state=LessonChange.State.APPROVED
    ).order_by("pk")
    for on, actor, public_id in rows.values_list("on", "asked_by", "public_id"):
        yield Evidence("lesson_change", on, actor, ref=f"change_detail:{public_id}")
