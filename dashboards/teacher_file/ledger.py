"""Deductions as the reader may see them: oneself from the moment one was told (C4, L-12)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.dates import Span
from dashboards.teacher_file.section import Line, Section
from deductions.models import Entry
from deductions.words import amount_words, item_words
from registry.models import Teacher


def deductions(teacher: Teacher, span: Span, reader) -> Section:
    """Give the entries of the span with what stands; one statement."""
    rows = Entry.objects.visible_to(reader).counting().filter(teacher=teacher)
    rows = rows.filter(happened_on__gte=span.from_on, happened_on__lt=span.to_on).order_by("-happened_on", "-pk")
    lines = [
        Line(
            [
                row.happened_on,
                f"{row.item} {item_words(row)}",
                amount_words(row.counted, row.unit),
                row.get_state_display(),
            ],
            reverse("deductions:entry_show", args=[row.public_id]),
        )
        for row in rows
    ]
    return Section(
        "deductions", _("Deductions"), [_("Day"), pgettext("of a deduction", "What"), _("Amount"), _("State")], lines
    )
