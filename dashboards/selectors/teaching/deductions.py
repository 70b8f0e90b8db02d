"""Deductions by article: how many and how much, never whose (C4, R-28)."""

from collections import Counter, defaultdict
from decimal import Decimal

from django.db.models import Count, Min, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.charts import Chart, Row
from deductions.models import Entry
from deductions.words import amount_words, item_words
from schools.models import School, Term


def entries_of(user, school: School, term: Term) -> QuerySet[Entry]:
    """Give the deductions of a term that the user sees and that count or may come to count."""
    charges = Entry.objects.visible_to(user).filter(school=school, term=term, kind=Entry.Kind.CHARGE)
    return charges.counting().exclude(reversal__isnull=False)


def deduction_chart(user, school: School, term: Term) -> Chart:
    """Count entries by item, with the amounts that stand; the oldest entry of an item has its words; one statement."""
    rows = entries_of(user, school, term).order_by().values_list("item", "item_text", "unit")
    words: dict[str, str] = {}
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    numbers: Counter[str] = Counter()
    for item, text, unit, number, amount, _first in rows.annotate(
        n=Count("pk"), a=Sum("counted"), first=Min("pk")
    ).order_by("first"):
        words.setdefault(item, item_words(Entry(item=item, item_text=text)))
        numbers[item] += number
        sums[item][unit] += amount or Decimal(0)
    url = reverse("dashboards:teaching_deductions")
    lines = [
        Row(f"{item} {words[item]}", [number], f"{url}?item={item}", _amounts(sums[item]))
        for item, number in sorted(numbers.items())
    ]
    return Chart(
        "deductions", _("Deductions by article"), _("Article"), [pgettext("of a ledger", "Entries")], lines, kind="rows"
    )


def _amounts(sums: dict[str, Decimal]) -> str:
    return " · ".join(amount_words(amount, unit) for unit, amount in sorted(sums.items()))
