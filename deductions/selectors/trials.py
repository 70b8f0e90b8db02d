"""What a document would have deducted in a past term, by the facts there are. Nothing is written."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from core.dates import Span
from deductions.rules.charging import Charge, charges
from deductions.rules.documents import DOCUMENT, table_of
from deductions.rules.prices import Unit
from deductions.selectors.proposals import EARLIER, facts_of
from deductions.words import amount_words
from registry.models import Teacher
from rulebook.kinds import TrialPart
from rulebook.rules.numbers import Numbers
from schools.models import School, Term
from schools.selectors import school_calendar


def trial_part(school: School, numbers: Numbers, term: Term, *, today: date) -> TrialPart | None:
    """Give the deductions by line, and for the principal by teacher; None for a document without deductions."""
    if numbers.document.id != DOCUMENT:
        return None
    span = Span(term.span.from_on, min(term.span.to_on, max(today, term.span.from_on)))
    table = table_of(numbers, may_be_yuan=True)
    calendar = school_calendar(school, span.from_on - EARLIER, span.to_on)
    found = charges([fact for fact, _source in facts_of(school, span)], lambda _day: table, calendar=calendar)
    found = [charge for charge in found if charge.is_open]
    return TrialPart(
        title=_("Deductions it would have given"),
        note=_note(table.unit, found),
        columns=[_("Line of the price list"), _("Article"), _("Times"), _("Teachers"), _("Sum")],
        rows=[_row(charges_, table.unit) for _code, charges_ in sorted(_by(found, lambda c: c.price.code).items())],
        detail_title=_("By teacher, for the principal only"),
        detail_columns=[_("Teacher"), _("Times"), _("Sum")],
        detail_rows=_by_teacher(school, found, table.unit),
    )


def _note(unit: Unit, found: Iterable[Charge]) -> str:
    if unit is Unit.NONE:
        return _("With these numbers the school deducts nothing.")
    if not found:
        return _("The records of this term give none.")
    return _("By the records that exist; somebody would still report, verify and decide each of them.")


def _row(found: list[Charge], unit: Unit) -> list[str]:
    price = found[0].price
    teachers = {charge.fact.teacher for charge in found}
    return [
        f"{price.code} {price.name}",
        " ".join(price.articles),
        str(len(found)),
        str(len(teachers)),
        _("at discretion") if price.is_discretionary else amount_words(_sum(found), unit),
    ]


def _by_teacher(school: School, found: list[Charge], unit: Unit) -> list[list[str]]:
    by_teacher = _by(found, lambda charge: charge.fact.teacher)
    teachers = Teacher.objects.filter(school=school, pk__in=by_teacher).order_by("name_pinyin", "pk")
    return [[t.name, str(len(by_teacher[t.pk])), amount_words(_sum(by_teacher[t.pk]), unit)] for t in teachers]


def _sum(found: Iterable[Charge]) -> Decimal:
    return sum((charge.sum.amount or Decimal(0) for charge in found), Decimal(0))


def _by(found: Iterable[Charge], key) -> dict:
    groups = defaultdict(list)
    for charge in found:
        groups[key(charge)].append(charge)
    return groups
