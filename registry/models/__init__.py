"""The registers: classes, teachers, pupils, guardians and how they belong together."""

from registry.models.classes import Enrolment, Grade, SchoolClass
from registry.models.families import Guardian, Guardianship
from registry.models.imports import FieldMapping, RegisterImport, StagedGuardian, StagedStudent
from registry.models.students import Student
from registry.models.teachers import GroupMembership, Subject, Teacher, TeacherGroup, TeachingAssignment
from registry.models.timetable import PeriodTime, Room, Substitution, TimetableSlot, Weeks

__all__ = [
    "Enrolment",
    "FieldMapping",
    "Grade",
    "GroupMembership",
    "Guardian",
    "Guardianship",
    "PeriodTime",
    "RegisterImport",
    "Room",
    "SchoolClass",
    "StagedGuardian",
    "StagedStudent",
    "Student",
    "Subject",
    "Substitution",
    "Teacher",
    "TeacherGroup",
    "TeachingAssignment",
    "TimetableSlot",
    "Weeks",
]
