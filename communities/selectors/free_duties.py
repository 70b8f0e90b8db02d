"""Reads of free seats: duties of filed rotas that want another parent."""

from datetime import datetime

from django.db.models import Count, F, Q

from accounts.models import User
from communities.models import Assignment, Community, Membership, Slot
from registry.models import Guardian

State = Assignment.State


def groups_of_parent(user: User):
    """Give the communities in which the user is a member as a parent."""
    mine = Membership.objects.agreed().parents().filter(guardian__user=user)
    return Community.objects.existing().filter(pk__in=mine.values("community"))


def parent_in(user: User, community_id: int) -> Guardian | None:
    """Give the row under which the user is a parent of this community."""
    mine = Membership.objects.agreed().parents().filter(guardian__user=user, community=community_id)
    return Guardian.objects.filter(pk__in=mine.values("guardian")).first()


def free_in(communities, *, now: datetime):
    """Give the duties to come in these communities that want another parent; `free` says how many."""
    taken = Count("assignments", filter=Q(assignments__state__in=Assignment.LIVE))
    slots = Slot.objects.held().filed().filter(community__in=communities, starts_at__gt=now)
    slots = slots.annotate(free=F("needed") - taken).filter(free__gt=0)
    return slots.select_related("community", "venue")


def free_for(user: User, *, now: datetime):
    """Give the free duties that the user could take: of own communities, and not already on them."""
    on_it = Assignment.objects.live().of_user(user).filter(ends_at__gt=now).values("slot")
    return free_in(groups_of_parent(user), now=now).exclude(pk__in=on_it)


def clash_of(user: User, hours: Assignment | Slot, *, except_for: Assignment | None = None) -> Assignment | None:
    """Give a live duty of the user, at whatever school, that overlaps the hours of a duty or slot."""
    duties = Assignment.objects.live().of_user(user).filter(starts_at__lt=hours.ends_at, ends_at__gt=hours.starts_at)
    duties = duties.filter(slot__cancelled_at=None)
    if except_for is not None:
        duties = duties.exclude(pk=except_for.pk)
    return duties.order_by("starts_at").first()


def mark_clashes(things: list, user: User) -> list:
    """Put on each thing with hours the user's own duty that stands in the way, as `clash`; one statement."""
    if not things:
        return things
    first, last = min(t.starts_at for t in things), max(t.ends_at for t in things)
    mine = Assignment.objects.live().of_user(user).filter(starts_at__lt=last, ends_at__gt=first)
    mine = list(mine.filter(slot__cancelled_at=None).select_related("slot"))
    for thing in things:
        thing.clash = next((d for d in mine if d.starts_at < thing.ends_at and d.ends_at > thing.starts_at), None)
    return things
