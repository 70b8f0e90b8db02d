"""A teacher with a timetable, for tests of what teachers record."""

from dataclasses import dataclass

from registry.models import SchoolClass, Subject, Teacher
from registry.tests.factories import create_student
from rulebook.tests.factories import Small, create_small
from teaching_checks.tests.records import create_slot


@dataclass
class OwnScene:
    """a1 of the small school teaches Chinese in 7-2 on Monday (two lessons) and Wednesday; the class has two pupils."""

    small: Small
    teacher: Teacher
    school_class: SchoolClass
    subject: Subject
    pupils: list

    @property
    def whose(self) -> dict:
        return {"teacher": self.teacher, "school_class": self.school_class, "subject": self.subject}


def create_scene() -> OwnScene:
    small = create_small()
    teacher = Teacher.objects.get(school=small.school, user=small.a1)
    assignment = teacher.assignments.get()
    pupils = [create_student(school_class=assignment.school_class, name=f"Pupil {n}") for n in range(2)]
    scene = OwnScene(small, teacher, assignment.school_class, assignment.subject, pupils)
    for weekday, period in ((1, 1), (1, 2), (3, 1)):
        create_slot(term=small.term, weekday=weekday, period=period, **scene.whose)
    return scene
