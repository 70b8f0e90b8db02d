"""Report deductions: chosen from what the facts of a month give, or entered by hand. Nothing counts yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from core.dates import Span
from core.refusals import Refused
from deductions.kinds import Event
from deductions.models import Entry, EntryFile
from deductions.rules.prices import Price, PriceTable
from deductions.rules.pricing import Sum, cost
from deductions.selectors.prices import table_on
from deductions.selectors.proposals import Proposal, proposals, stored
from deductions.services.ledger import acting, hold, refuse_unless
from registry.models import Teacher
from rulebook.selectors.current import term_of
from schools.models import School, Term


@dataclass
class Reported:
    """What was entered, and why the rest was not: "oneself", "changed" (not what was shown), a charge's reason."""

    made: list[Entry] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def report_facts(*, school: School, term: Term, span: Span, chosen: Mapping[str, str], by) -> Reported:
    """Enter the facts that a person chose, by their keys with the stamps of what the page showed.

    A fact is entered once, however often it is sent. Source: F-10.
    """
    hold(school)
    rows = {row.key: row for row in proposals(school, term, span).rows}
    found = Reported()
    with acting(by):
        for key, stamp in chosen.items():
            reason = _why_not(rows.get(key), stamp, by)
            if reason:
                found.left_out[key] = reason
            else:
                found.made.append(_enter(rows[key], term, by))
    return found


def _why_not(row: Proposal | None, stamp: str, by) -> str:
    if row is None:
        return "changed"
    if row.charge.why_not:
        return row.charge.why_not
    if row.teacher.user_id == by.pk:
        return "oneself"
    return "" if row.stamp == stamp else "changed"


def _enter(row: Proposal, term: Term, by) -> Entry:
    fact, charge = row.charge.fact, row.charge
    return Entry.objects.create(
        **_what(row.teacher, charge.price, charge.table, charge.sum),
        term=term,
        happened_on=fact.on,
        lesson=fact.lesson,
        fact_source=row.source.name,
        fact_key=fact.key,
        fact_ref=fact.ref,
        figures=stored(fact),
        recorded_by_id=fact.reporter,
        reported_by=by,
    )


@transaction.atomic
def report(
    *,
    teacher: Teacher,
    item: str,
    on: date,
    figures: Mapping[str, Decimal],
    note: str = "",
    files=(),
    today: date,
    by,
) -> Entry:
    """Enter a deduction by hand, by a line of the list that counts on its day.

    Raises Refused: "oneself", "in_the_future", "no_term", "no_list", "no_unit" (the school deducts nothing),
    "unknown_item", "no_proof", "no_note" (what is at discretion or not on any list needs words), "nothing" (it would
    cost nothing).
    """
    school = teacher.school
    refuse_unless(teacher.user_id != by.pk, "oneself")
    refuse_unless(on <= today, "in_the_future")
    hold(school)
    term, table = term_of(school, on), table_on(school, on)
    refuse_unless(term is not None, "no_term")
    refuse_unless(table is not None, "no_list")
    refuse_unless(table.deducts, "no_unit")
    refuse_unless(item in table.prices, "unknown_item")
    price = table.prices[item]
    total = cost(price, figures)
    _check(price, total, note, files)
    with acting(by):
        entry = Entry.objects.create(
            **_what(teacher, price, table, total),
            term=term,
            happened_on=on,
            figures={name: f"{value.normalize():f}" for name, value in figures.items()},
            note=note.strip(),
            reported_by=by,
        )
        keep(entry, files, EntryFile.Kind.PROOF, by)
    return entry


def _check(price: Price, total: Sum, note: str, files) -> None:
    if price.needs_proof and not files:
        raise Refused("no_proof")
    if (price.is_discretionary or price.event == Event.OTHER) and not note.strip():
        raise Refused("no_note")
    if total.amount == 0:
        raise Refused("nothing")


def keep(entry: Entry, files, kind: str, by) -> None:
    """Keep files with an entry."""
    for file in files:
        EntryFile.objects.create(school_id=entry.school_id, entry=entry, kind=kind, file=file, by=by)


def _what(teacher: Teacher, price: Price, table: PriceTable, total: Sum) -> dict:
    """Give what was priced, as it stays with the entry whatever becomes of the list."""
    return {
        "school_id": teacher.school_id,
        "teacher": teacher,
        "person_id": teacher.user_id,
        "item": price.code,
        "item_text": words_of(price.name),
        "articles": list(price.articles),
        "event": price.event,
        "source": table.source,
        "version": table.version,
        "unit": table.unit,
        "arithmetic": list(total.steps),
        "amount": total.amount,
        "counted": total.amount or 0,
        "conduct": total.conduct,
    }


def words_of(name) -> dict[str, str]:
    """Give the words of a line in both languages; a school's own are its own in either."""
    return {"zh": getattr(name, "zh", name), "en": getattr(name, "en", name)}
