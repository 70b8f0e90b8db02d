"""Forgive an obligation, or some days of it, with a reason; and take that back."""

from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from core.refusals import Refused
from rulebook.models import Obligation, Waiver


@transaction.atomic
def waive(*, obligation: Obligation, reason: str, from_on: date | None = None, to_on: date | None = None, by) -> Waiver:
    """Waive the whole obligation, or the weeks and days of it that begin in a span; both days belong to it.

    Raises Refused: "no_reason", "days_wrong" (one day only, or in the wrong order), "own" (one's own obligation).
    """
    if not reason.strip():
        raise Refused("no_reason")
    if (from_on is None) != (to_on is None) or (from_on and to_on < from_on):
        raise Refused("days_wrong")
    if by.pk in obligation.bearers:
        raise Refused("own")
    with pghistory.context(user=by.pk):
        return Waiver.objects.create(
            school_id=obligation.school_id,
            obligation=obligation,
            reason=reason.strip(),
            from_on=from_on,
            to_on=to_on,
            given_by=by,
        )


@transaction.atomic
def take_back(*, waiver: Waiver, by, now=None) -> None:
    """Let the obligation be owed again. Raises Refused: "ended"."""
    waiver = Waiver.objects.select_for_update().get(pk=waiver.pk)
    if waiver.ended_at:
        raise Refused("ended")
    waiver.ended_at, waiver.ended_by = now or timezone.now(), by
    with pghistory.context(user=by.pk):
        waiver.save(update_fields=["ended_at", "ended_by"])
