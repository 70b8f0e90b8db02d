"""What is still open in a rota before it is filed: the same lack on several days is one line."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from communities.models import Rota, Slot
from communities.selectors.coverage import SlotState, coverage_of


@dataclass(frozen=True)
class OpenMatter:
    """One lack of one duty: "nobody", "seats" (some are free), "gap", or a problem of the place; and its days."""

    slot: Slot
    code: str
    days: list[date]


def findings_of(rota: Rota) -> list[OpenMatter]:
    """Give what is open, by duty and in the order of the day; a constant number of statements."""
    slots = list(Slot.objects.filter(rota=rota).held())
    states = coverage_of(slots)
    days, first = defaultdict(list), {}
    for slot in slots:
        for code in codes_of(states[slot.pk]):
            key = (slot.hours, slot.kind, code)
            first.setdefault(key, slot)
            days[key].append(slot.on)
    return [OpenMatter(first[key], key[2], days[key]) for key in sorted(days)]


def codes_of(state: SlotState) -> list[str]:
    """Give the codes of what one slot lacks."""
    found = []
    if state.is_empty:
        found.append("nobody")
    elif state.free_seats:
        found.append("seats")
    if not state.is_empty and state.gaps:
        found.append("gap")
    return [*found, state.venue_problem] if state.venue_problem else found
