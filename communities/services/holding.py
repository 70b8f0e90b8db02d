"""How a duty is held while it changes hands: the slot first, then its seats, so that two people never cross."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction

from communities.models import Assignment, Slot, Swap
from core.refusals import Refused
from registry.models import Guardian

# What the database refuses when two transactions meet all the same.
REFUSED_BY = {
    "one_parent_per_seat": "seat-taken",
    "a_parent_is_in_one_place_at_a_time": "overlap",
    "one_offer_and_one_taker_per_duty": "swap-taken",
}


def held_slot(slot_id: int, *, now) -> Slot:
    """Lock a slot that can still be answered for. Raises Refused("duty-cancelled") or ("duty-past")."""
    slot = (
        Slot.objects.select_for_update(of=("self",))
        .select_related("community__school", "rota", "venue")
        .get(pk=slot_id)
    )
    if slot.cancelled_at:
        raise Refused("duty-cancelled")
    if slot.ends_at <= now:
        raise Refused("duty-past")
    return slot


def held_duty(duty: Assignment, *, now) -> Assignment:
    """Lock a duty with its slot, and give it as it stands now."""
    slot = held_slot(duty.slot_id, now=now)
    duty = Assignment.objects.select_for_update(of=("self",)).select_related("guardian__user").get(pk=duty.pk)
    duty.slot = slot
    return duty


def seat(*, slot: Slot, number: int, guardian: Guardian, hours: tuple, now) -> Assignment:
    """Put a parent, who has just said yes, on a free seat. Raises Refused("seat-taken") or ("overlap")."""
    with refusing():
        return Assignment.objects.create(
            school_id=slot.school_id,
            slot=slot,
            seat=number,
            guardian=guardian,
            starts_at=hours[0],
            ends_at=hours[1],
            state=Assignment.State.ACCEPTED,
            asked_at=now,
            answered_at=now,
        )


def taken_back(duties, *, now) -> None:
    """End the open offers of these duties: there is nothing left to take over."""
    Swap.objects.open().filter(assignment__in=duties).update(state=Swap.State.WITHDRAWN, ended_at=now)


@contextmanager
def refusing():
    """Turn the database's no into the reason that people are told."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = error.__cause__.diag.constraint_name
        if name not in REFUSED_BY:
            raise
        raise Refused(REFUSED_BY[name]) from error
