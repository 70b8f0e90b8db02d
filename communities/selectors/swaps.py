"""Reads of duties that are offered to the other parents of a community."""

from datetime import datetime

from accounts.models import User
from communities.models import Assignment, Community, Membership, Swap
from communities.selectors import unavailability
from communities.selectors.free_duties import groups_of_parent


def for_listing(swaps):
    """Load what a line of a list shows."""
    return swaps.select_related(
        "assignment__slot__community", "assignment__slot__venue", "assignment__guardian", "taken_by"
    )


def offered_to(user: User, *, now: datetime):
    """Give the open offers of other parents in the user's communities that can still be taken."""
    swaps = Swap.objects.open().filter(
        assignment__slot__community__in=groups_of_parent(user),
        assignment__state__in=Assignment.LIVE,
        assignment__slot__cancelled_at=None,
        assignment__starts_at__gt=now,
    )
    return for_listing(swaps.exclude(assignment__guardian__user=user))


def reachable_by(user: User):
    """Give the offers of other parents in the user's communities in whatever state: a late tap meets words."""
    swaps = Swap.objects.filter(assignment__slot__community__in=groups_of_parent(user))
    return for_listing(swaps.exclude(assignment__guardian__user=user))


def own_offers(user: User):
    """Give the user's own offers in whatever state."""
    return for_listing(Swap.objects.filter(assignment__guardian__user=user))


def history_of(community: Community):
    """Give the offers of a community that are open or were taken, for its leaders.

    Offers that were taken back are left out: nobody keeps account of who wanted out (L-06).
    """
    return for_listing(Swap.objects.exclude(state=Swap.State.WITHDRAWN).filter(assignment__slot__community=community))


def asked_for(swap: Swap) -> list[User]:
    """Give whom an offer is announced to: the other parents with an account who have not entered that day as off."""
    duty = swap.assignment
    members = Membership.objects.agreed().parents().filter(community=duty.slot.community_id)
    away = unavailability.covering(duty.slot.on).filter(guardian__user__isnull=False)
    users = User.objects.filter(pk__in=members.values("guardian__user"), is_active=True)
    return list(users.exclude(pk=duty.guardian.user_id).exclude(pk__in=away.values("guardian__user")))
