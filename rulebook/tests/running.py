"""A small school in the middle of a term that runs today, for pages, which look at the clock."""

from datetime import date, timedelta

from django.utils import timezone

from core.dates import monday_of, school_year
from rulebook.models import Obligation
from rulebook.services.expanding import expand_term
from rulebook.tests.factories import Small, create_adoption, create_small


def small_now(*documents: str) -> Small:
    """Give the small school with documents in force since the term began; the mid-term exam was two days ago."""
    today = timezone.localdate()
    monday = monday_of(today)
    term = {
        "school_year": school_year(today),
        "starts_on": monday - timedelta(weeks=9),
        "ends_on": monday + timedelta(weeks=9),
        "midterm_starts_on": today - timedelta(days=3),
        "midterm_ends_on": today - timedelta(days=2),
        "final_starts_on": monday + timedelta(weeks=8),
        "final_ends_on": monday + timedelta(weeks=8, days=1),
    }
    small = create_small(**term)
    for document in documents or ("C3",):
        create_adoption(school=small.school, document=document, from_on=term["starts_on"])
    bring_up_to_date(small, today)
    return small


def bring_up_to_date(small: Small, today: date | None = None):
    return expand_term(school=small.school, term=small.term, as_of=today or timezone.localdate())


def midterm_check_of(small: Small, teacher: str) -> Obligation:
    """Give the full check at mid-term of one teacher."""
    return Obligation.objects.get(requirement="C3-K02", subject=f"person:{small.people[teacher].pk}")
