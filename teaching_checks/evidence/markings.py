"""Markings as evidence: a row for each class, subject and day, with how the teacher's term stood (C4.4.3, C6.7)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from core.dates import Span
from rulebook.rules.judging import Evidence
from rulebook.rules.people import person
from schools.models import School, Term
from teaching_checks.models import Marking
from teaching_checks.rules.markings import Standing
from teaching_checks.selectors.markings import marking_standings


def markings(school: School, span: Span) -> Iterator[Evidence]:
    """Give every marking of the span; `amount` of `whole` is what the term had marked and required by that day.

    C6-S02 counts the days, C4-S06 takes the newest. Standings are of whole terms, however short the span.
    """
    rows = Marking.objects.filter(school=school, on__gte=span.from_on, on__lt=span.to_on, marked__gt=0)
    rows = list(rows.select_related("teacher").order_by("on", "pk"))
    if not rows:  # where nobody marks, the lessons of a term need not be worked out
        return
    terms = Term.objects.filter(school=school, starts_on__lt=span.to_on, ends_on__gte=span.from_on)
    stood: dict[tuple[int, date], Standing] = {}
    for term in terms:
        for teacher, found in marking_standings(school, term.span).items():
            stood |= {(teacher, each.on): each for each in found}
    for row in rows:
        at = stood.get((row.teacher_id, row.on))
        counts = (Decimal(at.done), Decimal(at.required)) if at else (Decimal(0), None)
        about, ref = person(row.person_id), f"marking_teacher:{row.teacher.public_id}"
        yield Evidence("marking", row.on, row.person_id, about, "homework", *counts, ref=ref)
