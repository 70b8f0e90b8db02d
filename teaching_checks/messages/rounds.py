"""Notices about rounds. They name what is inspected and when, never a result."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from teaching_checks.models import Round


def to_inspector(round: Round) -> dict:
    """Tell an inspector that the own list waits."""
    return {
        "subject": format_lazy(_("You inspect: {name}"), name=round.name),
        "body": format_lazy(_("From {first} to {last}. Your list of teachers is ready."), **_days(round)),
        "url": reverse("teaching_checks:round_grid", args=[round.public_id]),
        "school": round.school,
        "may_leave": True,
    }


def to_inspected(round: Round) -> dict:
    """Announce a round to whom it looks at."""
    return {
        "subject": format_lazy(_("Announced: {name}"), name=round.name),
        "body": format_lazy(
            _("{what} will be looked at from {first} to {last}."), what=round.get_object_display(), **_days(round)
        ),
        "url": reverse("teaching_checks:round_detail", args=[round.public_id]),
        "school": round.school,
        "may_leave": True,
    }


def _days(round: Round) -> dict:
    return {"first": round.from_on.isoformat(), "last": round.to_on.isoformat()}
