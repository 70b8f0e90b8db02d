"""One week of a rota as the grid shows it: days, duties, seats, and how each slot stands."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from communities.models import Assignment, Rota, Slot
from communities.selectors.coverage import SlotState, states_of
from communities.selectors.rotas import DAY
from core.dates import monday_of
from schools.calendar import Day, SchoolCalendar

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Seat:
    """One seat of a slot and who has it."""

    slot: Slot
    number: int
    duty: Assignment | None = None

    @property
    def key(self) -> str:
        """The id of the seat on a page."""
        return f"seat-{self.slot.public_id}-{self.number}"

    @property
    def is_part(self) -> bool:
        """Tell whether the parent does only part of the hours."""
        hours = (self.slot.starts_at, self.slot.ends_at)
        return self.duty is not None and (self.duty.starts_at, self.duty.ends_at) != hours


@dataclass
class Cell:
    """One slot with its seats; `row` is the line of its duty in the grid of a desk, from 1."""

    slot: Slot
    seats: list[Seat]
    state: SlotState | None
    row: int = 0


@dataclass
class WeekDay:
    """One day of the week; outside the rota it is empty."""

    on: date
    day: Day | None
    cells: list[Cell] = field(default_factory=list)


@dataclass
class Week:
    """The days of one week, the duties as (row, a slot of it), and the weeks of the rota by Monday."""

    monday: date
    days: list[WeekDay]
    duties: list[tuple[int, Slot]]
    mondays: list[date]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def previous(self) -> date | None:
        return self.monday - WEEK if self.monday - WEEK in self.mondays else None

    @property
    def next(self) -> date | None:
        return self.monday + WEEK if self.monday + WEEK in self.mondays else None

    @property
    def cells(self) -> list[Cell]:
        return [cell for day in self.days for cell in day.cells]


def mondays_of(rota: Rota) -> list[date]:
    """Give the Monday of each week that the rota touches."""
    first, last = monday_of(rota.from_on), monday_of(rota.to_on)
    return [first + n * WEEK for n in range((last - first).days // 7 + 1)]


def monday_asked(rota: Rota, words: str, today: date) -> date:
    """Give the week that an address asks for (?week=2026-10-12), else today's or the rota's nearest one."""
    try:
        asked = monday_of(date.fromisoformat(words))
    except ValueError:
        asked = monday_of(today)
    mondays = mondays_of(rota)
    return min(max(asked, mondays[0]), mondays[-1])


def duties_of(slots) -> dict[int, list[Assignment]]:
    """Give the live assignments of each slot, with the parents; one statement."""
    found = defaultdict(list)
    live = Assignment.objects.live().filter(slot__in=[s.pk for s in slots])
    for duty in live.select_related("guardian").order_by("seat"):
        found[duty.slot_id].append(duty)
    return found


def cell_of(slot: Slot) -> Cell:
    """Give one slot as the grid shows it; at most four statements."""
    duties = duties_of([slot])
    return Cell(slot, seats_of(slot, duties[slot.pk]), states_of([slot], duties)[slot.pk])


def seats_of(slot: Slot, duties: list[Assignment]) -> list[Seat]:
    """Give the seats of a slot in order, the free ones too."""
    owners = {duty.seat: duty for duty in duties}
    return [Seat(slot, number, owners.get(number)) for number in range(1, slot.needed + 1)]


def week_of(rota: Rota, monday: date, calendar: SchoolCalendar) -> Week:
    """Give one week of a rota; a constant number of statements (five)."""
    slots = list(
        Slot.objects.filter(rota=rota, on__range=(monday, monday + timedelta(days=6)))
        .select_related("venue")
        .order_by("starts_at", "pk")
    )
    held = [slot for slot in slots if slot.cancelled_at is None]
    standing = {(slot.on, *_duty(slot)) for slot in held}
    slots = [s for s in slots if s.cancelled_at is None or (rota.is_filed and (s.on, *_duty(s)) not in standing)]
    duties = duties_of(held)
    states = states_of(held, duties)
    rows = _rows(slots)
    days = [_week_day(rota, monday + n * DAY, calendar) for n in range(7)]
    for slot in slots:
        seats = seats_of(slot, duties[slot.pk]) if slot.pk in states else []
        days[(slot.on - monday).days].cells.append(Cell(slot, seats, states.get(slot.pk), rows[_duty(slot)]))
    first_of = {rows[_duty(slot)]: slot for slot in reversed(slots)}
    return Week(monday, days, sorted(first_of.items()), mondays_of(rota))


def _week_day(rota: Rota, on: date, calendar: SchoolCalendar) -> WeekDay:
    return WeekDay(on, calendar.day(on) if rota.from_on <= on <= rota.to_on else None)


def _duty(slot: Slot) -> tuple:
    return slot.kind, slot.hours


def _rows(slots) -> dict[tuple, int]:
    """Number the duties of a week, the early ones first."""
    duties = sorted({_duty(slot) for slot in slots}, key=lambda duty: (duty[1], duty[0]))
    return {duty: row for row, duty in enumerate(duties, start=1)}
