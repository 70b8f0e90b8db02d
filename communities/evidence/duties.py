"""Rotas and duties as evidence: a rota for each week, and each parent's own duties (G1.3.4.V2, P2)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from communities.models import Rota
from communities.selectors.presence import duties_held
from core.dates import Span
from rulebook.rules.judging import Evidence
from schools.models import School, Term

WEEK = timedelta(days=7)


def rotas_by_week(school: School, span: Span) -> Iterator[Evidence]:
    """Give one record for each week of a term that a filed rota reaches into."""
    terms = [term.span for term in Term.objects.filter(school=school)]
    rotas = Rota.objects.filter(school=school, state=Rota.State.FILED, from_on__lt=span.to_on, to_on__gte=span.from_on)
    columns = ("community", "public_id", "from_on", "to_on")
    for community, public_id, from_on, to_on in rotas.order_by("from_on", "pk").values_list(*columns):
        for term in terms:
            for on in _weeks(max(from_on, term.from_on), min(to_on, term.last_on)):
                yield Evidence("duty_rota", on, None, f"community:{community}", ref=f"rota_week:{public_id}")


def _weeks(first: date, last: date) -> Iterator[date]:
    """Give the first day in each week from the first day to the last."""
    while first <= last:
        yield first
        first = first - timedelta(days=first.weekday()) + WEEK


def shifts(school: School, span: Span) -> Iterator[Evidence]:
    """Give the duties that are over, each to the parent alone, right where the parent came (L-06)."""
    over = duties_held().filter(
        school=school,
        slot__on__gte=span.from_on,
        slot__on__lt=span.to_on,
        ends_at__lte=timezone.now(),
        guardian__user__isnull=False,
    )
    columns = ("guardian__user", "slot__community", "slot__on", "checked_in_at", "slot__public_id")
    for user, community, on, came_at, public_id in over.order_by("starts_at", "pk").values_list(*columns):
        yield Evidence(
            "duty_shift",
            on,
            user,
            f"community:{community}",
            is_right=came_at is not None,
            ref=f"attendance_take:{public_id}",
        )
