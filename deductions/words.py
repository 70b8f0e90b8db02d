"""Lines and amounts as people read them."""

from decimal import Decimal

from django.utils.translation import get_language, pgettext

from deductions.models import Entry
from deductions.models.prices import Unit
from deductions.rules.pricing import money


def item_words(entry: Entry) -> str:
    """Give what it is about, in the reader's language."""
    if entry.kind == Entry.Kind.BALANCE:
        return str(entry.get_kind_display())
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    text = entry.item_text.get(language) or entry.item
    if entry.kind == Entry.Kind.REVERSAL:
        return pgettext("an entry of the ledger", "Taken back: %(what)s") % {"what": text}
    return text


def amount_words(amount: Decimal, unit: str) -> str:
    """Give an amount with its unit: 4 分, 10.40 元."""
    words = {"amount": money(amount)}
    if unit == Unit.YUAN:
        return pgettext("an amount of money", "%(amount)s yuan") % words
    return pgettext("an amount of points", "%(amount)s points") % words
