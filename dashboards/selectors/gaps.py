"""What needs somebody in a school today: gaps of the register, each with the list behind it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from registry.models import RegisterImport
from registry.quality import QUALITY, quality_counts
from registry.selectors.classes import classes_of, without_class_teacher
from registry.setup.steps import progress, steps
from schools.models import Term

# What the pupils without the gap have; what hinders the school most comes first.
HAS = {
    "duplicates": _("Entered once only"),
    "class": _("Class"),
    "phone": _("Phone of the pupil or the family"),
    "guardian": _("Guardian"),
    "id_number": _("ID number"),
    "born_on": _("Date of birth"),
    "village": _("Village"),
}
URGENT = {"duplicates", "class", "phone"}


@dataclass(frozen=True)
class Gap:
    """Something incomplete: how many, and where they are listed; `has` names what the others have."""

    label: str
    count: int
    url: str
    is_urgent: bool = False
    has: str = ""


def pupil_gaps(pupils: QuerySet, *, query: str = "") -> tuple[int, list[Gap]]:
    """Give the number of pupils and each kind of gap among them, also those of zero; one statement."""
    counts = quality_counts(pupils)
    gaps = [Gap(QUALITY[key].label, counts[key], _pupils_url(key, query), key in URGENT, HAS[key]) for key in HAS]
    return counts["total"], gaps


def _pupils_url(key: str, query: str) -> str:
    asked = "duplicates=1" if key == "duplicates" else f"missing={key}"
    return f"{reverse('registry:student_list')}?{asked}{query}"


def class_gap(user, school) -> Gap:
    classes = without_class_teacher(classes_of(user, school))
    url = f"{reverse('registry:class_list')}?missing=class_teacher"
    return Gap(_("Classes without a class teacher"), classes.count(), url)


def waiting_imports(user, school) -> list[RegisterImport]:
    """Give the imports that wait for a person, newest first; none for who does not import."""
    if not user.has_permission(Permission.REGISTER_IMPORT, school=school):
        return []
    waiting = RegisterImport.objects.visible_to(user).filter(school=school, state=RegisterImport.State.READ)
    return list(waiting.select_related("created_by")[:5])


def setup_progress(user, school) -> tuple[int, int] | None:
    """Give (steps done, steps needed) while the school is being set up; None when done or another's work."""
    if not user.has_permission(Permission.SCHOOL_SETUP, school=school):
        return None
    terms = list(Term.objects.visible_to(user).filter(school=school))
    done, needed = progress(steps(school, terms=terms, today=timezone.localdate()))
    return (done, needed) if done < needed else None
