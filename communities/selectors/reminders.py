"""What there is to say about the duties of a day, for all schools at once: a constant number of statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from accounts.models import Post, User
from accounts.roles import Role
from communities.hours import MISSED_AFTER
from communities.models import Assignment, Community, Membership, Slot, Venue, VenueConsent
from communities.rules import HostWord, home_may_be_used
from communities.selectors.presence import duties_held, planned_coverage, terms_of

WITH_PLACE = ("slot__community", "slot__venue")


@dataclass
class Gaps:
    """What a session of tomorrow lacks; `spans` are the hours without an accompanying parent."""

    slot: Slot
    free_seats: int = 0
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)
    lacks_place: bool = False
    lacks_consent: bool = False

    def __bool__(self) -> bool:
        return bool(self.free_seats or self.spans or self.lacks_place or self.lacks_consent)


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
    terms, words = terms_of(slot.school_id for slot in slots), host_words(slots, day)
    found = defaultdict(list)
    for slot in slots:
        if gaps := _gaps_of(slot, duties[slot.pk], terms[slot.school_id], words):
            found[slot.community].append(gaps)
    return found


def _gaps_of(slot, duties, terms, words) -> Gaps:
    gaps = Gaps(slot, free_seats=max(0, slot.needed - len(duties)))
    if slot.is_session:
        gaps.spans = list(planned_coverage(slot, duties, terms).gaps)
        gaps.lacks_place = slot.venue is None
        gaps.lacks_consent = _is_home(slot) and not home_may_be_used(
            on=slot.on,
            starts_at=timezone.localtime(slot.starts_at).time(),
            ends_at=timezone.localtime(slot.ends_at).time(),
            words=words[slot.venue_id],
        )
    return gaps


def _is_home(slot) -> bool:
    return slot.venue is not None and slot.venue.kind == Venue.Kind.HOME


def host_words(slots: Iterable[Slot], day: date) -> dict[int, list[HostWord]]:
    """Give what the hosts of the sessions' homes have agreed to for that day, by venue."""
    given = VenueConsent.objects.filter(
        state=VenueConsent.State.GIVEN, from_on__lte=day, to_on__gte=day, venue__in={slot.venue_id for slot in slots}
    )
    found = defaultdict(list)
    for consent in given:
        found[consent.venue_id].append(
            HostWord(consent.from_on, consent.to_on, consent.weekdays, consent.starts_at, consent.ends_at)
        )
    return found


def leaders_of(communities: Iterable[Community]) -> dict[int, list[User]]:
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
