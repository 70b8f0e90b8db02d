"""Pupils as lists and pages need them."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from accounts.permissions import Permission
from accounts.roles import Scope
from registry.models import Enrolment, SchoolClass, Student
from schools.models import School, Stage


def pupils_of(user, school: School) -> QuerySet[Student]:
    """Give the pupils of the school that the user may see, also those who have left."""
    return Student.objects.visible_to(user).filter(school=school)


def present(pupils: QuerySet[Student]) -> QuerySet[Student]:
    """Leave out the pupils who have left; those who were never in a class stay in."""
    return pupils.filter(~_has_left())


def gone(pupils: QuerySet[Student]) -> QuerySet[Student]:
    """Keep the pupils who have left the school."""
    return pupils.filter(_has_left())


def _has_left() -> Q:
    enrolments = Enrolment.objects.filter(student=OuterRef("pk"))
    lasting = enrolments.filter(Q(to_on=None) | Q(to_on__gt=timezone.localdate()))
    return Q(Exists(enrolments)) & ~Exists(lasting)


def contacts_open_to(user) -> QuerySet[Student]:
    """Give the pupils whose phone, address and family the user may see: whole schools, own grades and classes.

    Teaching a class opens the names only.
    """
    reach = Q(school__in=user.schools_with(Permission.GUARDIAN_VIEW))
    classes = SchoolClass.objects.filter(pk__in=user.scopes_with(Permission.GUARDIAN_VIEW, Scope.CLASS))
    enrolled = Enrolment.objects.current()
    reach |= Q(pk__in=enrolled.filter(school_class__in=classes).values("student"))
    grades = user.scopes_with(Permission.GUARDIAN_VIEW, Scope.GRADE)
    if grades:
        in_grades = SchoolClass.objects.in_grades(grades).values("pk")
        reach |= Q(pk__in=enrolled.filter(school_class__in=in_grades).values("student"))
    return Student.objects.filter(reach)


def in_class(pupils: QuerySet[Student], classes: QuerySet[SchoolClass]) -> QuerySet[Student]:
    """Keep the pupils who are in one of the classes today."""
    return pupils.filter(pk__in=Enrolment.objects.current().filter(school_class__in=classes).values("student"))


def for_listing(pupils: QuerySet[Student], user) -> QuerySet[Student]:
    """Load what a row shows: `current` (list of today's enrolment), village, `shows_contacts`; `class_order` sorts."""
    return (
        pupils.select_related("village")
        .prefetch_related(current_class())
        .annotate(
            shows_contacts=Exists(contacts_open_to(user).filter(pk=OuterRef("pk"))),
            class_order=Subquery(
                Enrolment.objects.current().filter(student=OuterRef("pk")).values(order=class_order("school_class__"))
            ),
        )
        .defer("details", "id_number_sealed", "national_number_sealed")
    )


def current_class() -> Prefetch:
    """Load today's enrolment with its class and grade as the list `current`."""
    enrolments = Enrolment.objects.current().prefetch_related(class_of_enrolment())
    return Prefetch("enrolments", queryset=enrolments, to_attr="current")


def class_of_enrolment() -> Prefetch:
    return Prefetch("school_class", queryset=SchoolClass.objects.with_grade())


def class_order(prefix: str = ""):
    """Give a number that sorts classes as people do: stage, grade from below, number."""
    stages = [When(**{f"{prefix}stage": stage}, then=Value(rank)) for rank, stage in enumerate(Stage.values)]
    rank = Case(*stages, output_field=IntegerField())
    return rank * 10_000_000 + (Value(9999) - F(f"{prefix}entry_year")) * 1000 + F(f"{prefix}number")
