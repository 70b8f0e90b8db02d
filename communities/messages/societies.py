"""Notices about societies."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communities.models import Society


def chosen(society: Society) -> dict:
    """Tell the new president."""
    return {
        "subject": format_lazy(_("You now lead the mutual-aid society of {village}"), village=society.village.name),
        "body": _("You can form growth communities of the village's pupils, with their families' consent."),
        "url": reverse("communities:society_detail", args=[society.public_id]),
        "school": society.school,
    }
