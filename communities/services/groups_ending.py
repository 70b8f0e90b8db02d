"""How a membership ends, and what ends with it: leadership, coming duties, a parent without a child there."""

from django.utils import timezone

from communities.models import Assignment, Community, Membership, Swap, Venue, VenueConsent
from communities.services import hosts
from registry.models import Guardian, Guardianship

State = Membership.State


def end(membership: Membership) -> None:
    """Let somebody be out of a community from today, with the parents who have no other child in it."""
    parents = _parents_only_through(membership) if membership.student_id else []
    for each in [membership, *parents]:
        each.state, each.left_on = State.LEFT, timezone.localdate()
        each.is_leader, each.leader_method = False, ""
        each.save(update_fields=["state", "left_on", "is_leader", "leader_method"])
    gone = [each.guardian for each in [membership, *parents] if each.guardian_id]
    release_duties(membership.community, gone)
    _close_homes(membership.community, gone)


def end_parents_without_child(membership: Membership) -> None:
    """Let those parents be out who were in only through this pupil, who said no."""
    for parent in _parents_only_through(membership):
        end(parent)


def release_duties(community: Community, guardians: list[Guardian] | None = None) -> None:
    """Free the coming duties in a community: of these parents, or (None) of everybody."""
    duties = Assignment.objects.live().filter(slot__community=community, starts_at__gt=timezone.now())
    if guardians is not None:
        duties = duties.filter(guardian__in=guardians)
    offers = Swap.objects.open().filter(assignment__in=list(duties.values_list("pk", flat=True)))
    offers.update(state=Swap.State.WITHDRAWN, ended_at=timezone.now())
    duties.update(state=Assignment.State.RELEASED)


def _close_homes(community: Community, guardians: list[Guardian]) -> None:
    """Use the homes of these parents no longer: their word ends, and with it the sessions that rest on it (F-04)."""
    homes = Venue.objects.filter(community=community, host__in=guardians)
    given = VenueConsent.objects.filter(venue__in=homes, state=VenueConsent.State.GIVEN)
    for consent in given.select_related("venue__host__user"):
        hosts.withdraw(consent=consent, by=consent.venue.host.user)
    homes.update(is_closed=True)


def _parents_only_through(membership: Membership) -> list[Membership]:
    """Give the parents of this pupil who have no other child in the community."""
    here = Membership.objects.live().filter(community=membership.community)
    family = Guardianship.objects.filter(student=membership.student_id).values("guardian")
    others = here.pupils().exclude(student=membership.student_id).values("student")
    staying = Guardianship.objects.filter(student__in=others, is_barred=False).values("guardian")
    parents = here.parents().filter(guardian__in=family).exclude(guardian__in=staying)
    return list(parents.select_related("community__school", "guardian"))
