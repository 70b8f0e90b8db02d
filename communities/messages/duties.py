"""What leaders are told about duties that are free again: day and hours, never a name (L-06)."""

from datetime import datetime

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communities.messages.days import kind_in_words, when
from communities.models import Slot


def free_again(slot: Slot, *, is_urgent: bool, at: datetime) -> dict:
    """A duty wants a parent again."""
    subject = _("Urgent: a duty is free again: {when}") if is_urgent else _("A duty is free again: {when}")
    body = _("{duty}, {community}. The other parents see it among the free duties and can take it.")
    return {
        "subject": format_lazy(subject, when=when(slot)),
        "body": format_lazy(body, duty=kind_in_words(slot), community=slot.community.name),
        "url": reverse("communities:swap_list", args=[slot.community.public_id]),
        # A seat may become free more than once.
        "dedupe": f"duty-free-{slot.public_id}-{at.isoformat()}",
        "school": slot.community.school,
    }
