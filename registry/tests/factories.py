"""Rows for tests: classes, pupils, families, teachers."""

from datetime import date
from itertools import count

from accounts.tests.factories import create_user
from core import sealing
from registry.models import (
    Enrolment,
    Grade,
    Guardian,
    Guardianship,
    SchoolClass,
    Student,
    Subject,
    Teacher,
    TeachingAssignment,
)
from schools.models import Stage
from schools.tests.factories import create_school

_numbers = count(1)


def create_grades(*, school, numbers=range(1, 7), stage=Stage.PRIMARY) -> list[Grade]:
    return [Grade.objects.get_or_create(school=school, number=n, defaults={"stage": stage})[0] for n in numbers]


def create_class(*, school=None, stage=Stage.PRIMARY, entry_year=2024, number=None, **fields) -> SchoolClass:
    school = school or create_school()
    if not school.grades.exists():
        create_grades(school=school)
    number = number or next(_numbers)
    return SchoolClass.objects.create(school=school, stage=stage, entry_year=entry_year, number=number, **fields)


def create_student(*, school=None, school_class=None, from_on=date(2024, 9, 1), id_number="", **fields) -> Student:
    school = school or (school_class.school if school_class else create_school())
    defaults = {"name": f"学生{next(_numbers)}", "sex": "M", "born_on": date(2016, 3, 4)}
    if id_number:
        key = sealing.hash_key(str(school.district.public_id))
        defaults |= {
            "id_number_sealed": sealing.seal(id_number),
            "id_number_hash": sealing.keyed_hash(id_number, key),
        }
    student = Student.objects.create(school=school, **{**defaults, **fields})
    if school_class:
        Enrolment.objects.create(school=school, student=student, school_class=school_class, from_on=from_on)
    return student


def create_guardian(*, student=None, school=None, relation="51", link=None, **fields) -> Guardian:
    student = student or create_student(school=school)
    number = next(_numbers)
    defaults = {"name": f"家长{number}", "phone": f"139{number:08d}"}
    guardian = Guardian.objects.create(school=student.school, **{**defaults, **fields})
    Guardianship.objects.create(
        school=student.school, student=student, guardian=guardian, relation=relation, **(link or {})
    )
    return guardian


def create_teacher(*, school=None, user=None, **fields) -> Teacher:
    defaults = {"name": f"教师{next(_numbers)}"}
    return Teacher.objects.create(
        school=school or create_school(), user=user or create_user(), **{**defaults, **fields}
    )


def create_assignment(*, teacher=None, school_class=None, subject=None, from_on=date(2024, 9, 1)) -> TeachingAssignment:
    school_class = school_class or create_class()
    teacher = teacher or create_teacher(school=school_class.school)
    subject = subject or Subject.objects.get_or_create(school=school_class.school, name="语文")[0]
    return TeachingAssignment.objects.create(
        school=school_class.school,
        teacher=teacher,
        school_class=school_class,
        subject=subject,
        from_on=from_on,
    )
