"""Exceptions from lessons prepared ahead of the term (C4.1a)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.history import history
from core.models import Record
from registry.models import Teacher
from schools.models import School, Term
from teaching_checks.models.markings import OfOfficeQuerySet


@history
class PlanException(Record):
    """So many lessons of the first week that a teacher need not have prepared, and why."""

    class Reason(models.TextChoices):
        COURSE_NOT_ASSIGNED = "course_not_assigned", _("Course not assigned in the holiday")
        TEXTBOOK_MISSING = "textbook_missing", _("Textbook not arrived")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    term = models.ForeignKey(Term, models.CASCADE, related_name="+", verbose_name=_("term"))
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="+", verbose_name=_("teacher"))
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    lessons = models.PositiveSmallIntegerField(_("lessons"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "teacher", "reason"], name="plan_exception_once"),
            models.CheckConstraint(condition=Q(lessons__gte=1), name="plan_exception_of_some_lessons"),
        ]

    def __str__(self):
        return f"{self.teacher_id} {self.reason} {self.lessons}"
