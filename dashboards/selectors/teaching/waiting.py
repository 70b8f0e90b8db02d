"""What waits for somebody: appeals, corrections, classes in which nobody was. Each figure with its list."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from deductions.models import Entry
from observations.selectors.matrix import seen_and_unseen
from schools.models import School, Term
from teaching_checks.models import Correction


@dataclass(frozen=True)
class Figure:
    """One figure, its list, and the colour of its dot; "" for nothing to do."""

    label: str
    value: int
    url: str
    tone: str = ""


def figures(user, school: School, term: Term, *, today: date) -> list[Figure]:
    """Give four figures; four statements."""
    appeals = Entry.objects.visible_to(user).exclude(person=user).filter(school=school, state=Entry.State.APPEALED)
    overdue = Correction.objects.followed_by(user).filter(school=school).overdue(today)
    observed, unseen = seen_and_unseen(school, term, user=user)
    return [
        _figure(_("Open appeals"), appeals.count(), reverse("deductions:entry_list") + "?tab=appeals", "orange"),
        _figure(
            _("Corrections overdue"),
            overdue.count(),
            reverse("teaching_checks:correction_list") + "?show=overdue",
            "red",
        ),
        _figure(_("Lessons observed this term"), observed, reverse("observations:observed_list")),
        _figure(_("Classes never observed"), unseen, reverse("observations:observation_map"), "orange"),
    ]


def _figure(label: str, value: int, url: str, tone: str = "") -> Figure:
    return Figure(label, value, url, tone if value else "")
