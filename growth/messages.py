"""What partners of a pair, authors and reviewers are told."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from growth.models import Pair, Version


def pair_asked(pair: Pair, person: User) -> dict:
    """To each of both: will you?"""
    is_mentor = person.pk == pair.mentor_id
    words = _("{name} is proposed as your apprentice") if is_mentor else _("{name} is proposed as your mentor")
    return _about(pair, format_lazy(words, name=pair.partner_of(person).name), _("Please answer."), "asked")


def pair_accepted(pair: Pair) -> dict:
    """To both: agree on goals, and begin."""
    return _about(pair, _names(_("Accepted by both: {names}"), pair), _("Agree on goals; then you begin."), "accepted")


def pair_declined(pair: Pair) -> dict:
    """To who asked and the other."""
    return _about(pair, _names(_("Not accepted: {names}"), pair), "", "declined")


def pair_ended(pair: Pair) -> dict:
    """To the other partner."""
    return _about(pair, _names(_("Ended, with its result: {names}"), pair), "", "ended")


def _names(words, pair):
    return format_lazy(words, names=f"{pair.mentor.name} – {pair.apprentice.name}")


def _about(pair: Pair, subject, body, matter: str) -> dict:
    return {
        "subject": subject,
        "body": body,
        "url": reverse("growth:pair_detail", args=[pair.public_id]),
        "dedupe": f"pair-{pair.public_id}-{matter}",
        "school": pair.mentor_school,
        "may_leave": True,
    }


def resource_published(version: Version) -> dict:
    """To the author: colleagues can open it now."""
    return _of_resource(version, _("Published: {title}"), "", "published")


def resource_sent_back(version: Version) -> dict:
    """To the author: change something and upload it again."""
    return _of_resource(version, _("Please change and upload again: {title}"), version.why_back, "back")


def _of_resource(version, subject, body, matter):
    return {
        "subject": format_lazy(subject, title=version.resource.title),
        "body": body,
        "url": reverse("growth:resource_detail", args=[version.resource.public_id]),
        "dedupe": f"resource-{version.public_id}-{matter}",
        "school": version.resource.school,
        "may_leave": True,
    }
