"""What teachers and deciders are told (N-15): that there is something to read, never how much or what for."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deductions.models import Entry


def notified(entry: Entry) -> dict:
    """To the teacher: there is something to read, and until when one can object."""
    return _about(entry, "told", _("Something about your work was entered: please read it"), _until(entry.appeal_until))


def appealed(entry: Entry) -> dict:
    """To those who may decide: somebody waits."""
    return _about(entry, "appealed", _("An appeal waits for a decision"))


def decided(entry: Entry) -> dict:
    """To the teacher: the answer is there."""
    return _about(entry, "decided", _("Your appeal has been decided"))


def reversed_(entry: Entry) -> dict:
    """To the teacher: it was taken back."""
    return _about(entry, "reversed", _("Something that was entered about your work was taken back"))


def closes(entry: Entry) -> dict:
    """To the teacher: the window closes."""
    return _about(entry, "closes", _("The days to object are nearly over"), _until(entry.appeal_until))


def _until(day):
    """Let the day wait until it is known in whose language it is read."""
    return lazy(lambda: gettext("You can object until %(day)s.") % {"day": date_format(day, "DATE_FORMAT")}, str)()


def _about(entry: Entry, what: str, subject, body="") -> dict:
    return {
        "subject": subject,
        "body": body,
        "url": reverse("deductions:entry_show", args=[entry.public_id]),
        "dedupe": f"deduction-{what}-{entry.public_id}",
        "school": entry.school,
        "may_leave": True,  # names neither a person nor a matter
    }
