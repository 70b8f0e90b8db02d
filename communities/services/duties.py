"""A parent answers for duties: accept, decline, take a free seat. Nobody is asked for a reason (L-06)."""

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from communities import rules
from communities.messages import duties as words
from communities.models import Assignment, Slot
from communities.selectors.duties import unanswered
from communities.selectors.free_duties import clash_of, parent_in
from communities.selectors.people import parent_leaders_of, presidents_of
from communities.services.holding import held_duty, held_slot, refusing, seat, taken_back
from core.refusals import Refused
from notices.services import send

State = Assignment.State


@transaction.atomic
def accept(*, duty: Assignment, by: User, now=None) -> Assignment:
    """Say yes to a duty; saying it twice changes nothing. After a no, the seat is taken back while it is free.

    Raises Refused: "duty-cancelled", "duty-past", "duty-given-away", "seat-taken", "overlap".
    """
    now = now or timezone.now()
    duty = held_duty(duty, now=now)
    if duty.state == State.ACCEPTED:
        return duty
    if duty.state == State.RELEASED:
        raise Refused("duty-given-away")
    if (clash := clash_of(by, duty, except_for=duty)) and clash.state == State.ACCEPTED:
        raise Refused("overlap")
    duty.state, duty.answered_at = State.ACCEPTED, now
    with pghistory.context(user=by.pk), refusing():
        duty.save(update_fields=["state", "answered_at"])
    return duty


@transaction.atomic
def accept_all(*, by: User, now=None) -> int:
    """Say yes to all duties to come that wait for an answer, and give how many they were."""
    now = now or timezone.now()
    count = 0
    for duty in unanswered(by, now=now).order_by("slot_id"):
        try:
            accept(duty=duty, by=by, now=now)
        except Refused:  # cancelled or given to another meanwhile: the list shows it
            continue
        count += 1
    return count


@transaction.atomic
def decline(*, duty: Assignment, by: User, now=None) -> bool:
    """Give a duty back, also one accepted before: the seat is free at once and the leaders know, without a name.

    Gives whether the leaders were told urgently. Saying it twice changes nothing.
    Raises Refused: "duty-cancelled", "duty-past", "duty-begun", "duty-given-away".
    """
    now = now or timezone.now()
    duty = held_duty(duty, now=now)
    is_urgent = rules.gap_is_urgent(starts_at=duty.starts_at, now=now)
    if duty.state == State.DECLINED:
        return is_urgent
    if duty.state == State.RELEASED:
        raise Refused("duty-given-away")
    if duty.starts_at <= now:
        raise Refused("duty-begun")
    with pghistory.context(user=by.pk):
        duty.state, duty.answered_at = State.DECLINED, now
        duty.save(update_fields=["state", "answered_at"])
        taken_back([duty], now=now)
    _tell_leaders(duty.slot, by=by, is_urgent=is_urgent, now=now)
    return is_urgent


@transaction.atomic
def take(*, slot: Slot, by: User, now=None) -> Assignment:
    """Take a free seat for its whole hours.

    Raises Refused: "duty-cancelled", "duty-past", "not-a-member", "already-on-it", "seat-taken", "overlap".
    """
    now = now or timezone.now()
    slot = held_slot(slot.pk, now=now)
    guardian = parent_in(by, slot.community_id)
    if guardian is None or not slot.rota.is_filed:
        raise Refused("not-a-member")
    live = slot.assignments.live()
    if live.filter(guardian__user=by).exists():
        raise Refused("already-on-it")
    free = sorted(set(range(1, slot.needed + 1)) - set(live.values_list("seat", flat=True)))
    if not free:
        raise Refused("seat-taken")
    if clash_of(by, slot):
        raise Refused("overlap")
    with pghistory.context(user=by.pk):
        return seat(slot=slot, number=free[0], guardian=guardian, hours=(slot.starts_at, slot.ends_at), now=now)


def _tell_leaders(slot: Slot, *, by: User, is_urgent: bool, now) -> None:
    """Tell the parent leader, and the president too when it is urgent or nobody else would know."""
    told = [user for user in parent_leaders_of(slot.community) if user != by]
    if is_urgent or not told:
        told += [user for user in presidents_of(slot.community) if user not in told]
    send(recipients=told, **words.free_again(slot, is_urgent=is_urgent, at=now))
