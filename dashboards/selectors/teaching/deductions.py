"""Deductions by article: how many and how much, never whose (C4, R-28)."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum
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
    """Count entries by item, with the amounts that stand; two statements."""
    rows = entries_of(user, school, term).order_by()
    words = {entry.item: item_words(entry) for entry in rows.order_by("item", "pk").distinct("item")}
    sums: dict[str, list[str]] = defaultdict(list)
    numbers: dict[str, int] = defaultdict(int)
    for item, unit, number, amount in rows.values_list("item", "unit").annotate(n=Count("pk"), a=Sum("counted")):
        numbers[item] += number
        sums[item].append(amount_words(amount or Decimal(0), unit))
    url = reverse("dashboards:teaching_deductions")
    lines = [
        Row(f"{item} {words[item]}", [number], f"{url}?item={item}", " · ".join(sums[item]))
        for item, number in sorted(numbers.items())
    ]
    return Chart(
        "deductions", _("Deductions by article"), _("Article"), [pgettext("of a ledger", "Entries")], lines, kind="rows"
    )
