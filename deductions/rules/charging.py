"""What the facts of some weeks would cost, each lesson charged once (C4.4.1, C4.4.2, F-10)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from deductions.kinds import Event, Fact
from deductions.rules.prices import Price, PriceTable
from deductions.rules.pricing import ZERO, Sum, cost, days_counted
from schools.calendar import SchoolCalendar

# A lesson that was missed is not charged as late, left early or without a plan too (C4-D11).
EXCLUDES = {Event.LESSON_MISSED: frozenset({Event.NO_PLAN, Event.LESSON_LATE, Event.LESSON_LEFT})}
OF_ONE_LESSON = frozenset({Event.LESSON_MISSED, *EXCLUDES[Event.LESSON_MISSED]})


@dataclass(frozen=True)
class Taken:
    """What the ledger has already, as far as it bears on new facts; what was reversed only bars its own fact."""

    key: str
    teacher: int
    event: str
    on: date
    lesson: str = ""
    count: Decimal = Decimal(1)
    is_live: bool = True


@dataclass(frozen=True)
class Charge:
    """What one fact would cost. `why_not` says why it costs nothing: "missed" (the lesson is charged as missed),
    "twice" (the same of the same lesson), "in_ledger" (what it excludes is charged already), "nothing", "entered"."""

    fact: Fact
    price: Price
    table: PriceTable
    sum: Sum
    why_not: str = ""

    @property
    def is_open(self) -> bool:
        return not self.why_not


def charges(
    facts: Iterable[Fact],
    table_on: Callable[[date], PriceTable | None],
    *,
    taken: Iterable[Taken] = (),
    calendar: SchoolCalendar | None = None,
) -> list[Charge]:
    """Price facts by the list of their day; what no list prices is left out. By teacher, then by day."""
    taken, facts = list(taken), sorted(facts, key=lambda fact: (fact.teacher, fact.on, fact.key))
    ledger = [each for each in taken if each.is_live]
    reasons = _reasons(facts, ledger, {each.key for each in taken if each.key})
    unplanned = _Unplanned(ledger)
    found = []
    for fact in facts:
        table = table_on(fact.on)
        price = table.price_of(fact.event) if table and table.deducts else None
        if price is None:
            continue
        why_not = reasons[fact.key]
        uncounted = max(fact.figures.get("uncounted", ZERO), unplanned.before(fact)) if _is_short(fact) else ZERO
        total = cost(price, fact.figures, days=days_counted(price, fact, calendar), uncounted=uncounted)
        if not why_not and total.amount == 0:
            why_not = "nothing"
        if not why_not and fact.event == Event.NO_PLAN:
            unplanned.add(fact)
        found.append(Charge(fact, price, table, total, why_not))
    return found


def _is_short(fact: Fact) -> bool:
    return fact.event == Event.PLANS_SHORT


def _reasons(facts: list[Fact], ledger: list[Taken], known: set[str]) -> dict[str, str]:
    """Say of each fact why it is not charged, "" where it is."""
    charged: dict[tuple[int, str], set[str]] = defaultdict(set)
    for each in ledger:
        if each.lesson:
            charged[each.teacher, each.lesson].add(each.event)
    missed = {(f.teacher, f.lesson) for f in facts if f.lesson and f.event == Event.LESSON_MISSED}
    inspected = [each for each in ledger if each.event == Event.PLANS_SHORT]
    found = {}
    for fact in facts:
        place = fact.teacher, fact.lesson
        reason = "entered" if fact.key in known else _reason(fact, charged[place], place in missed, inspected)
        found[fact.key] = reason
        if fact.lesson and not reason:
            charged[place].add(fact.event)
    return found


def _reason(fact: Fact, charged: set[str], is_missed: bool, inspected: list[Taken]) -> str:
    if fact.lesson and fact.event in OF_ONE_LESSON:
        if fact.event in charged:
            return "twice"
        if fact.event != Event.LESSON_MISSED and (is_missed or Event.LESSON_MISSED in charged):
            return "missed"
        if EXCLUDES.get(fact.event, frozenset()) & charged:
            return "in_ledger"
    if fact.event == Event.NO_PLAN and any(i.teacher == fact.teacher and i.on >= fact.on for i in inspected):
        return "in_ledger"
    return ""


class _Unplanned:
    """Lessons charged as taught without a plan, each taken off one inspection of plans and no second one."""

    def __init__(self, ledger: Iterable[Taken]):
        self.days: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
        for each in sorted(ledger, key=lambda each: (each.on, each.event == Event.PLANS_SHORT)):
            if each.event == Event.NO_PLAN:
                self.days[each.teacher].append((each.on, each.count))
            elif each.event == Event.PLANS_SHORT:
                self.days[each.teacher] = []

    def add(self, fact: Fact) -> None:
        self.days[fact.teacher].append((fact.on, fact.figures.get("times", Decimal(1))))

    def before(self, fact: Fact) -> Decimal:
        days = self.days[fact.teacher]
        self.days[fact.teacher] = [(on, count) for on, count in days if on > fact.on]
        return sum((count for on, count in days if on <= fact.on), ZERO)
