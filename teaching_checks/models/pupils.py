"""Tutoring, talks before the final exam, and the ways in which a teacher learns how well pupils study.

C4.3c, C4.4.4, C6.13, C7.6. Who is tutored is seen by the teacher and the office only; nothing says why (L-07).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.history import history
from core.models import Record
from registry.models import Student, Teacher
from schools.models import School
from teaching_checks.models.markings import OwnRecordQuerySet


@history
class PupilRecord(Record):
    """One tutoring or one talk with one pupil; it goes when the pupil's data go."""

    class Purpose(models.TextChoices):
        TUTORING = "tutoring_record", _("Tutoring")
        TALK = "pupil_talk", _("Talk before the final exam")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="+", verbose_name=_("teacher"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose, default=Purpose.TUTORING)
    student = models.ForeignKey(Student, models.CASCADE, related_name="teachers_records", verbose_name=_("pupil"))
    on = models.DateField(_("day"))
    note = models.CharField(
        _("what was done"),
        max_length=300,
        help_text=_("What was practised or explained; nothing about the family or health."),
    )

    objects = OwnRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["school", "on"], name="pupil_record_by_day")]

    def __str__(self):
        return f"{self.on} {self.purpose}"


@history
class Insight(Record):
    """By which ways a teacher looked at how well the pupils study (C6.13, C7.6); of no pupil by name."""

    class Way(models.TextChoices):
        HOMEWORK = "homework", _("Homework")
        BLACKBOARD = "blackboard", _("Work at the blackboard")
        QUESTIONS = "questions", _("Questions in class")
        TUTORING = "tutoring", pgettext_lazy("way to know quality", "Individual tutoring")
        TESTS = "tests", _("Tests")
        EXAMS = "exams", _("Exams")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="+", verbose_name=_("teacher"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    on = models.DateField(_("day"))
    ways = ArrayField(models.CharField(max_length=12, choices=Way), verbose_name=_("ways"))
    note = models.CharField(_("what I found and changed"), max_length=300, blank=True)

    objects = OwnRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(ways=[]), name="insight_by_some_way")]

    def __str__(self):
        return f"{self.on} {', '.join(self.ways)}"
