"""What somebody is told whom a group of a partner school admits (G4.4.4b)."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alliances.models import GroupAdmission


def admitted(admission: GroupAdmission) -> dict:
    """To the person: the page says which group, of which school, and who leads it."""
    return _about(admission, _("You are admitted to the group {group} of {school}"), "admitted")


def ended(admission: GroupAdmission) -> dict:
    return _about(admission, _("Your time in the group {group} of {school} has ended"), "ended")


def _about(admission: GroupAdmission, subject, matter: str) -> dict:
    return {
        "subject": format_lazy(subject, group=admission.group.name, school=admission.host.school.name),
        "body": "",
        "url": reverse("alliances:admission_show", args=[admission.public_id]),
        "dedupe": f"group-admission-{admission.public_id}-{matter}",
        "school": admission.school,
        "may_leave": True,
    }
