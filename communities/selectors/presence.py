"""Which duties parents have been told of, and whether a session is accompanied the whole time (F-02)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial

from communities.adopted import AdoptedNumbers, adopted_by_school
from communities.models import Assignment, Limits, Rota, Slot
from communities.rules import Coverage, Presence, accompaniment


@dataclass(frozen=True)
class Terms:
    """How a school reads "the whole time": one parent or several in turn, minutes that may be missing, and how many
    parents must be there (X-06)."""

    relay: bool = False
    tolerance: timedelta = timedelta()
    parents: int = 1


TermsOn = Callable[[date], Terms]


def terms_of(school_ids: Iterable[int]) -> dict[int, TermsOn]:
    """Give the terms of each school by day, for a session is judged by the version of its day (F-02).

    At most four statements. A school that has set nothing asks for one parent the whole time.
    """
    ids = set(school_ids)
    if not ids:
        return {}
    own = {limits.school_id: limits for limits in Limits.objects.filter(school__in=ids)}
    adopted = adopted_by_school(ids)
    return {pk: cache(partial(_terms_on, own.get(pk), adopted[pk])) for pk in ids}


def _terms_on(own: Limits | None, adopted: AdoptedNumbers, day: date) -> Terms:
    mode = adopted.value("accompaniment", day) or (own.accompaniment if own else Limits.Accompaniment.SINGLE)
    tolerance = adopted.value("tolerance_minutes", day)
    if tolerance is None:
        tolerance = own.tolerance_minutes if own else 0
    parents = adopted.value("accompanying_parents", day)
    return Terms(
        relay=mode == Limits.Accompaniment.RELAY,
        tolerance=timedelta(minutes=int(tolerance)),
        parents=int(parents) if parents else 1,
    )


def duties_told():
    """Give the duties that parents know of: asked or accepted, in a filed rota. Cancelled slots are among them."""
    states = (Assignment.State.ASKED, Assignment.State.ACCEPTED)
    return Assignment.objects.filter(state__in=states, slot__rota__state=Rota.State.FILED)


def duties_held():
    """Give the duties that parents know of and that have not been cancelled."""
    return duties_told().filter(slot__cancelled_at=None)


def planned_coverage(slot: Slot, duties: Iterable[Assignment], terms: Terms) -> Coverage:
    """Tell whether the parents on the list would cover the session."""
    planned = [Presence(duty.guardian_id, duty.starts_at, duty.ends_at) for duty in duties]
    return judged_presence(slot, planned, terms)


def actual_coverage(slot: Slot, duties: Iterable[Assignment], terms: Terms) -> Coverage:
    """Tell whether the parents who came and went covered the session; no check-out proves nothing."""
    came = [duty for duty in duties if duty.checked_in_at and duty.checked_out_at]
    actual = [Presence(duty.guardian_id, duty.checked_in_at, duty.checked_out_at) for duty in came]
    return judged_presence(slot, actual, terms)


@dataclass(frozen=True)
class Accompanied:
    """How a session was accompanied: the gaps, and who came without a word of leaving."""

    coverage: Coverage
    without_check_out: tuple[str, ...] = ()


def accompanied(slots: Iterable[Slot]) -> dict[int, Accompanied]:
    """Judge sessions that are over by who came and went, by the id of the slot; at most five statements."""
    slots = list(slots)
    duties = {slot.pk: [] for slot in slots}
    for duty in duties_held().filter(slot__in=slots).select_related("guardian"):
        duties[duty.slot_id].append(duty)
    terms = terms_of(slot.school_id for slot in slots)
    return {slot.pk: _accompanied(slot, duties[slot.pk], terms[slot.school_id](slot.on)) for slot in slots}


def _accompanied(slot, duties, terms) -> Accompanied:
    silent = tuple(duty.guardian.name for duty in duties if duty.checked_in_at and not duty.checked_out_at)
    return Accompanied(actual_coverage(slot, duties, terms), silent)


def judged_presence(slot, presences: Iterable[Presence], terms: Terms) -> Coverage:
    """Tell whether these presences cover the hours of the session."""
    return accompaniment(
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        presences=presences,
        relay=terms.relay,
        tolerance=terms.tolerance,
        parents=terms.parents,
    )
