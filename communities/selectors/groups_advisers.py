"""Advisers and how many communities each looks after (F-05)."""

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from communities.models import Community, Limits, Membership
from communities.selectors.groups_candidates import with_subjects
from registry.models import Teacher

LOADS = ("none", "below", "right", "above")


def with_group_count(teachers: QuerySet[Teacher]) -> QuerySet[Teacher]:
    """Keep today's teachers; add `group_count`: the existing communities that each has agreed to advise."""
    agreed = Membership.objects.agreed().filter(teacher=OuterRef("pk"))
    existing = agreed.exclude(community__state=Community.State.DISSOLVED).order_by()
    count = existing.values("teacher").annotate(count=Count("pk")).values("count")
    counted = Coalesce(Subquery(count), Value(0), output_field=IntegerField())
    return with_subjects(teachers.employed_on(timezone.localdate()).annotate(group_count=counted))


def of_load(teachers: QuerySet[Teacher], load: str, limits: Limits) -> QuerySet[Teacher]:
    """Keep those who advise none, fewer than wished, as many as is right, or too many; others words keep all."""
    least, most = limits.adviser_groups_min, limits.adviser_groups_max
    kept = {
        "none": Q(group_count=0),
        "below": Q(group_count__gt=0, group_count__lt=least),
        "right": Q(group_count__range=(least, most)),
        "above": Q(group_count__gt=most),
    }
    return teachers.filter(kept[load]) if load in kept else teachers


def with_wrong_number_of_advisers(communities: QuerySet[Community], limits: Limits) -> QuerySet[Community]:
    """Keep the existing communities with too few or too many advisers; `adviser_count` says how many."""
    agreed = Membership.objects.agreed().advisers().filter(community=OuterRef("pk")).order_by()
    count = agreed.values("community").annotate(count=Count("pk")).values("count")
    counted = communities.existing().annotate(
        adviser_count=Coalesce(Subquery(count), Value(0), output_field=IntegerField())
    )
    return counted.exclude(adviser_count__range=(limits.advisers_min, limits.advisers_max))
