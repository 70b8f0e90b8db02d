"""The registers: classes, teachers, pupils, guardians and how they belong together."""

from registry.models.classes import Enrolment, Grade, SchoolClass
from registry.models.families import Guardian, Guardianship
from registry.models.imports import FieldMapping, RegisterImport, StagedGuardian, StagedStudent
from registry.models.students import Student
from registry.models.teachers import GroupMembership, Subject, Teacher, TeacherGroup, TeachingAssignment

__all__ = [
    "Enrolment",
    "FieldMapping",
    "Grade",
    "GroupMembership",
    "Guardian",
    "Guardianship",
    "RegisterImport",
    "SchoolClass",
    "StagedGuardian",
    "StagedStudent",
    "Student",
    "Subject",
    "Teacher",
    "TeacherGroup",
    "TeachingAssignment",
]
