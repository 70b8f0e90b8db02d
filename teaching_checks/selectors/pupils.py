"""Whom a teacher may record tutoring of, and how often who did, without names of pupils."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from core.dates import Span
from registry.models import Enrolment, Student, Teacher, TeachingAssignment
from schools.models import School
from teaching_checks.models import PupilRecord


def pupils_of(teacher: Teacher, on: date) -> QuerySet[Student]:
    """Give the pupils who are on that day in a class that the teacher teaches."""
    classes = TeachingAssignment.objects.held_on(on).filter(teacher=teacher).values("school_class")
    enrolled = Enrolment.objects.on(on).filter(school_class__in=classes)
    return Student.objects.filter(pk__in=enrolled.values("student"))


def tutoring_counts(school: School, span: Span) -> Iterable[dict]:
    """Give by teacher (key and name) the `tutorings`, `talks`, different `pupils` and the `last` day; one statement."""
    tutoring, talk = (Q(purpose=purpose) for purpose in PupilRecord.Purpose)
    rows = PupilRecord.objects.filter(school=school, on__gte=span.from_on, on__lt=span.to_on)
    return (
        rows.order_by()
        .values("teacher", "teacher__name", "teacher__public_id")
        .annotate(
            tutorings=Count("pk", filter=tutoring),
            talks=Count("pk", filter=talk),
            pupils=Count("student", distinct=True),
            last=Max("on"),
        )
        .order_by("teacher__name_pinyin", "teacher")
    )
