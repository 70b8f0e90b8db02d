"""Many seats at once: fill a row, copy last week, take the last step back. Each says what it did and what not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from communities.models import Assignment, Rota, RotaStep, Slot
from communities.selectors.availability import Availability, Reason
from communities.selectors.rotas import duty_counts, parents_on
from communities.services.placing import Move, carry_out, lock
from core.refusals import Refused
from registry.models import Guardian

WEEK = timedelta(days=7)
UNDOABLE = ("assign", "clear", "fill", "copy")


@dataclass(frozen=True)
class LeftOut:
    """A seat that stayed as it was: `code` says why; for a parent who cannot, `reason` says it more closely."""

    slot: Slot
    code: str
    guardian: Guardian | None = None
    reason: Reason | None = None


@dataclass
class Outcome:
    """What a step did: how many seats it changed, and which it could not."""

    done: int = 0
    left_out: list[LeftOut] = field(default_factory=list)


@transaction.atomic
def fill_row(*, rota: Rota, like: Slot, guardian: Guardian | None, by: User, monday: date | None, now=None) -> Outcome:
    """Fill the free seats of one duty (same kind and hours): with one parent, or in turn with who has fewest duties.

    `monday` limits it to that week; None means the whole rota. Parents sit once in a slot; who cannot is passed over.
    """
    rota = lock(rota)
    slots = [s for s in _slots(rota, monday) if (s.kind, s.hours) == (like.kind, like.hours)]
    parents = parents_on(rota.community)
    chosen = [p for p in parents if guardian is None or p.pk == guardian.pk]
    if not chosen:
        raise Refused("not-a-parent")
    known, taken, counts = Availability(chosen, slots), _duties(slots), duty_counts(rota)
    moves, outcome = [], Outcome()
    for slot, seat in _free_seats(slots, taken):
        parent, why = _next_parent(chosen, counts, known, slot)
        if parent is None:
            if guardian is None or why is None or why.why != "here":
                outcome.left_out.append(LeftOut(slot, "nobody-free" if guardian is None else why.why, guardian, why))
            continue
        known.take(parent, slot, seat, (slot.starts_at, slot.ends_at))
        counts[parent.pk] = counts.get(parent.pk, 0) + 1
        moves.append(Move(slot, seat, None, parent))
    carry_out(rota=rota, what="fill", moves=moves, by=by, now=now or timezone.now())
    outcome.done = len(moves)
    return outcome


def _next_parent(parents, counts, known, slot) -> tuple[Guardian | None, Reason | None]:
    """Give the free parent with the fewest duties of the rota; else None and what stands against the last one asked."""
    reason = None
    for parent in sorted(parents, key=lambda p: counts.get(p.pk, 0)):
        reason = known.reason(parent, slot)
        if reason is None:
            return parent, None
    return None, reason


@transaction.atomic
def copy_week(*, rota: Rota, monday: date, by: User, now=None) -> Outcome:
    """Put last week's parents on the free seats of this week, where weekday, duty, hours and seat are the same.

    Last week may belong to the rota before. Raises Refused("nothing-to-copy").
    """
    rota = lock(rota)
    last_week = (monday - WEEK, monday - timedelta(days=1))
    source = Slot.objects.filter(community=rota.community_id, on__range=last_week).held()
    duties = [d for each in _duties(source).values() for d in each.values()]
    if not duties:
        raise Refused("nothing-to-copy")
    slots = _slots(rota, monday)
    here = {(s.kind, s.on, s.hours): s for s in slots}
    members = {p.pk: p for p in parents_on(rota.community)}
    known, taken, outcome, moves = Availability(members.values(), slots), _duties(slots), Outcome(), []
    for duty in sorted(duties, key=lambda d: (d.starts_at, d.seat)):
        slot = here.get((duty.slot.kind, duty.slot.on + WEEK, duty.slot.hours))
        move = _copied(duty, slot, taken, members, known, outcome)
        if move:
            known.take(move.guardian, slot, move.seat, move.span)
            moves.append(move)
    carry_out(rota=rota, what="copy", moves=moves, by=by, now=now or timezone.now())
    outcome.done = len(moves)
    return outcome


def _copied(duty: Assignment, slot: Slot | None, taken, members, known, outcome: Outcome) -> Move | None:
    """Give the move for one duty of last week, or note why it cannot be."""
    parent, hours = members.get(duty.guardian_id), (duty.starts_at + WEEK, duty.ends_at + WEEK)
    if slot is None or duty.seat > slot.needed:
        outcome.left_out.append(LeftOut(duty.slot, "no-such-duty", duty.guardian))
        return None
    if present := taken.get(slot.pk, {}).get(duty.seat):
        if present.guardian_id != duty.guardian_id:
            outcome.left_out.append(LeftOut(slot, "seat-taken", duty.guardian))
        return None
    if parent is None:
        outcome.left_out.append(LeftOut(slot, "not-a-parent", duty.guardian))
        return None
    if reason := known.reason(parent, slot, hours):
        outcome.left_out.append(LeftOut(slot, reason.why, parent, reason))
        return None
    return Move(slot, duty.seat, None, parent, hours)


@transaction.atomic
def undo(*, rota: Rota, by: User, now=None) -> Outcome:
    """Take the person's own last step back, seat by seat where it still is as the step left it.

    Raises Refused("nothing-to-undo").
    """
    rota = lock(rota)
    step = last_step(rota, by)
    if step is None:
        raise Refused("nothing-to-undo")
    now = now or timezone.now()
    slots = Slot.objects.filter(pk__in=[c["slot"] for c in step.changes])
    slots = slots.select_related("community", "school").in_bulk()
    members = {p.pk: p for p in parents_on(rota.community)}
    known, taken = Availability(members.values(), slots.values()), _duties(slots.values())
    moves, outcome = [], Outcome()
    changes = [(c, slots[c["slot"]], taken.get(c["slot"], {}).get(c["seat"])) for c in step.changes]
    for change, slot, present in changes:
        if _stands_as_left(change, present):
            known.leave(change["after"], slot, change["seat"])
    for change, slot, present in changes:
        move = _undone(change, slot, present, members, known, outcome)
        if move:
            moves.append(move)
        if move and move.guardian:
            known.take(move.guardian, slot, move.seat, move.span)
    carry_out(rota=rota, what="undo", moves=moves, by=by, now=now)
    RotaStep.objects.filter(pk=step.pk).update(undone_at=now)
    outcome.done = len(moves)
    return outcome


def last_step(rota: Rota, by: User) -> RotaStep | None:
    """Give the person's own last step that can be taken back; one statement."""
    return RotaStep.objects.filter(rota=rota, by=by, what__in=UNDOABLE, undone_at=None).first()


