"""Reads about slips: which guardians need one, and how far each has come."""

from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from families.models import Slip
from registry.models import Enrolment, Guardian, Guardianship, SchoolClass, Student
from registry.selectors.families import guardians_of
from registry.selectors.names import named
from registry.selectors.pupils import current_class
from schools.models import School, Village


class State(TextChoices):
    """How far a guardian has come."""

    NONE = "none", _("No slip")
    OPEN = "open", _("Slip handed out")
    EXPIRED = "expired", _("Slip expired")
    ACTIVE = "active", _("Account in use")


def guardians_for_slips(user: User, school: School, *, now: datetime) -> QuerySet[Guardian]:
    """Give the school's guardians who may have a slip, each with `state` and `slip_until`.

    Who is barred from all of the own children gets none.
    """
    links = Guardianship.objects.filter(guardian=OuterRef("pk"), is_barred=False)
    slips = Slip.objects.open().filter(guardian=OuterRef("pk"))
    dormant = User.objects.dormant().filter(pk=OuterRef("user"))
    return (
        guardians_of(user, school)
        .filter(Exists(links))
        .annotate(slip_until=Subquery(slips.values("expires_at")[:1]))
        .annotate(
            state=Case(
                When(Q(user__isnull=False) & ~Exists(dormant), then=Value(State.ACTIVE)),
                When(slip_until__gt=now, then=Value(State.OPEN)),
                When(slip_until__isnull=False, then=Value(State.EXPIRED)),
                default=Value(State.NONE),
            )
        )
    )


def found(guardians: QuerySet[Guardian], text: str) -> QuerySet[Guardian]:
    """Keep the guardians who are called so, or one of whose children is."""
    children = Guardianship.objects.filter(student__in=named(Student.objects.all(), text), is_barred=False)
    return guardians.filter(Q(pk__in=named(Guardian.objects.all(), text).values("pk")) | Q(pk__in=_of(children)))


def in_class(guardians: QuerySet[Guardian], school_class: SchoolClass) -> QuerySet[Guardian]:
    """Keep the guardians of today's pupils of a class."""
    pupils = Enrolment.objects.current().filter(school_class=school_class).values("student")
    return guardians.filter(pk__in=_of(Guardianship.objects.filter(student__in=pupils, is_barred=False)))


def in_village(guardians: QuerySet[Guardian], village: Village) -> QuerySet[Guardian]:
    """Keep the guardians of the pupils of a village who are in some class today."""
    pupils = Enrolment.objects.current().filter(student__village=village).values("student")
    return guardians.filter(pk__in=_of(Guardianship.objects.filter(student__in=pupils, is_barred=False)))


def with_own_children(guardians: QuerySet[Guardian]) -> QuerySet[Guardian]:
    """Load the links to the children from whom the guardian is not barred, with today's class, as `own`."""
    links = Guardianship.objects.filter(is_barred=False).order_by("student")
    students = Prefetch("student", queryset=Student.objects.prefetch_related(current_class()))
    return guardians.prefetch_related(Prefetch("guardianships", links.prefetch_related(students), to_attr="own"))


def _of(links):
    return links.values("guardian")
