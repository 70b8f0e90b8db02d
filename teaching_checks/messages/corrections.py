"""Notices about corrections. They name the inspection and the day, never what was found."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from teaching_checks.models import Correction


def ordered(correction: Correction) -> dict:
    return {
        "subject": format_lazy(_("To put right until {day}: {name}"), **_values(correction)),
        "body": _("Open it to read what is asked; then say there what you did."),
        **_way(correction),
    }


def corrected(correction: Correction) -> dict:
    return {
        "subject": format_lazy(_("Waits for your look: {name}"), **_values(correction)),
        "body": _("The teacher says that it is put right."),
        **_way(correction),
    }


def verified(correction: Correction) -> dict:
    return {
        "subject": format_lazy(_("Settled: {name}"), **_values(correction)),
        "body": _("Your correction was looked at and taken."),
        **_way(correction),
    }


def sent_back(correction: Correction) -> dict:
    return {
        "subject": format_lazy(_("Once more, until {day}: {name}"), **_values(correction)),
        "body": _("Open it to read why."),
        **_way(correction),
    }


def due(correction: Correction) -> dict:
    return {
        "subject": format_lazy(_("Due on {day}: {name}"), **_values(correction)),
        "body": _("Say there what you did."),
        **_way(correction),
    }


def overdue(correction: Correction) -> dict:
    return {
        "subject": format_lazy(_("Was due on {day}: {name}"), **_values(correction)),
        "body": _("It is not put right yet."),
        **_way(correction),
    }


def _values(correction: Correction) -> dict:
    return {"day": correction.due_on.isoformat(), "name": correction.row.round.name}


def _way(correction: Correction) -> dict:
    return {"url": reverse("teaching_checks:correction_detail", args=[correction.public_id])}
