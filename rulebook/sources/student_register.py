"""How complete the register of pupils is: a part of a whole for the school, never a pupil (G1.3.1.2–3)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from core.dates import Span
from registry.models import Enrolment, Guardianship, Student
from rulebook.rules.judging import Evidence
from schools.models import School, Term


def complete_entries(school: School, span: Span) -> Iterator[Evidence]:
    """Give for each term how many of the pupils stand there with class, guardian and address.

    A term that is over is looked at on its last day; one statement for each term of the span.
    """
    today = timezone.localdate()
    for term in Term.objects.filter(school=school, starts_on__lt=span.to_on, ends_on__gte=span.from_on):
        if term.starts_on <= today:
            on = min(today, term.ends_on)
            found = _counted(school, on)
            yield Evidence("register_entry", on, amount=Decimal(found["complete"]), whole=Decimal(found["pupils"]))


def _counted(school: School, on: date) -> dict[str, int]:
    """Count the pupils who have not left by that day, and those of whom everything is known."""
    enrolments = Enrolment.objects.filter(student=OuterRef("pk"))
    lasting = enrolments.filter(Q(to_on=None) | Q(to_on__gt=on))
    guardians = Guardianship.objects.filter(student=OuterRef("pk"), is_barred=False)
    pupils = Student.objects.filter(school=school).filter(~Exists(enrolments) | Exists(lasting))
    complete = Q(Exists(lasting.filter(from_on__lte=on)), Exists(guardians)) & ~Q(address="")
    return pupils.aggregate(pupils=Count("pk"), complete=Count("pk", filter=complete))
