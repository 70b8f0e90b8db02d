"""The one way in which seats change hands in a rota: taken, given, noted as a step, and told to those concerned."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pghistory
from django.db import IntegrityError, transaction

from communities import addresses
from communities.messages import rotas as words
from communities.models import Assignment, Rota, RotaStep, Slot, Swap
from core.refusals import Refused
from notices.services import send
from registry.models import Guardian

# What the database refuses when two people act at once, and the code by which a page says it.
CLASHES = {"one_parent_per_seat": "seat-taken", "a_parent_is_in_one_place_at_a_time": "busy"}


@dataclass(frozen=True)
class Move:
    """One seat changes hands: from the present assignment (None when free) to a parent (None to leave it free)."""

    slot: Slot
    seat: int
    before: Assignment | None = None
    guardian: Guardian | None = None
    hours: tuple[datetime, datetime] | None = None

    @property
    def span(self) -> tuple[datetime, datetime]:
        return self.hours or (self.slot.starts_at, self.slot.ends_at)


def lock(rota: Rota) -> Rota:
    """Give the rota as it is now and keep others from changing its seats until the transaction ends."""
    return Rota.objects.select_for_update().select_related("community").get(pk=rota.pk)


def carry_out(*, rota: Rota, what: str, moves: list[Move], by, now: datetime) -> RotaStep | None:
    """Change the seats, keep the step for undoing, and tell the parents when the rota is filed.

    Part of the caller's transaction. Raises Refused("seat-taken" or "busy") when somebody was quicker.
    """
    if not moves:
        return None
    with pghistory.context(user=by.pk):
        take_away([m.before for m in moves if m.before], now=now)
        _give(rota, moves, now)
    step = RotaStep.objects.create(rota=rota, by=by, at=now, what=what, changes=[_change(m) for m in moves])
    if rota.is_filed:
        tell(moves, dedupe=f"rota-step-{step.pk}", now=now)
    return step


def take_away(duties: Iterable[Assignment], *, now: datetime) -> None:
    """End assignments: what was only planned goes, what was asked or accepted stays as given away."""
    duties = list(duties)
    planned = [d.pk for d in duties if d.state == Assignment.State.PLANNED]
    known = [d.pk for d in duties if d.state != Assignment.State.PLANNED]
    if planned:
        Assignment.objects.filter(pk__in=planned).delete()
    if known:
        Assignment.objects.filter(pk__in=known).update(state=Assignment.State.RELEASED)
        offers = Swap.objects.open().filter(assignment__in=known)
        offers.update(state=Swap.State.WITHDRAWN, ended_at=now)


def _give(rota, moves, now) -> None:
    state = Assignment.State.ASKED if rota.is_filed else Assignment.State.PLANNED
    asked_at = now if rota.is_filed else None
    rows = [
        Assignment(
            school_id=rota.school_id,
            slot=move.slot,
            seat=move.seat,
            guardian=move.guardian,
            starts_at=move.span[0],
            ends_at=move.span[1],
            state=state,
            asked_at=asked_at,
        )
        for move in moves
        if move.guardian
    ]
    if not rows:
        return
    try:
        with transaction.atomic():
            Assignment.objects.bulk_create(rows)
    except IntegrityError as error:
        name = error.__cause__.diag.constraint_name
        if name not in CLASHES:
            raise
        raise Refused(CLASHES[name]) from error


def _change(move: Move) -> dict:
    before = move.before
    is_part = before and (before.starts_at, before.ends_at) != (move.slot.starts_at, move.slot.ends_at)
    return {
        "slot": move.slot.pk,
        "seat": move.seat,
        "before": before and before.guardian_id,
        "after": move.guardian and move.guardian.pk,
        "hours": [before.starts_at.isoformat(), before.ends_at.isoformat()] if is_part else None,
    }


def tell(moves: list[Move], *, dedupe: str, now: datetime, is_cancelled: bool = False) -> None:
    """Send each parent one message about what was given, and one about what was taken; nothing about the past."""
    given, taken = defaultdict(list), defaultdict(list)
    for move in moves:
        if move.slot.ends_at <= now:
            continue
        if move.guardian:
            given[move.guardian].append(move.slot)
        if move.before and move.before.guardian_id != (move.guardian and move.guardian.pk):
            taken[move.before.guardian].append(move.slot)
    _send(given, words.asked, f"{dedupe}-asked")
    _send(taken, words.cancelled if is_cancelled else words.released, f"{dedupe}-released")


def _send(slots_of: dict[Guardian, list[Slot]], message, dedupe: str) -> None:
    for guardian, slots in slots_of.items():
        if guardian.user:
            subject, body = message(slots)
            send(
                recipients=guardian.user,
                subject=subject,
                body=body,
                url=addresses.own_duties(),
                dedupe=dedupe,
                school=slots[0].school,
            )
