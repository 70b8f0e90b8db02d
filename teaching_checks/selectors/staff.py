"""Whom an inspection can mean: the school's teachers on a day."""

from datetime import date, timedelta

from django.db.models import QuerySet

from core.dates import Span
from registry.models import Teacher
from rulebook.selectors.people import load_people
from schools.models import School, Term


def teachers_inspected(school: School, on: date) -> QuerySet[Teacher]:
    """Give the teachers employed on the day who teach or belong to a group: a principal without lessons is not meant.

    The same people for whom the documents want one inspection each (C2.1.1, C4.3).
    """
    people = load_people(school, Span(on, on + timedelta(days=1)), wanted=())
    users = [holding.user for holding in people.holders_on(["teacher"], on)]
    return Teacher.objects.filter(school=school, user__in=users).employed_on(on)


def day_in(term: Term, today: date) -> date:
    """Give today, or the nearest day of the term: who taught then is meant."""
    return min(max(today, term.starts_on), term.ends_on)
