"""Adding and changing a pupil by hand."""

from datetime import date

import pghistory
from django.db import IntegrityError, transaction

from core import sealing
from core.refusals import Refused
from registry.models import SchoolClass, Student
from registry.names import pinyin
from registry.services.enrolments import move_to_class
from schools.models import School


@transaction.atomic
def create_student(
    *, school: School, fields: dict, id_number: str = "", school_class: SchoolClass, on: date, by
) -> Student:
    """Add a pupil who is in the class from that day on. Raises Refused: "id-number-taken" or a refusal of the move."""
    student = Student(school=school)
    _save(student, fields, id_number or None, by)
    move_to_class(student=student, school_class=school_class, on=on, by=by)
    return student


@transaction.atomic
def update_student(*, student: Student, fields: dict, id_number: str | None = None, by) -> Student:
    """Change a pupil. id_number: None leaves it, "" removes it. Raises Refused("id-number-taken")."""
    return _save(student, fields, id_number, by)


def _save(student, fields, id_number, by):
    for name, value in fields.items():
        setattr(student, name, value)
    student.name_pinyin, student.name_initials = pinyin(student.name)
    if id_number is not None:
        seal_id_number(student, id_number)
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            student.save()
    except IntegrityError as error:
        raise Refused("id-number-taken") from error
    return student


def seal_id_number(person, id_number: str) -> None:
    """Put an ID number on a pupil or guardian, sealed and hashed; "" takes it away (L-04)."""
    person.id_number_sealed = sealing.seal(id_number) if id_number else None
    person.id_number_hash = hash_of(id_number, person.school) if id_number else None


def hash_of(id_number: str, school: School) -> bytes:
    """Give the hash by which the school's district recognises the number."""
    return sealing.keyed_hash(id_number, sealing.hash_key(str(school.district.public_id)))
