"""Societies, communities and their posts: as evidence, and as what is counted (G1.3.2.2–3, G1.3.4.V2, G2.2.1)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone

from communities.evidence.held import KIND, memberships
from communities.models import Community, Society, SocietyPost
from core.dates import Span
from rulebook.rules.judging import Evidence
from rulebook.rules.people import Subject
from schools.models import School

LEADERS = {KIND.PUPIL: "student_leader", KIND.PARENT: "parent_leader"}


def societies(school: School, span: Span) -> Iterator[Evidence]:
    """Give the societies of each village of the school."""
    rows = Society.objects.filter(_not_ended("dissolved_on", span), school=school, founded_on__lt=span.to_on)
    columns = ("village", "founded_on", "dissolved_on", "public_id")
    for village, founded_on, dissolved_on, public_id in rows.order_by("founded_on", "pk").values_list(*columns):
        ref = f"society_detail:{public_id}"
        yield Evidence("mutual_aid_society", founded_on, None, f"village:{village}", until=dissolved_on, ref=ref)


def posts(school: School, span: Span) -> Iterator[Evidence]:
    """Give who presides over a society, and who leads a community: without names, for as long as they do."""
    rows = SocietyPost.objects.filter(_not_ended("to_on", span), school=school, from_on__lt=span.to_on)
    columns = ("society", "society__public_id", "from_on", "to_on")
    for society, public_id, from_on, to_on in rows.order_by("from_on", "pk").values_list(*columns):
        ref = f"society_detail:{public_id}"
        yield Evidence("org_post", from_on, None, f"society:{society}", "society_president", until=to_on, ref=ref)
    for held in memberships(school, span, is_leader=True):
        yield Evidence("org_post", held.from_on, None, held.subject, LEADERS[held.kind], until=held.until, ref=held.ref)


def communities(school: School, span: Span) -> Iterator[Subject]:
    """Give the approved communities, from their approval until they were dissolved; a draft owes nothing yet."""
    rows = Community.objects.filter(_not_ended("dissolved_on", span), school=school, approved_at__isnull=False)
    for each in rows.select_related("society__village").order_by("society__village__name", "name", "pk"):
        society, from_on = each.society, timezone.localdate(each.approved_at)
        keys = frozenset({f"society:{society.pk}", f"village:{society.village_id}"})
        yield Subject(f"community:{each.pk}", f"{society.village} {each.name}", keys, from_on, each.dissolved_on)


def society_subjects(school: School, span: Span) -> Iterator[Subject]:
    rows = Society.objects.filter(_not_ended("dissolved_on", span), school=school)
    for each in rows.select_related("village").order_by("village__name", "pk"):
        keys = frozenset({f"village:{each.village_id}"})
        yield Subject(f"society:{each.pk}", str(each), keys, each.founded_on, each.dissolved_on)


def _not_ended(column: str, span: Span) -> Q:
    day: date = span.from_on
    return Q(**{column: None}) | Q(**{f"{column}__gt": day})
