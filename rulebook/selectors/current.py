"""Which schools run documents, and which of their terms a day belongs to."""

from datetime import date

from rulebook.models import Adoption
from schools.models import School, Term


def schools_in_force(on: date) -> list[int]:
    """Give the ids of the schools with a document in force on that day."""
    return sorted(Adoption.objects.in_force_on(on).order_by().values_list("school", flat=True).distinct())


def term_of(school: School, on: date) -> Term | None:
    """Give the term of a day: a vacation belongs to the term before it; None before the first."""
    return term_among(Term.objects.filter(school=school), on)


def term_among(terms, on: date) -> Term | None:
    """As `term_of`, with the terms at hand."""
    return max((t for t in terms if t.starts_on <= on), key=lambda t: t.starts_on, default=None)
