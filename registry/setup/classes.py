"""Classes in numbers: how many of each grade, in one school year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Q

from core.dates import school_year
from registry.models import Grade, SchoolClass
from schools.models import Campus, School


@dataclass(frozen=True)
class GradeRow:
    """A grade in one school year: the entry year of its classes, and the numbers they have."""

    grade: Grade
    entry_year: int
    numbers: list[int]

    @property
    def count(self) -> int:
        return len(self.numbers)


def year_to_prepare(today: date) -> int:
    """Give the school year that one sets up on a day: from July on the coming one."""
    return today.year if today.month >= 7 else school_year(today)


def grade_rows(school: School, *, year: int) -> list[GradeRow]:
    """Give one row per grade with its open classes in the school year that begins in `year`; two statements."""
    grades = list(Grade.objects.filter(school=school))
    lowest = {g.stage: min(o.number for o in grades if o.stage == g.stage) for g in grades}
    entry_years = {g: year - (g.number - lowest[g.stage]) for g in grades}
    numbers: dict[tuple[str, int], list[int]] = {}
    for c in SchoolClass.objects.filter(school=school).open().order_by("number"):
        numbers.setdefault((c.stage, c.entry_year), []).append(c.number)
    return [GradeRow(g, entry_years[g], numbers.get((g.stage, entry_years[g]), [])) for g in grades]


@transaction.atomic
def create_classes(*, school: School, year: int, wanted: Mapping[int, int], campus: Campus | None) -> int:
    """Create the missing classes 1 to n of each grade (number -> n); give how many. Never removes one."""
    School.objects.select_for_update().get(pk=school.pk)
    taken = set(SchoolClass.objects.filter(school=school).values_list("stage", "entry_year", "number"))
    new = [
        SchoolClass(school=school, campus=campus, stage=row.grade.stage, entry_year=row.entry_year, number=n)
        for row in grade_rows(school, year=year)
        for n in range(1, wanted.get(row.grade.number, 0) + 1)
        if (row.grade.stage, row.entry_year, n) not in taken
    ]
    SchoolClass.objects.bulk_create(new)
    return len(new)


def classes_for_listing(user, school: School, *, on: date):
    """Give the school's classes with their grade, campus and the number of pupils on a day."""
    here = Q(enrolments__from_on__lte=on) & (Q(enrolments__to_on=None) | Q(enrolments__to_on__gt=on))
    classes = SchoolClass.objects.visible_to(user).filter(school=school).select_related("campus")
    return classes.with_grade(on).annotate(pupil_count=Count("enrolments", filter=here))


def pupils_after(school_class: SchoolClass, day: date) -> int:
    """Count the enrolments that hold on a day or begin later; a class closed on that day must have none."""
    return school_class.enrolments.filter(Q(to_on=None) | Q(to_on__gt=day)).count()
