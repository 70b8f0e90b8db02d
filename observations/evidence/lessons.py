"""Observed lessons as evidence: with notes, and talked over with the teacher (C1.5, C3.8c, F-09)."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from accounts.models import Post
from core.dates import Span
from observations.models import Observation
from rulebook import roles
from rulebook.kinds import Asked
from rulebook.models import RoleHolder
from rulebook.rules.judging import LEADER, Evidence
from rulebook.rules.people import person
from schools.models import School

PART = "lesson"
# "not the lessons of leaders" means those of the middle managers and everybody above them.
BODIES = ("middle_manager", *roles.UNIONS["middle_manager"])
POSTS = [post for body in roles.UNIONS["middle_manager"] for post in roles.POSTS[body]]


def lessons(school: School, span: Span) -> Iterator[Evidence]:
    """Give the observations of a span that count, each about the person observed; one statement."""
    rows = Observation.objects.counting().filter(school=school, on__gte=span.from_on, on__lt=span.to_on)
    if isinstance(span, Asked) and span.actor:
        rows = rows.filter(observer=span.actor)
    rows = rows.annotate(leads=_leads()).order_by("on", "period", "pk")
    for on, observer, observed, leads, public_id in rows.values_list("on", "observer", "person", "leads", "public_id"):
        marks = frozenset({LEADER}) if leads else frozenset()
        ref = f"observation:{public_id}"
        yield Evidence("observation", on, observer, person(observed), PART, marks=marks, ref=ref)


def _leads() -> Q:
    """Tell whether the teacher led the school on that day, by a post or by being named for it."""
    whose = {"school": OuterRef("school"), "user": OuterRef("person")}
    on_the_day = Q(from_on__lte=OuterRef("on")) & (Q(to_on=None) | Q(to_on__gt=OuterRef("on")))
    by_post = Post.objects.filter(on_the_day, role__in=POSTS, **whose)
    by_name = RoleHolder.objects.filter(on_the_day, role__in=BODIES, **whose)
    return Q(Exists(by_post)) | Q(Exists(by_name))
