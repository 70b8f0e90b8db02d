"""Two rows of one guardian become one: places in groups, duties, homes and posts go over to the one who stays."""

from django.db.models import Q

from communities.models import Assignment, Membership, Slot, SocietyPost, Swap, Unavailability, Venue
from registry.models import Guardian


def take_over_communities(*, keep: Guardian, drop: Guardian) -> None:
    """Move what hangs on the guardian who goes; where both hold the same place or moment, the kept one's stands."""
    _take_over_memberships(keep, drop)
    _take_over_duties(keep, drop)
    Swap.objects.filter(taken_by=drop).update(taken_by=keep)
    Unavailability.objects.filter(guardian=drop).update(guardian=keep)
    SocietyPost.objects.filter(guardian=drop).update(guardian=keep)
    _take_over_homes(keep, drop)


def _take_over_memberships(keep, drop):
    """Move memberships; in a community where both are, the other's leadership goes over to the kept one's place."""
    mine = {m.community_id: m for m in Membership.objects.live().filter(guardian=keep)}
    for membership in Membership.objects.live().filter(guardian=drop, community__in=mine):
        known = mine[membership.community_id]
        is_leader, method = membership.is_leader, membership.leader_method
        membership.delete()
        if is_leader and known.state in (Membership.State.AGREED, Membership.State.CONFIRMED):
            known.is_leader, known.leader_method = True, method
            known.save(update_fields=["is_leader", "leader_method"])
    Membership.objects.filter(guardian=drop).update(guardian=keep)


def _take_over_duties(keep, drop):
    """Move duties; one that overlaps with a duty of the kept guardian is given away: nobody is in two places."""
    live = Assignment.objects.live()
    overlap = Q()
    for starts_at, ends_at in live.filter(guardian=keep).values_list("starts_at", "ends_at"):
        overlap |= Q(starts_at__lt=ends_at, ends_at__gt=starts_at)
    if overlap:
        live.filter(overlap, guardian=drop).update(state=Assignment.State.RELEASED)
    Assignment.objects.filter(guardian=drop).update(guardian=keep)


def _take_over_homes(keep, drop):
    """Move homes; where a group knows the same home twice, sessions and consents go to the kept one."""
    mine = {home.community_id: home for home in Venue.objects.filter(host=keep)}
    for home in Venue.objects.filter(host=drop, community__in=mine):
        Slot.objects.filter(venue=home).update(venue=mine[home.community_id])
        home.consents.update(venue=mine[home.community_id])
        home.delete()
    Venue.objects.filter(host=drop).update(host=keep)
