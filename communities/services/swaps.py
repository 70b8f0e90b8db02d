"""A duty goes from one parent to another: offered, taken by the first, or taken back. One owner at every moment."""

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from communities.messages import swaps as words
from communities.models import Assignment, Swap
from communities.selectors.free_duties import clash_of, parent_in
from communities.selectors.people import leaders_of
from communities.selectors.swaps import asked_for
from communities.services.holding import held_duty, refusing, seat
from core.refusals import Refused
from notices.services import send

State = Swap.State


@transaction.atomic
def offer(*, duty: Assignment, by: User, now=None) -> Swap:
    """Offer a duty to the other parents of the community; until one takes it, it stays with its owner.

    Raises Refused: "duty-cancelled", "duty-past", "duty-begun", "duty-given-away", "offered-already".
    """
    now = now or timezone.now()
    duty = held_duty(duty, now=now)
    if not duty.is_live:
        raise Refused("duty-given-away")
    if duty.starts_at <= now:
        raise Refused("duty-begun")
    if duty.swaps.open().exists():
        raise Refused("offered-already")
    with pghistory.context(user=by.pk), refusing():
        swap = Swap.objects.create(school_id=duty.school_id, assignment=duty, offered_at=now)
    send(recipients=asked_for(swap), **words.offered(swap))
    return swap


@transaction.atomic
def withdraw(*, swap: Swap, by: User, now=None) -> Swap:
    """Take an offer back; doing it twice changes nothing. Raises Refused("swap-taken") when somebody has taken it."""
    swap = Swap.objects.select_for_update(of=("self",)).get(pk=swap.pk)
    if swap.state == State.TAKEN:
        raise Refused("swap-taken")
    if swap.state == State.OPEN:
        swap.state, swap.ended_at = State.WITHDRAWN, now or timezone.now()
        with pghistory.context(user=by.pk):
            swap.save(update_fields=["state", "ended_at"])
    return swap


@transaction.atomic
def take(*, swap: Swap, by: User, now=None) -> Assignment:
    """Take over the duty of another parent: the same seat and hours. The owner and the leaders are told.

    Raises Refused: "duty-cancelled", "duty-past", "duty-begun", "swap-taken", "swap-over", "not-a-member", "overlap".
    """
    now = now or timezone.now()
    given = held_duty(swap.assignment, now=now)
    swap = Swap.objects.select_for_update(of=("self",)).get(pk=swap.pk)
    guardian = _taker(swap, given, by=by, now=now)
    with pghistory.context(user=by.pk):
        given.state = Assignment.State.RELEASED
        given.save(update_fields=["state"])
        hours = given.starts_at, given.ends_at
        taken = seat(slot=given.slot, number=given.seat, guardian=guardian, hours=hours, now=now)
        swap.state, swap.taken_by, swap.ended_at = State.TAKEN, guardian, now
        swap.save(update_fields=["state", "taken_by", "ended_at"])
    _tell(swap, given, taken)
    return taken


def _taker(swap: Swap, given: Assignment, *, by: User, now):
    if swap.state == State.TAKEN:
        raise Refused("swap-taken")
    if swap.state == State.WITHDRAWN or not given.is_live:
        raise Refused("swap-over")
    if given.starts_at <= now:
        raise Refused("duty-begun")
    guardian = parent_in(by, given.slot.community_id)
    if guardian is None or guardian.pk == given.guardian_id:
        raise Refused("not-a-member")
    if clash_of(by, given):
        raise Refused("overlap")
    return guardian


def _tell(swap: Swap, given: Assignment, taken: Assignment) -> None:
    owner = [given.guardian.user] if given.guardian.user else []
    send(recipients=owner, **words.taken(swap, given, taken))
    told = [user for user in leaders_of(given.slot.community) if user not in (given.guardian.user, taken.guardian.user)]
    send(recipients=told, **words.changed_hands(swap, given, taken))
