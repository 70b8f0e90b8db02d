"""What the pages of the ledger print: lines of the price list, amounts with their unit, articles in words."""

from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils.translation import pgettext

from deductions.models import Entry
from deductions.rules.pricing import money
from deductions.words import amount_words, item_words
from rulebook.documents import loading
from rulebook.documents.schema import Article

register = template.Library()

STATE_TONES = {
    "reported": "orange",
    "verified": "azure",
    "notified": "blue",
    "appealed": "purple",
    "decided": "green",
    "stated": "secondary",
    "dismissed": "secondary",
}

register.filter("item_words", item_words)


@register.filter
def amount(entry: Entry) -> str:
    """Give what an entry counts, with its unit; what is at discretion has none yet."""
    if entry.amount is None:
        return pgettext("amount of a deduction", "at discretion")
    if entry.is_criticism:
        return pgettext("instead of a deduction", "serious criticism")
    return amount_words(entry.counted, entry.unit)


@register.filter
def priced(entry: Entry) -> str:
    """Give what the price list gave, before any decision."""
    return amount_words(entry.amount, entry.unit) if entry.amount is not None else ""


@register.filter
def in_unit(number: Decimal, unit: str) -> str:
    return amount_words(number, unit)


@register.filter
def plain_money(number) -> str:
    return "" if number is None else money(number)


@register.filter
def totals(sums: Mapping[str, Decimal]) -> str:
    """Give sums of several units in one line."""
    found = [amount_words(total, unit) for unit, total in sums.items()]
    return " + ".join(found) if found else "0"


@register.filter
def article_texts(entry: Entry) -> list[Article]:
    """Give the articles of rule set 4 that an entry cites; a school's own list cites what it likes."""
    known = loading.document("C4").articles
    return [known[name] for name in " ".join(entry.articles).split() if name in known]


@register.filter
def state_tone(entry: Entry) -> str:
    return STATE_TONES[entry.state]
