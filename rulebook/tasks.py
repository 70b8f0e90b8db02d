"""Background doors of the documents; when they are opened stands in config/celery.py."""

from celery import shared_task
from django.utils import timezone

from rulebook.selectors.current import schools_in_force, term_of
from rulebook.services.expanding import expand_term
from schools.models import School


@shared_task
def expand_all() -> None:
    """Bring every school's current term up to date, each in a task of its own; safe to run twice."""
    for school_id in schools_in_force(timezone.localdate()):
        expand_school.delay(school_id=school_id)


@shared_task
def expand_school(*, school_id: int) -> None:
    """Bring the term of one school up to date with its people, its calendar and its documents."""
    school = School.objects.get(pk=school_id)
    today = timezone.localdate()
    if term := term_of(school, today):
        expand_term(school=school, term=term, as_of=today)
