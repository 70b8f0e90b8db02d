"""What there is to say about the duties of a day, for all schools at once: a constant number of statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from accounts.models import Post, User
from accounts.roles import Role
from communities.hours import MISSED_AFTER
from communities.models import Assignment, Community, Membership, Slot
from communities.selectors.coverage import SlotState, states_of
from communities.selectors.presence import duties_held

WITH_PLACE = ("slot__community", "slot__venue")


@dataclass(frozen=True)
class Gaps:
    """A duty of tomorrow that lacks something, and how it stands."""

    slot: Slot
    state: SlotState


def duties_by_parent(day: date, *, now: datetime) -> dict[User, list[list[Assignment]]]:
    """Give whose duties of that day are still to come, by account: one list per school of the parent.

    Parents who cannot sign in yet are left out: their inbox is read by nobody.
    """
    duties = duties_held().filter(slot__on=day, starts_at__gt=now, guardian__user__in=User.objects.able_to_sign_in())
    by_guardian = defaultdict(list)
    for duty in duties.select_related("guardian__user", *WITH_PLACE).order_by("starts_at", "pk"):
        by_guardian[duty.guardian].append(duty)
    found = defaultdict(list)
    for guardian, of_one_school in by_guardian.items():
        found[guardian.user].append(of_one_school)
    return found


def gaps_by_community(day: date, *, now: datetime) -> dict[Community, list[Gaps]]:
    """Give the communities in whose filed rota something is missing on that day, and what."""
    slots = list(Slot.objects.held().filed().filter(on=day, starts_at__gt=now).select_related("community", "venue"))
    duties = defaultdict(list)
    for duty in duties_held().filter(slot__on=day):
        duties[duty.slot_id].append(duty)
    states = states_of(slots, duties)
    found = defaultdict(list)
    for slot in slots:
        if not states[slot.pk].is_good:
            found[slot.community].append(Gaps(slot, states[slot.pk]))
    return found


def who_leads(communities: Iterable[Community]) -> dict[int, list[User]]:
    """Give who leads each community, by its id: the parent leader, else the president of the society."""
    communities, able = list(communities), User.objects.able_to_sign_in()
    leads = (
        Membership.objects.live().parents().filter(is_leader=True, community__in=communities, guardian__user__in=able)
    )
    found = {m.community_id: [m.guardian.user] for m in leads.select_related("guardian__user")}
    posts = Post.objects.held_on(timezone.localdate()).filter(
        role=Role.SOCIETY_PRESIDENT, scope_id__in={c.society_id for c in communities}, user__in=able
    )
    presidents = defaultdict(list)
    for post in posts.select_related("user"):
        presidents[post.scope_id].append(post.user)
    return {c.pk: found.get(c.pk) or presidents[c.society_id] for c in communities}


def duties_without_check_in(now: datetime) -> list[Assignment]:
    """Give the duties that began ten minutes ago, are not over, and to which nobody has checked in."""
    late = duties_held().filter(starts_at__lte=now - MISSED_AFTER, ends_at__gt=now, checked_in_at=None)
    return list(late.filter(slot__on=timezone.localdate(now)).select_related("guardian__user", *WITH_PLACE))
