"""What the patrol reports to the price lists: late, left early, missed without leave (C4.4.2, C4-D09 … D11)."""

from collections.abc import Iterator
from decimal import Decimal

from django.urls import reverse

from core.dates import Span
from deductions.kinds import Fact, register_facts
from patrols.models import PatrolEntry
from patrols.rules.patrol import events_of
from schools.models import School


def register() -> None:
    """Make the source known; called when the app starts."""
    register_facts("patrols", facts=facts, page=page)


def facts(school: School, span: Span) -> Iterator[Fact]:
    """Give the facts of the span, one statement; none for approved leave and official business (C2.2.2)."""
    rows = PatrolEntry.objects.filter(school=school, on__gte=span.from_on, on__lt=span.to_on).missing()
    for entry in rows.select_related("reason").order_by("on", "period", "pk"):
        yield from _facts_of(entry)


def page(ref: str) -> str:
    """Give the page of the entry."""
    return reverse("patrols:entry_detail", args=[ref])


def _facts_of(entry: PatrolEntry) -> Iterator[Fact]:
    reason = getattr(entry, "reason", None)
    found = {"late": entry.late, "left": entry.left, "is_absent": entry.is_absent}
    for event, minutes in events_of(**found, is_excused=bool(reason and reason.is_excused)):
        figures = {"times": Decimal(1)} | ({"minutes": Decimal(minutes)} if minutes else {})
        yield Fact(
            event=event,
            key=f"patrols:{event}:{entry.public_id}",
            teacher=entry.teacher_id,
            on=entry.on,
            figures=figures,
            lesson=f"slot:{entry.slot_id}@{entry.own_on.isoformat()}" if entry.slot_id else "",
            reporter=entry.walked_by_id,
            ref=str(entry.public_id),
        )
