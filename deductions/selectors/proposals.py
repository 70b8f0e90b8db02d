"""What the facts of a month would give, beside what the ledger has already. Nothing is written."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from core.dates import Span
from deductions.kinds import Fact, FactSource, fact_sources
from deductions.models import Entry
from deductions.rules.charging import Charge, Taken, charges
from deductions.selectors.prices import Prices, prices
from registry.models import Teacher
from schools.models import School, Term
from schools.selectors import school_calendar

EARLIER = timedelta(days=120)  # what is late is counted from the day it was due (F-11)


@dataclass(frozen=True)
class Proposal:
    """One priced fact with its teacher and the page of its source. `stamp` names what was shown."""

    charge: Charge
    teacher: Teacher
    source: FactSource

    @property
    def key(self) -> str:
        return self.charge.fact.key

    @property
    def page(self) -> str:
        return self.source.page(self.charge.fact.ref)

    @property
    def stamp(self) -> str:
        total = self.charge.sum
        shown = f"{self.key}|{total.amount}|{total.steps}|{self.charge.table.version}"
        return hashlib.sha256(shown.encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Changed:
    """An entry whose fact is another now, or gone."""

    entry: Entry
    is_gone: bool


@dataclass(frozen=True)
class Proposals:
    rows: list[Proposal]
    changed: list[Changed]
    has_prices: bool

    @property
    def open(self) -> list[Proposal]:
        return [row for row in self.rows if row.charge.is_open]

    @property
    def left_out(self) -> list[Proposal]:
        return [row for row in self.rows if row.charge.why_not not in ("", "entered", "nothing")]


def proposals(school: School, term: Term, span: Span) -> Proposals:
    """Price the facts of the days; a constant number of statements beside those of the sources."""
    found, known = facts_of(school, span), prices(school, span)
    taken = list(
        Entry.objects.filter(school=school, term=term, kind=Entry.Kind.CHARGE).select_related("reversal", "teacher")
    )
    calendar = school_calendar(school, span.from_on - EARLIER, span.to_on)
    priced = charges([fact for fact, _source in found], known.on, taken=map(as_taken, taken), calendar=calendar)
    teachers = Teacher.objects.filter(school=school).in_bulk({charge.fact.teacher for charge in priced})
    sources = {fact.key: source for fact, source in found}
    rows = [
        Proposal(charge, teachers[charge.fact.teacher], sources[charge.fact.key])
        for charge in priced
        if charge.fact.teacher in teachers
    ]
    rows.sort(key=lambda row: (row.teacher.name_pinyin, row.teacher.pk))
    return Proposals(rows, list(_changed(taken, found, span)), _has_prices(known, span))


def facts_of(school: School, span: Span) -> list[tuple[Fact, FactSource]]:
    """Give what every source says of the days, each key once."""
    found = {}
    for source in fact_sources():
        for fact in source.facts(school, span):
            if fact.on in span:
                found.setdefault(fact.key, (fact, source))
    return list(found.values())


def as_taken(entry: Entry) -> Taken:
    is_live = entry.state != Entry.State.DISMISSED and not entry.is_reversed and entry.outcome != Entry.Outcome.LIFTED
    count = Decimal(entry.figures.get("times", 1))
    return Taken(entry.fact_key, entry.teacher_id, entry.event, entry.happened_on, entry.lesson, count, is_live)


def _changed(taken: Iterable[Entry], found: list[tuple[Fact, FactSource]], span: Span) -> Iterable[Changed]:
    now = {fact.key: fact for fact, _source in found}
    known = {source.name for source in fact_sources()}
    for entry in taken:
        if entry.fact_source not in known or entry.happened_on not in span or entry.is_reversed:
            continue
        if entry.state == Entry.State.DISMISSED:
            continue
        fact = now.get(entry.fact_key)
        if fact is None or stored(fact) != entry.figures:
            yield Changed(entry, fact is None)


def stored(fact: Fact) -> dict[str, str]:
    """Give the figures of a fact as an entry keeps them."""
    return {name: f"{Decimal(value).normalize():f}" for name, value in sorted(fact.figures.items())}


def _has_prices(known: Prices, span: Span) -> bool:
    return any(known.on(day) is not None for day in (span.from_on, span.last_on))
