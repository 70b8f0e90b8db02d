"""Single slots by hand: add, change, cancel."""

from datetime import date, datetime

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from communities import rules_days
from communities.models import Assignment, Rota, Slot
from communities.selectors.availability import Availability
from communities.selectors.rotas import calendar_of, parents_on
from communities.services.placing import Move, carry_out, lock
from communities.services.rotas import cancel
from core.refusals import Refused


@transaction.atomic
def add(*, rota: Rota, fields: dict, by: User) -> Slot:
    """Add a slot. Raises Refused: "outside-rota", "wrong-day", "slot-double"."""
    rota = lock(rota)
    _check_day(rota, fields["kind"], fields["on"])
    slot = Slot(school_id=rota.school_id, community_id=rota.community_id, rota=rota, **fields)
    _save(slot, by)
    return slot


@transaction.atomic
def change(*, slot: Slot, fields: dict, by: User, now=None) -> int:
    """Change hours, place and number of parents; gives how many parents had to leave.

    With new hours everybody is asked anew, and who cannot any more leaves; so do those beyond the number needed.
    Raises Refused: "cancelled", "checked-in", "slot-double".
    """
    rota = lock(slot.rota)
    slot = Slot.objects.select_related("community", "school").get(pk=slot.pk)
    if slot.cancelled_at:
        raise Refused("cancelled")
    hours_before = (slot.starts_at, slot.ends_at)
    for name, value in fields.items():
        setattr(slot, name, value)
    duties = list(Assignment.objects.live().filter(slot=slot).select_related("guardian__user"))
    moves = _moves(slot, duties, hours_changed=hours_before != (slot.starts_at, slot.ends_at))
    if any(move.before.checked_in_at for move in moves):
        raise Refused("checked-in")
    _save(slot, by)
    carry_out(rota=rota, what="change", moves=moves, by=by, now=now or timezone.now())
    return sum(move.guardian is None for move in moves)


def _moves(slot: Slot, duties, *, hours_changed: bool) -> list[Move]:
    members = {p.pk: p for p in parents_on(slot.community)} if hours_changed else {}
    known = Availability(members.values(), [slot])
    moves = []
    for duty in duties:
        parent = members.get(duty.guardian_id)
        if duty.seat > slot.needed:
            moves.append(Move(slot, duty.seat, duty))
        elif hours_changed:
            is_free = parent is not None and known.reason(parent, slot, seat=duty.seat) is None
            moves.append(Move(slot, duty.seat, duty, parent if is_free else None))
    return moves


@transaction.atomic
def cancel_slot(*, slot: Slot, by: User, now: datetime | None = None) -> None:
    """Cancel a slot; those on duty are told. Raises Refused("cancelled")."""
    rota = lock(slot.rota)
    slot = Slot.objects.get(pk=slot.pk)
    if slot.cancelled_at:
        raise Refused("cancelled")
    cancel(rota=rota, slots=[slot], why="leader", by=by, now=now or timezone.now())


def _check_day(rota: Rota, kind: str, on: date) -> None:
    if not rota.from_on <= on <= rota.to_on:
        raise Refused("outside-rota")
    if not rules_days.fits(kind, calendar_of(rota).day(on)):
        raise Refused("wrong-day")


def _save(slot: Slot, by: User) -> None:
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            slot.save()
    except IntegrityError as error:
        if "slot_once_per_kind_and_beginning" not in str(error):
            raise
        raise Refused("slot-double") from error
