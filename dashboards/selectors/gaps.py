"""What needs somebody in a school today: gaps of the register, each with the list behind it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Post
from accounts.permissions import Permission
from accounts.roles import Role
from registry.models import RegisterImport, SchoolClass
from registry.quality import QUALITY, quality_counts

# What hinders the school most comes first.
ORDER = ("duplicates", "class", "phone", "guardian", "id_number", "born_on", "village")
URGENT = {"duplicates", "class", "phone"}


@dataclass(frozen=True)
class Gap:
    """Something incomplete: how many, and where they are listed."""

    label: str
    count: int
    url: str
    is_urgent: bool = False


def pupil_gaps(pupils: QuerySet, *, query: str = "") -> tuple[int, list[Gap]]:
    """Give the number of pupils and each kind of gap among them, also those of zero; one statement."""
    counts = quality_counts(pupils)
    gaps = [Gap(QUALITY[key].label, counts[key], _pupils_url(key, query), key in URGENT) for key in ORDER]
    return counts["total"], gaps


def _pupils_url(key: str, query: str) -> str:
    asked = "duplicates=1" if key == "duplicates" else f"missing={key}"
    return f"{reverse('registry:student_list')}?{asked}{query}"


def without_class_teacher(classes: QuerySet) -> QuerySet:
    """Keep the classes that nobody leads today."""
    posts = Post.objects.held_on(timezone.localdate()).filter(
        role=Role.CLASS_TEACHER, school=OuterRef("school"), scope_id=OuterRef("pk")
    )
    return classes.filter(~Exists(posts))


def class_gap(user, school) -> Gap:
    classes = SchoolClass.objects.visible_to(user).filter(school=school).open()
    url = f"{reverse('registry:class_list')}?missing=class_teacher"
    return Gap(_("Classes without a class teacher"), without_class_teacher(classes).count(), url)


def waiting_imports(user, school) -> list[RegisterImport]:
    """Give the imports that wait for a person, newest first; none for who does not import."""
    if not user.has_permission(Permission.REGISTER_IMPORT, school=school):
        return []
    waiting = RegisterImport.objects.visible_to(user).filter(school=school, state=RegisterImport.State.READ)
    return list(waiting.select_related("created_by")[:5])