def _stands_as_left(change: dict, present: Assignment | None) -> bool:
    return (present and present.guardian_id) == change["after"]


def _undone(change: dict, slot: Slot, present, members, known, outcome: Outcome) -> Move | None:
    """Give the move that restores one seat, or note why it cannot be."""
    before, code, reason = members.get(change["before"]), "", None
    hours = tuple(map(datetime.fromisoformat, change["hours"])) if change["hours"] else None
    if not _stands_as_left(change, present):
        code = "changed-since"
    elif slot.cancelled_at or change["seat"] > slot.needed:
        code = "no-such-duty"
    elif hours and not slot.starts_at <= hours[0] < hours[1] <= slot.ends_at:
        code = "hours-outside"
    elif present and present.checked_in_at:
        code = "checked-in"
    elif change["before"] and before is None:
        code = "not-a-parent"
    elif before and (reason := known.reason(before, slot, hours, seat=change["seat"])):
        code = reason.why
    if code:
        outcome.left_out.append(LeftOut(slot, code, before, reason))
        return None
    return Move(slot, change["seat"], present, before, hours)


def _slots(rota: Rota, monday: date | None) -> list[Slot]:
    slots = Slot.objects.filter(rota=rota).held().select_related("community", "school").order_by("starts_at", "pk")
    if monday:
        slots = slots.filter(on__range=(monday, monday + timedelta(days=6)))
    return list(slots)


def _duties(slots: Iterable[Slot]) -> dict[int, dict[int, Assignment]]:
    """Give the live assignments by slot and seat; one statement."""
    live = Assignment.objects.live().filter(slot__in=[s.pk for s in slots])
    found: dict[int, dict[int, Assignment]] = {}
    for duty in live.select_related("guardian__user", "slot"):
        found.setdefault(duty.slot_id, {})[duty.seat] = duty
    return found


def _free_seats(slots, taken) -> list[tuple[Slot, int]]:
    """Give the free seats in the order of the days."""
    return sorted(
        ((s, seat) for s in slots for seat in range(1, s.needed + 1) if seat not in taken.get(s.pk, {})),
        key=lambda each: (each[0].starts_at, each[1]),
    )
