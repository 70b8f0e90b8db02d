"""How many pupils are members of an approved community: figures for dashboards and lists (G1.2.6)."""

from collections import Counter
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from accounts.models import User
from communities.models import Membership
from registry.models import Enrolment, Grade, SchoolClass, Student
from registry.selectors import present, pupils_of
from registry.selectors.pupils import current_class
from schools.models import School, Village


class Coverage(NamedTuple):
    """label: a village, a grade, or None for pupils of no village."""

    label: Village | Grade | None
    in_communities: int
    pupils: int

    @property
    def without(self) -> int:
        return self.pupils - self.in_communities

    @property
    def percent(self) -> int:
        return round(100 * self.in_communities / self.pupils) if self.pupils else 0


def coverage_by_village(user: User, school: School) -> list[Coverage]:
    """Give each village with its visible pupils and those in a community, most pupils first; no village comes last."""
    pupils = present(pupils_of(user, school)).order_by()
    counts = dict(pupils.values_list("village").annotate(count=Count("pk")))
    joined = dict(pupils.filter(_is_member()).values_list("village").annotate(count=Count("pk")))
    villages = Village.objects.in_bulk([pk for pk in counts if pk])
    rows = [Coverage(villages.get(pk), joined.get(pk, 0), count) for pk, count in counts.items()]
    return sorted(rows, key=lambda row: (row.label is None, -row.pupils, row.label.name if row.label else ""))


def coverage_by_grade(user: User, school: School) -> list[Coverage]:
    """Give each grade of the school with its visible pupils and those in a community, lowest grade first."""
    visible = pupils_of(user, school).order_by()
    counts, joined = _by_class(visible), _by_class(visible.filter(_is_member()))
    pupils, members = Counter(), Counter()
    for school_class in SchoolClass.objects.filter(school=school).open().with_grade():
        key = school_class.stage, school_class.grade_number
        pupils[key] += counts[school_class.pk]
        members[key] += joined[school_class.pk]
    grades = Grade.objects.filter(school=school)
    return [Coverage(grade, members[grade.stage, grade.number], pupils[grade.stage, grade.number]) for grade in grades]


def members_among(pupils: QuerySet[Student]) -> QuerySet[Student]:
    """Keep the pupils who are members of an approved community; `joined` holds the membership with its community."""
    joined = Membership.objects.filter(state=Membership.State.CONFIRMED).select_related("community__society__village")
    return (
        pupils.filter(_is_member())
        .select_related("village")
        .prefetch_related(current_class(), Prefetch("memberships", queryset=joined, to_attr="joined"))
    )


def _is_member() -> Exists:
    members = Membership.objects.filter(state=Membership.State.CONFIRMED)
    return Exists(members.filter(student=OuterRef("pk")))


def _by_class(pupils) -> Counter:
    enrolments = Enrolment.objects.current().filter(student__in=pupils.values("pk")).order_by()
    return Counter(dict(enrolments.values_list("school_class").annotate(count=Count("pk"))))
