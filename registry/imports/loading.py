"""Read a school's register into plain values, in a constant number of statements."""

import json
from datetime import date

from django.db import connection

from registry.imports.plan.columns import GUARDIAN_TEXTS, STUDENT_COLUMNS
from registry.imports.plan.existing import KnownEnrolment, KnownGuardian, KnownLink, KnownStudent, Register
from registry.models import SchoolClass
from schools.models import School

STUDENTS = f"""
    SELECT s.id, s.id_number_hash, s.national_number_hash, s.details::text,
           e.school_class_id, e.from_on, e.to_on, later.student_id IS NOT NULL,
           {", ".join(f"s.{column}" for column in STUDENT_COLUMNS)}
      FROM registry_student s
      LEFT JOIN registry_enrolment e
        ON e.student_id = s.id AND e.from_on <= %(day)s AND (e.to_on IS NULL OR e.to_on > %(day)s)
      LEFT JOIN (
           SELECT DISTINCT student_id FROM registry_enrolment WHERE school_id = %(school)s AND from_on > %(day)s
           ) later ON later.student_id = s.id
     WHERE s.school_id = %(school)s
"""
GUARDIANS = f"""
    SELECT id, name, phone, other_phones, id_number_hash, details::text, {", ".join(GUARDIAN_TEXTS)}
      FROM registry_guardian WHERE school_id = %(school)s
"""
LINKS = """
    SELECT student_id, guardian_id, relation, relation_note, is_guardian
      FROM registry_guardianship WHERE school_id = %(school)s ORDER BY student_id, position
"""
WATCHED = ("student", "enrolment", "guardian", "guardianship", "schoolclass")
WATERMARK = "SELECT " + ", ".join(
    f"COALESCE((SELECT max(pgh_id) FROM registry_{table}event WHERE school_id = %(school)s), 0)" for table in WATCHED
)


def load_register(school: School, on: date) -> Register:
    """Give the pupils with their class on that day, the adults and their links. Three statements."""
    register = Register()
    with connection.cursor() as cursor:
        cursor.execute(STUDENTS, {"school": school.pk, "day": on})
        register.students = {row[0]: _student(row) for row in cursor}
        cursor.execute(GUARDIANS, {"school": school.pk})
        register.guardians = {row[0]: _guardian(row) for row in cursor}
        cursor.execute(LINKS, {"school": school.pk})
        for student, *link in cursor:
            register.links.setdefault(student, []).append(KnownLink(*link))
    classes = SchoolClass.objects.filter(school=school).with_grade(on)
    register.class_names = {school_class.pk: school_class.name_on(on) for school_class in classes}
    return register


def _student(row) -> KnownStudent:
    pk, id_hash, national_hash, details, school_class, from_on, to_on, is_later, *values = row
    enrolment = KnownEnrolment(school_class, from_on, to_on is None) if school_class else None
    return KnownStudent(pk, _bytes(id_hash), _bytes(national_hash), tuple(values), _json(details), enrolment, is_later)


def _guardian(row) -> KnownGuardian:
    pk, name, phone, phones, id_hash, details, *values = row
    return KnownGuardian(pk, name, phone, tuple(phones), _bytes(id_hash), tuple(values), _json(details))


def _bytes(value) -> bytes | None:
    return None if value is None else bytes(value)


def _json(text: str) -> dict:
    return {} if text == "{}" else json.loads(text)


def watermark(school: School) -> list[int]:
    """Give the newest history event of each watched table; equal lists mean that nothing has changed between."""
    with connection.cursor() as cursor:
        cursor.execute(WATERMARK, {"school": school.pk})
        return list(cursor.fetchone())
