"""Pupils whom an imported file does not contain."""

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from registry.models import Enrolment, RegisterImport, SchoolClass, StagedStudent, Student
from registry.selectors.pupils import class_order


def absent_pupils(user, register_import: RegisterImport, *, whole_school: bool) -> QuerySet[Student]:
    """Keep the pupils enrolled on the effective date who stand in no row of the file.

    Only those of the classes that the file names, unless the whole school is asked for. Each carries `enrolled`,
    the list of that day's enrolment; `class_order` sorts.
    """
    day = register_import.effective_on
    staged = StagedStudent.objects.filter(register_import=register_import)
    enrolled = Enrolment.objects.on(day).filter(school=register_import.school)
    if not whole_school:
        classes = staged.exclude(school_class_id=None).values("school_class_id")
        enrolled = enrolled.filter(school_class__in=classes)
    found = staged.exclude(student_id=None).values("student_id")
    pupils = Student.objects.visible_to(user).filter(pk__in=enrolled.values("student")).exclude(pk__in=found)
    order = Enrolment.objects.on(day).filter(student=OuterRef("pk")).values(order=class_order("school_class__"))
    return pupils.select_related("village").prefetch_related(_class_on(day)).annotate(class_order=Subquery(order[:1]))


def _class_on(day) -> Prefetch:
    classes = Prefetch("school_class", queryset=SchoolClass.objects.with_grade(day))
    return Prefetch("enrolments", queryset=Enrolment.objects.on(day).prefetch_related(classes), to_attr="enrolled")
