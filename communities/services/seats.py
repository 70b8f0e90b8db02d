"""One seat of a rota: put a parent on it, clear it; who saw something else is shown what changed meanwhile."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from communities.models import Assignment, Rota, RotaStep, Slot
from communities.selectors.availability import Availability, Reason
from communities.selectors.rotas import parents_on
from communities.services.placing import Move, carry_out, lock
from core.refusals import Refused
from registry.models import Guardian


class Unfit(Refused):
    """The parent cannot take the duty; `why` says what stands against it."""

    def __init__(self, why: Reason):
        super().__init__(why.why)
        self.why = why


class ChangedMeanwhile(Refused):
    """The seat is not as the person saw it: what stands there now, who put it there (if a leader did), and when."""

    def __init__(self, duty: Assignment | None, by: User | None, at: datetime | None):
        super().__init__("changed-meanwhile")
        self.duty, self.by, self.at = duty, by, at


@dataclass(frozen=True)
class Saved:
    """The slot with the seat as it is now; `is_changed` is false when it stood so already."""

    slot: Slot
    is_changed: bool


@transaction.atomic
def put(*, slot: Slot, seat: int, guardian: Guardian | None, by: User, seen: str, hours=None, now=None) -> Saved:
    """Put a parent on a seat, or nobody; `seen` is the public id of the assignment that the person saw, "" for free.

    `hours` is a part of the slot's hours, for parents who take turns (X-06). In a filed rota the parent is asked,
    and whoever was there is told.
    Raises ChangedMeanwhile, Unfit, and Refused: "cancelled", "no-such-seat", "hours-outside", "not-a-parent",
    "checked-in", "seat-taken", "busy".
    """
    rota = lock(slot.rota)
    before = _present(slot, seat)
    if (str(before.public_id) if before else "") != seen:
        raise _changed(rota, slot, seat, before)
    if slot.cancelled_at or not 1 <= seat <= slot.needed:
        raise Refused("cancelled" if slot.cancelled_at else "no-such-seat")
    hours = _checked_hours(slot, hours)
    if _is_same(before, guardian, hours):
        return Saved(slot, is_changed=False)
    if before and before.checked_in_at:
        raise Refused("checked-in")
    if guardian:
        guardian = check(slot, guardian, hours, seat=seat)
    move = Move(slot, seat, before, guardian, hours)
    carry_out(rota=rota, what="assign" if guardian else "clear", moves=[move], by=by, now=now or timezone.now())
    return Saved(slot, is_changed=True)


def check(slot: Slot, guardian: Guardian, hours, *, seat: int) -> Guardian:
    """Give the parent with the account. Raises Refused("not-a-parent") and Unfit."""
    member = next((g for g in parents_on(slot.community) if g.pk == guardian.pk), None)
    if member is None:
        raise Refused("not-a-parent")
    reason = Availability([member], [slot]).reason(member, slot, hours, seat=seat)
    if reason:
        raise Unfit(reason)
    return member


def _present(slot: Slot, seat: int) -> Assignment | None:
    live = Assignment.objects.live().filter(slot=slot, seat=seat)
    return live.select_related("guardian__user").first()


def _checked_hours(slot: Slot, hours) -> tuple[datetime, datetime]:
    first, last = hours or (slot.starts_at, slot.ends_at)
    if not slot.starts_at <= first < last <= slot.ends_at:
        raise Refused("hours-outside")
    return first, last


def _is_same(before, guardian, hours) -> bool:
    if before is None or guardian is None:
        return before is None and guardian is None
    return before.guardian_id == guardian.pk and (before.starts_at, before.ends_at) == hours


def _changed(rota: Rota, slot: Slot, seat: int, duty: Assignment | None) -> ChangedMeanwhile:
    """Say who changed the seat: a leader is named; a parent who answered or swapped is not looked for (L-06)."""
    steps = RotaStep.objects.filter(rota=rota, changes__contains=[{"slot": slot.pk, "seat": seat}])
    step = steps.select_related("by").first()
    after = (
        next((c["after"] for c in step.changes if (c["slot"], c["seat"]) == (slot.pk, seat)), None) if step else None
    )
    is_by_step = step is not None and after == (duty and duty.guardian_id) and step.undone_at is None
    if is_by_step:
        return ChangedMeanwhile(duty, step.by, step.at)
    return ChangedMeanwhile(duty, None, (duty.answered_at or duty.asked_at) if duty else None)
