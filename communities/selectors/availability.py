"""Who can take which duty: duties elsewhere, days that a parent takes none, and what a parent has declined."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from communities.models import Assignment, Slot, Unavailability
from registry.models import Guardian


class Why(StrEnum):
    """Why a parent cannot take a duty; neutral, for nobody owes a reason (L-06)."""

    BUSY = "busy"
    HERE = "here"
    AWAY = "away"
    DECLINED = "declined"


@dataclass(frozen=True)
class Reason:
    """Why not; with the hours of the other duty when it is one."""

    why: Why
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True)
class Busy:
    """One duty that a person has already."""

    slot_id: int
    seat: int
    starts_at: datetime
    ends_at: datetime


class Availability:
    """What is known of some parents over some slots: read in two statements, then asked without the database.

    A person who is a parent at two schools is in one place at a time at both. `take` and `leave` keep it in step
    with what is being planned.
    """

    def __init__(self, guardians: Iterable[Guardian], slots: Iterable[Slot]):
        self._person = {g.pk: _person(g) for g in guardians}
        self._busy: dict[str, list[Busy]] = defaultdict(list)
        self._away: dict[str, list[Unavailability]] = defaultdict(list)
        self._declined: set[tuple[int, str]] = set()
        slots = list(slots)
        if slots and self._person:
            self._read(slots)

    def reason(self, guardian: Guardian, slot: Slot, hours=None, *, seat: int | None = None) -> Reason | None:
        """Tell why the parent cannot take the slot (or only these hours of it); None when nothing is against it.

        `seat` is the one to be filled: who sits there already is not hindered by that.
        """
        person = self._person[guardian.pk]
        first, last = hours or (slot.starts_at, slot.ends_at)
        for busy in self._busy[person]:
            is_same_seat = (busy.slot_id, busy.seat) == (slot.pk, seat)
            if busy.starts_at < last and first < busy.ends_at and not is_same_seat:
                return Reason(Why.HERE if busy.slot_id == slot.pk else Why.BUSY, busy.starts_at, busy.ends_at)
        if any(_covers(away, slot.on) for away in self._away[person]):
            return Reason(Why.AWAY)
        return Reason(Why.DECLINED) if (slot.pk, person) in self._declined else None

    def take(self, guardian: Guardian, slot: Slot, seat: int, hours) -> None:
        """Count a duty that is about to be given."""
        self._busy[self._person[guardian.pk]].append(Busy(slot.pk, seat, *hours))

    def leave(self, guardian_id: int, slot: Slot, seat: int) -> None:
        """Forget a duty that is about to be taken away."""
        person = self._person.get(guardian_id)
        if person:
            self._busy[person] = [b for b in self._busy[person] if (b.slot_id, b.seat) != (slot.pk, seat)]

    def _read(self, slots: list[Slot]) -> None:
        first, last = min(s.starts_at for s in slots), max(s.ends_at for s in slots)
        # Guardians first, by their keys and users: "or" across tables would read the duties of all schools.
        persons = Guardian.objects.filter(Q(pk__in=list(self._person)) | Q(user__in=self._user_ids()))
        mine = Q(guardian__in=persons.order_by().values("pk"))
        meanwhile = Q(state__in=Assignment.LIVE, starts_at__lt=last, ends_at__gt=first)
        declined = Q(state=Assignment.State.DECLINED, slot__in=[s.pk for s in slots])
        for duty in Assignment.objects.filter(mine, meanwhile | declined).select_related("guardian"):
            person = _person(duty.guardian)
            if duty.state == Assignment.State.DECLINED:
                self._declined.add((duty.slot_id, person))
            else:
                self._busy[person].append(Busy(duty.slot_id, duty.seat, duty.starts_at, duty.ends_at))
        days = [s.on for s in slots]
        away = Unavailability.objects.filter(mine, from_on__lte=max(days)).select_related("guardian")
        for entry in away.exclude(to_on__lt=min(days)):
            self._away[_person(entry.guardian)].append(entry)

    def _user_ids(self) -> list[int]:
        return [int(person[1:]) for person in self._person.values() if person[0] == "u"]


def available(guardians: Iterable[Guardian], slot: Slot) -> dict[int, Reason | None]:
    """Give for each parent (by key) why the slot cannot be theirs, None for whoever can take it."""
    guardians = list(guardians)
    known = Availability(guardians, [slot])
    return {guardian.pk: known.reason(guardian, slot) for guardian in guardians}


def _person(guardian: Guardian) -> str:
    return f"u{guardian.user_id}" if guardian.user_id else f"g{guardian.pk}"


def _covers(away: Unavailability, on) -> bool:
    return (
        away.from_on <= on
        and (away.to_on is None or on <= away.to_on)
        and (not away.weekdays or on.isoweekday() in away.weekdays)
    )
