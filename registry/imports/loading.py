"""Read a school's register into plain values, in a constant number of statements."""

import json
from collections.abc import Iterable
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
    SELECT id, other_phones, id_number_hash, details::text, {", ".join(GUARDIAN_TEXTS)}
      FROM registry_guardian WHERE school_id = %(school)s
"""
LINKS = """
    SELECT student_id, guardian_id, relation, relation_note, is_guardian
      FROM registry_guardianship WHERE school_id = %(school)s ORDER BY student_id, position
"""
WATCHED = ("student", "enrolment", "guardian", "guardianship", "schoolclass")
# Numbers are drawn before a transaction commits: the newest one alone would miss a late committer, so they are counted.
WATERMARK = (
    " UNION ALL ".join(
        f"SELECT '{table}', count(*), COALESCE(max(pgh_id), 0) FROM registry_{table}event WHERE school_id = %(school)s"
        for table in WATCHED
    )
    + " ORDER BY 1"  # a parallel plan gives the tables in any order
)


def load_register(school: School, on: date, file_values: Iterable[tuple] = ()) -> Register:
    """Give the pupils with their class on that day, the adults and their links. Four statements.

    Equal values are one object, and a pupil of whom `file_values` says the same has the file's own tuple: a register
    that is imported again then costs little memory, and comparing the two costs no time.
    """
    register, pool = Register(), _Pool(file_values)
    with connection.cursor() as cursor:
        cursor.execute(STUDENTS, {"school": school.pk, "day": on})
        register.students = {row[0]: _student(row, pool) for row in cursor}
        cursor.execute(GUARDIANS, {"school": school.pk})
        register.guardians = {row[0]: _guardian(row, pool) for row in cursor}
        cursor.execute(LINKS, {"school": school.pk})
        for student, guardian, *said in cursor:
            register.links.setdefault(student, []).append(KnownLink(guardian, *pool.whole(tuple(said))))
    classes = SchoolClass.objects.filter(school=school).with_grade(on)
    register.class_names = {school_class.pk: school_class.name_on(on) for school_class in classes}
    return register


class _Pool:
    """Makes equal values one object."""

    def __init__(self, rows: Iterable[tuple]):
        self._rows = {row: row for row in rows}
        self._values: dict = {}
        self._details: dict[str, dict] = {}

    def row(self, values: tuple) -> tuple:
        """Give the row that is equal, or the values, each as the object that came first."""
        return self._rows.get(values) or self.share(values)

    def share(self, values: Iterable) -> tuple:
        """Give the values, each as the object that came first."""
        first = self._values.setdefault
        return tuple([first(value, value) for value in values])

    def whole(self, values: tuple) -> tuple:
        """Give the equal tuple that came first."""
        return self._values.setdefault(values, values)

    def details(self, text: str) -> dict:
        """Read JSON; equal texts give one dict, which nobody changes."""
        if text not in self._details:
            self._details[text] = json.loads(text)
        return self._details[text]


def _student(row, pool: _Pool) -> KnownStudent:
    pk, id_hash, national_hash, details, school_class, from_on, to_on, is_later = row[:8]
    enrolment = pool.whole(KnownEnrolment(school_class, from_on, to_on is None)) if school_class else None
    hashes = _bytes(id_hash), _bytes(national_hash)
    return KnownStudent(pk, *hashes, pool.row(row[8:]), pool.details(details), enrolment, is_later)


def _guardian(row, pool: _Pool) -> KnownGuardian:
    pk, phones, id_hash, details = row[:4]
    return KnownGuardian(pk, tuple(phones), _bytes(id_hash), pool.share(row[4:]), pool.details(details))


def _bytes(value) -> bytes | None:
    return None if value is None else bytes(value)


def watermark(school: School) -> list[int]:
    """Give number and newest of the history events of each watched table; equal lists mean that nothing has changed."""
    with connection.cursor() as cursor:
        cursor.execute(WATERMARK, {"school": school.pk})
        return [number for _table, *numbers in cursor for number in numbers]
