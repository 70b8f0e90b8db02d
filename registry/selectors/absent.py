"""Pupils whom an imported file does not contain."""

from django.db.models import QuerySet

from registry.models import Enrolment, RegisterImport, StagedStudent, Student


def absent_pupils(user, register_import: RegisterImport, *, whole_school: bool) -> QuerySet:
    """Keep the pupils enrolled on the effective date who stand in no row of the file.

    Only those of the classes that the file names, unless the whole school is asked for.
    """
    staged = StagedStudent.objects.filter(register_import=register_import)
    enrolled = Enrolment.objects.on(register_import.effective_on).filter(school=register_import.school)
    if not whole_school:
        classes = staged.exclude(school_class_id=None).values("school_class_id")
        enrolled = enrolled.filter(school_class__in=classes)
    found = staged.exclude(student_id=None).values("student_id")
    pupils = Student.objects.visible_to(user).filter(pk__in=enrolled.values("student"))
    return pupils.exclude(pk__in=found).select_related("village")
