"""What people are told about observed lessons: which lesson, never what was written or how it was scored (L-13)."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from observations.models import Observation

_day = lazy(date_format, str)


def sent(observation: Observation) -> dict:
    """The teacher can read what was written about the own lesson."""
    return {
        "subject": format_lazy(_("Your lesson was observed: {day}, period {period}"), **_when(observation)),
        "body": _("Read the notes, answer, and talk it over with the observer."),
        "url": reverse("observations:observation_detail", args=[observation.public_id]),
        "dedupe": f"observed-{observation.public_id}",
        "school": observation.school,
        "may_leave": True,
    }


def withdrawn(observation: Observation) -> dict:
    """What the teacher could read is withdrawn."""
    return {
        "subject": format_lazy(_("An observation was withdrawn: {day}, period {period}"), **_when(observation)),
        "body": _("It counts no more, for nobody."),
        "url": reverse("observations:observation_detail", args=[observation.public_id]),
        "dedupe": f"observed-withdrawn-{observation.public_id}",
        "school": observation.school,
        "may_leave": True,
    }


def _when(observation) -> dict:
    return {"day": _day(observation.on, "MONTH_DAY_FORMAT"), "period": observation.period}
