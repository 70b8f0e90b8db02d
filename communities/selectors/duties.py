"""Reads of a parent's own duties, at all schools; only what stands in a filed rota."""

from datetime import datetime

from django.db.models import Prefetch, Q
from django.utils import timezone

from accounts.models import User
from communities.models import Assignment, Rota, Swap

State = Assignment.State


def own_duties(user: User):
    """Give the user's own duties of filed rotas in whatever state, with what a line of a list shows."""
    duties = Assignment.objects.of_user(user).filter(slot__rota__state=Rota.State.FILED)
    return duties.select_related("slot__community", "slot__venue", "guardian")


def still_to_come(user: User, *, now: datetime | None = None):
    """Give the user's live duties that have not ended, the next one first."""
    duties = own_duties(user).live().filter(slot__cancelled_at=None, ends_at__gt=now or timezone.now())
    return duties.order_by("starts_at", "pk")


def upcoming(user: User, *, now: datetime):
    """Give what the list of coming duties shows: live ones, and those whose session was cancelled."""
    cancelled = Q(slot__cancelled_at__isnull=False, state=State.RELEASED)
    return own_duties(user).filter(Q(state__in=Assignment.LIVE) | cancelled, ends_at__gt=now)


def past(user: User, *, now: datetime):
    """Give the duties that have ended and were the user's to the end."""
    return own_duties(user).live().filter(slot__cancelled_at=None, ends_at__lte=now)


def with_company(duties, user: User):
    """Add who else has said yes to the same duty, and the open offer of it, in two further statements.

    Whoever has not answered is not named: a name that vanishes would tell who declined (L-06).
    """
    others = Assignment.objects.filter(state=State.ACCEPTED).exclude(guardian__user=user).select_related("guardian")
    return duties.prefetch_related(
        Prefetch("slot__assignments", others, to_attr="company"),
        Prefetch("swaps", Swap.objects.open(), to_attr="open_offers"),
    )


def unanswered(user: User, *, now: datetime | None = None):
    """Give the duties to come that the user has not answered."""
    return still_to_come(user, now=now).filter(state__in=(State.PLANNED, State.ASKED))


# --- for the first page: one statement each ---------------------------------------------------------------------


def next_duties(user: User, limit: int) -> list[Assignment]:
    """Give the user's next duties, the one going on now first; each with slot, community and place."""
    return list(still_to_come(user)[:limit])


def unanswered_count(user: User) -> int:
    """Give how many duties to come wait for the user's answer."""
    return unanswered(user).order_by().count()
