"""Figures over a school's pupils; each in a constant number of statements."""

from collections import Counter
from typing import NamedTuple

from django.db.models import Count, QuerySet

from registry.models import Enrolment, Grade, SchoolClass
from registry.selectors.pupils import class_order, present, pupils_of
from schools.models import School, Village


class GradeCount(NamedTuple):
    grade: Grade
    count: int


class ClassSize(NamedTuple):
    school_class: SchoolClass
    count: int


class VillageCount(NamedTuple):
    """village: None for the pupils of no village."""

    village: Village | None
    count: int


def class_sizes(user, school: School) -> list[ClassSize]:
    """Give every open class that the user may see with today's number of visible pupils, lowest grade first."""
    sizes = _sizes(pupils_of(user, school))
    classes = SchoolClass.objects.visible_to(user).filter(school=school).open().with_grade()
    return [ClassSize(each, sizes[each.pk]) for each in classes.order_by(class_order())]


def pupils_by_grade(user, school: School) -> list[GradeCount]:
    """Give every grade of the school with today's number of visible pupils in its open classes."""
    by_grade = Counter()
    for school_class, count in class_sizes(user, school):
        by_grade[school_class.stage, school_class.grade_number] += count
    grades = Grade.objects.filter(school=school)
    return [GradeCount(grade, by_grade[grade.stage, grade.number]) for grade in grades]


def pupils_by_village(user, school: School) -> list[VillageCount]:
    """Give each village with its visible pupils who have not left, most first; those of no village last."""
    pupils = present(pupils_of(user, school)).order_by()
    counts = dict(pupils.values_list("village").annotate(count=Count("pk")))
    unplaced = counts.pop(None, 0)
    villages = Village.objects.in_bulk(counts)
    rows = [VillageCount(villages[pk], count) for pk, count in counts.items()]
    rows.sort(key=lambda row: (-row.count, row.village.name))
    return [*rows, VillageCount(None, unplaced)] if unplaced else rows


def _sizes(pupils: QuerySet) -> Counter:
    enrolments = Enrolment.objects.current().filter(student__in=pupils.order_by().values("pk")).order_by()
    return Counter(dict(enrolments.values_list("school_class").annotate(count=Count("pk"))))
