"""The classes a person leads or teaches, with what is missing there."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from accounts.roles import Scope
from dashboards.selectors.advising import in_communities
from dashboards.selectors.gaps import Gap, pupil_gaps
from registry.models import SchoolClass, TeachingAssignment
from registry.selectors import pupils_of
from registry.selectors.pupils import class_order, in_class, present


@dataclass(frozen=True)
class LedClass:
    """A class one leads: its pupils, and the gaps in what is known of them."""

    school_class: SchoolClass
    count: int
    in_communities: int
    gaps: list[Gap]
    url: str


@dataclass(frozen=True)
class TaughtClass:
    """A class one teaches, with the subjects."""

    school_class: SchoolClass
    subjects: str
    url: str


def led_classes(user, school) -> list[LedClass]:
    """Give the open classes for which one holds the post of class teacher; two statements per class and one more."""
    ids = user.scopes_with(Permission.GUARDIAN_VIEW, Scope.CLASS)
    classes = SchoolClass.objects.visible_to(user).filter(school=school, pk__in=ids).open() if ids else []
    return [_led(user, school, each) for each in _in_order(classes)]


def _led(user, school, school_class) -> LedClass:
    pupils = present(in_class(pupils_of(user, school), SchoolClass.objects.filter(pk=school_class.pk)))
    count, gaps = pupil_gaps(pupils, query=f"&class={school_class.public_id}")
    shown = [gap for gap in gaps if gap.count]
    return LedClass(school_class, count, in_communities(pupils), shown, class_url(school_class))


def taught_classes(user, school) -> list[TaughtClass]:
    """Give the classes in which one teaches today; two statements."""
    today = timezone.localdate()
    held = TeachingAssignment.objects.visible_to(user).held_on(today).filter(school=school, teacher__user=user)
    subjects: dict[int, list[str]] = {}
    for class_id, subject in held.order_by("subject").values_list("school_class", "subject__name"):
        subjects.setdefault(class_id, []).append(subject)
    if not subjects:
        return []
    classes = SchoolClass.objects.visible_to(user).filter(pk__in=subjects).open()
    return [TaughtClass(c, "、".join(subjects[c.pk]), class_url(c)) for c in _in_order(classes)]


def class_url(school_class) -> str:
    return reverse("registry:class_detail", args=[school_class.public_id])


def _in_order(classes: QuerySet | list) -> QuerySet | list:
    return classes.with_grade().order_by(class_order()) if classes != [] else []
