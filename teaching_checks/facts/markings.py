"""Markings that a term lacks (C4-D12): as many as lessons, told once when the term is over."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from core.dates import Span
from deductions.kinds import Event, Fact
from registry.models import Teacher
from schools.models import School, Term
from teaching_checks.models import Marking
from teaching_checks.selectors.markings import marking_standings


def facts(school: School, span: Span) -> Iterator[Fact]:
    """Give what the terms lack that ended in the span and before today.

    Nothing where nobody recorded a marking in the term: then the school does not keep them here.
    """
    today = timezone.localdate()
    terms = Term.objects.filter(school=school, ends_on__gte=span.from_on, ends_on__lt=min(span.to_on, today))
    for term in terms:
        if Marking.objects.filter(school=school, on__gte=term.starts_on, on__lte=term.ends_on).exists():
            yield from _of_term(school, term)


def _of_term(school: School, term: Term) -> Iterator[Fact]:
    stood = marking_standings(school, term.span)
    pages = dict(Teacher.objects.filter(pk__in=stood).values_list("pk", "public_id"))
    for teacher, found in stood.items():
        last = found[-1]
        if last.missing > 0:
            figures = {"required": Decimal(last.required), "prepared": Decimal(last.done)}
            key = f"markings:{term.pk}:{teacher}"
            yield Fact(
                Event.MARKINGS_SHORT, key, teacher, term.ends_on, figures, ref=f"marking_teacher:{pages[teacher]}"
            )
