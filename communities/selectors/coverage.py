"""Whether duties are covered: seats, accompaniment the whole time (F-02), the host's word (F-04)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from communities.models import Assignment, Community, Slot, Venue, VenueConsent
from communities.rules import HostWord, home_may_be_used
from communities.selectors.presence import planned_coverage, terms_of


@dataclass(frozen=True)
class SlotState:
    """How one slot stands. `covered` is F-02 for sessions and full seats for escorts.

    `venue_problem` is "", "no-place", "no-consent" (the host has not agreed) or "closed".
    """

    covered: bool
    gaps: tuple[tuple[datetime, datetime], ...]
    free_seats: int
    venue_problem: str
    is_empty: bool

    @property
    def is_good(self) -> bool:
        return self.covered and not self.free_seats and not self.venue_problem


def coverage_of(slots: Iterable[Slot]) -> dict[int, SlotState]:
    """Give the state of each slot by its key; at most seven statements, however many slots."""
    slots = list(slots)
    duties = defaultdict(list)
    for duty in Assignment.objects.live().filter(slot__in=[s.pk for s in slots]):
        duties[duty.slot_id].append(duty)
    return states_of(slots, duties)


def states_of(slots: Iterable[Slot], duties: dict[int, list[Assignment]]) -> dict[int, SlotState]:
    """Give the state of each slot when its live assignments are at hand; at most six statements."""
    slots = list(slots)
    sessions = [s for s in slots if s.is_session]
    terms = terms_of(s.school_id for s in sessions)
    venues, words = _venues_and_words(sessions)
    return {slot.pk: _state(slot, duties.get(slot.pk, []), terms, venues, words) for slot in slots}


def _state(slot, duties, terms, venues, words) -> SlotState:
    free = max(0, slot.needed - len(duties))
    if not slot.is_session:
        return SlotState(free == 0, (), free, "", not duties)
    coverage = planned_coverage(slot, duties, terms[slot.school_id](slot.on))
    problem = _venue_problem(slot, venues.get(slot.venue_id), words)
    return SlotState(coverage.is_covered, coverage.gaps, free, problem, not duties)


def _venue_problem(slot: Slot, venue: Venue | None, words) -> str:
    if venue is None:
        return "no-place"
    if venue.is_closed:
        return "closed"
    return "" if _may_be_used(venue, slot.on, slot.starts_at, slot.ends_at, words[venue.pk]) else "no-consent"


def _may_be_used(venue: Venue, on: date, starts_at: datetime, ends_at: datetime, words: list[HostWord]) -> bool:
    first, last = timezone.localtime(starts_at).time(), timezone.localtime(ends_at).time()
    is_home = venue.kind == Venue.Kind.HOME
    return not is_home or home_may_be_used(on=on, starts_at=first, ends_at=last, words=words)


def _venues_and_words(slots) -> tuple[dict[int, Venue], dict[int, list[HostWord]]]:
    ids = {s.venue_id for s in slots if s.venue_id}
    venues = Venue.objects.in_bulk(ids) if ids else {}
    return venues, words_of([v for v in venues.values() if v.kind == Venue.Kind.HOME])


def words_of(homes: Iterable[Venue]) -> dict[int, list[HostWord]]:
    """Give what the hosts of these homes have agreed to, by venue; one statement, none without homes."""
    words, ids = defaultdict(list), [home.pk for home in homes]
    given = VenueConsent.objects.filter(venue__in=ids, state=VenueConsent.State.GIVEN) if ids else ()
    for each in given:
        word = HostWord(each.from_on, each.to_on, each.weekdays, each.starts_at, each.ends_at)
        words[each.venue_id].append(word)
    return words


def venues_by_use(community: Community, *, slot: Slot | None = None) -> list[tuple[bool, Venue]]:
    """Give the places of a community with whether they can be used: for that slot, or (for a home) some day ahead.

    Usable homes come first, then the other places, then homes whose host has not agreed.
    """
    venues = list(Venue.objects.filter(community=community, is_closed=False))
    words = words_of([v for v in venues if v.kind == Venue.Kind.HOME])
    today = timezone.localdate()

    def usable(venue: Venue) -> bool:
        if slot is not None:
            return _may_be_used(venue, slot.on, slot.starts_at, slot.ends_at, words[venue.pk])
        return venue.kind != Venue.Kind.HOME or any(w.to_on >= today for w in words[venue.pk])

    found = [(usable(venue), venue) for venue in venues]
    return sorted(found, key=lambda each: (not each[0], each[1].kind != Venue.Kind.HOME, each[1].name))


def with_filled(slots):
    """Note on each slot how many seats have a parent, as `filled`."""
    live = Assignment.objects.live().filter(slot=OuterRef("pk")).order_by()
    return slots.annotate(
        filled=Coalesce(Subquery(live.values("slot").annotate(n=Count("*")).values("n")[:1]), 0),
    )


def filed_slots(user, school, from_on: date, to_on: date):
    """Give the filed duties of [from_on, to_on] at a school that the user may see, without the cancelled ones."""
    return Slot.objects.visible_to(user).filed().held().filter(school=school, on__range=(from_on, to_on))


def gaps(user, school, from_on: date, to_on: date):
    """Give the filed duties of [from_on, to_on] with a free seat; `filled` and `free` are noted on each."""
    found = with_filled(filed_slots(user, school, from_on, to_on)).filter(filled__lt=F("needed"))
    return found.annotate(free=F("needed") - F("filled")).select_related("community__society__village", "rota")
