"""Needs and how many of them were answered; special projects with their steps."""

from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from alliances.models import Alliance, Milestone, Need
from alliances.rules.needs import Answered
from alliances.selectors.terms import number_of
from core.dates import Span


def for_listing(needs: QuerySet) -> QuerySet:
    """Load the school, who raised it and what answered it; open ones first."""
    rows = needs.select_related("membership__school", "raised_by", "answered_by", "activity")
    return rows.order_by(F("answered_on").desc(nulls_first=True), "-raised_on", "-pk")


def answered(alliance: Alliance, day: date, span: Span | None = None) -> Answered:
    """Give the share of needs that were answered, against the target of that day (G4.4.5b); of a span those raised
    in it."""
    rows = Need.objects.filter(alliance=alliance)
    if span:
        rows = rows.filter(raised_on__gte=span.from_on, raised_on__lt=span.to_on)
    sums = rows.aggregate(raised=Count("pk"), answered=Count("pk", filter=Q(answered_on__isnull=False)))
    return Answered(sums["answered"], sums["raised"], number_of(alliance, "need.answer_share_target", day))


def with_milestones(projects: QuerySet) -> QuerySet:
    """Load the steps: one statement more."""
    return projects.prefetch_related(Prefetch("milestones", queryset=Milestone.objects.order_by("due_on", "pk")))
