"""What is still missing in a register: the one definition behind a figure and the list that it opens."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from registry.models import Enrolment, Guardianship, Student


@dataclass(frozen=True)
class Quality:
    """One kind of gap; `condition` says which pupils have it."""

    label: str
    condition: Callable[[], Q]

    def keep(self, pupils: QuerySet) -> QuerySet:
        """Keep the pupils that have this gap."""
        return pupils.filter(self.condition())


def _has_no_id_number() -> Q:
    return Q(id_number_hash=None)


def _has_no_phone() -> Q:
    """Nobody of the family can be called: neither the pupil's own number nor a guardian's."""
    reachable = Guardianship.objects.filter(student=OuterRef("pk")).exclude(guardian__phone="")
    return Q(phone="") & ~Exists(reachable)


def _has_no_village() -> Q:
    return Q(village=None)


def _has_no_birth_date() -> Q:
    return Q(born_on=None)


def _has_no_guardian() -> Q:
    return ~Exists(Guardianship.objects.filter(student=OuterRef("pk")))


def _has_no_class() -> Q:
    return ~Exists(Enrolment.objects.current().filter(student=OuterRef("pk")))


def _has_double() -> Q:
    """Another pupil of the school has the same name and birth date (or neither has a birth date)."""
    same = Student.objects.filter(school=OuterRef("school"), name=OuterRef("name"))
    both_unknown = Q(born_on=None) & Q(Exists(same.filter(born_on=None).exclude(pk=OuterRef("pk"))))
    return Exists(same.filter(born_on=OuterRef("born_on")).exclude(pk=OuterRef("pk"))) | both_unknown


QUALITY: dict[str, Quality] = {
    "id_number": Quality(_("No ID number"), _has_no_id_number),
    "phone": Quality(_("No phone number"), _has_no_phone),
    "village": Quality(_("No village"), _has_no_village),
    "born_on": Quality(_("No date of birth"), _has_no_birth_date),
    "guardian": Quality(_("No guardian"), _has_no_guardian),
    "class": Quality(_("In no class"), _has_no_class),
    "duplicates": Quality(_("Possible duplicates"), _has_double),
}


def quality_counts(pupils: QuerySet) -> dict[str, int]:
    """Count the pupils with each gap, and all of them as "total"; one SQL statement."""
    # A count named like a column (born_on) would hide that column from the conditions after it.
    counts = {f"{key}_gap": Count("pk", filter=quality.condition()) for key, quality in QUALITY.items()}
    found = pupils.order_by().aggregate(total=Count("pk"), **counts)
    return {"total": found["total"], **{key: found[f"{key}_gap"] for key in QUALITY}}
