"""Pupils."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from accounts.roles import Scope
from core import sealing
from core.history import history
from core.models import Record
from registry.models.classes import Enrolment, SchoolClass
from registry.models.teachers import Sex, TeachingAssignment
from schools.models import School, Village


class StudentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep whole schools, grades and classes that a post opens, the classes one teaches, and one's own children.

        A class post reaches the pupils who are in the class today, not those who have left it.
        """
        today = timezone.localdate()
        enrolled = Enrolment.objects.on(today)
        classes = SchoolClass.objects.filter(pk__in=user.scopes_with(Permission.STUDENT_VIEW, Scope.CLASS))
        reach = Q(school__in=user.schools_with(Permission.STUDENT_VIEW))
        reach |= Q(pk__in=enrolled.filter(school_class__in=classes).values("student"))
        grades = user.scopes_with(Permission.STUDENT_VIEW, Scope.GRADE)
        if grades:
            reach |= Q(
                pk__in=enrolled.filter(school_class__in=SchoolClass.objects.in_grades(grades).values("pk")).values(
                    "student"
                )
            )
        taught = TeachingAssignment.objects.held_on(today).filter(teacher__user=user)
        reach |= Q(pk__in=enrolled.filter(school_class__in=taught.values("school_class")).values("student"))
        reach |= Q(guardianships__guardian__user=user, guardianships__is_barred=False)
        return self.filter(pk__in=self.model.objects.filter(reach).values("pk"))

    def enrolled_on(self, day):
        """Keep the pupils who are in some class on that day."""
        return self.filter(pk__in=Enrolment.objects.on(day).values("student"))


class StudentColumns(models.Model):
    """What a register says of a pupil; shared by the register and the staged rows of an import.

    ID and student numbers are sealed; equal ones are found by keyed hash (L-04). `details` holds what the
    national register asks beyond the columns, by field code (registry/imports/fields): no column list is
    final, so it is data.
    """

    class Boarding(models.TextChoices):
        DAY = "day", _("Day pupil")
        BOARDING = "boarding", _("Boarder")

    class LeftBehind(models.TextChoices):
        NO = "no", _("Not left behind")
        ONE = "one", _("One parent away")
        BOTH = "both", _("Both parents away")

    name = models.CharField(_("name"), max_length=60)
    former_name = models.CharField(_("former name"), max_length=60, blank=True, db_default="")
    name_pinyin = models.CharField(max_length=120, blank=True, editable=False, db_default="")
    name_initials = models.CharField(max_length=30, blank=True, editable=False, db_default="")
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True, db_default="")
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    id_type = models.CharField(_("kind of ID document"), max_length=1, blank=True, db_default="")
    id_number_sealed = models.BinaryField(null=True, editable=False)
    id_number_hash = models.BinaryField(null=True, editable=False, max_length=16)
    national_number_sealed = models.BinaryField(null=True, editable=False)
    national_number_hash = models.BinaryField(null=True, editable=False, max_length=16)
    auxiliary_number = models.CharField(_("auxiliary student number"), max_length=30, blank=True, db_default="")
    school_number = models.CharField(_("school's own number"), max_length=20, blank=True, db_default="")
    ethnic_group = models.CharField(_("ethnic group"), max_length=2, blank=True, db_default="")
    nationality = models.CharField(_("nationality or region"), max_length=3, blank=True, db_default="")
    boarding = models.CharField(_("day pupil or boarder"), max_length=8, choices=Boarding, blank=True, db_default="")
    left_behind = models.CharField(_("left-behind child"), max_length=4, choices=LeftBehind, blank=True, db_default="")
    entered_on = models.DateField(_("entered school in"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True, db_default="")
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="students", verbose_name=_("village")
    )
    phone = models.CharField(_("phone"), max_length=20, blank=True, db_default="")
    details = models.JSONField(default=dict, db_default={}, blank=True)

    class Meta:
        abstract = True

    @property
    def id_number_masked(self) -> str:
        return sealing.masked(self.id_number_sealed)

    @property
    def national_number_masked(self) -> str:
        return sealing.masked(self.national_number_sealed)


@history(newest_by="school")
class Student(StudentColumns, Record):
    """A pupil of one school."""

    school = models.ForeignKey(School, models.CASCADE, related_name="students")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = StudentQuerySet.as_manager()

    class Meta:
        ordering = ["name_pinyin", "pk"]
        indexes = [
            models.Index(
                fields=["school", "name_pinyin"],
                name="student_by_pinyin",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
            models.Index(
                fields=["school", "name_initials"],
                name="student_by_initials",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
            models.Index(
                fields=["school", "name", "born_on"],
                name="student_by_name",
                opclasses=["int8_ops", "varchar_pattern_ops", "date_ops"],
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "id_number_hash"],
                condition=Q(id_number_hash__isnull=False),
                name="student_id_number_once_per_school",
            ),
            models.UniqueConstraint(
                fields=["school", "national_number_hash"],
                condition=Q(national_number_hash__isnull=False),
                name="student_national_number_once_per_school",
            ),
        ]

    def __str__(self):
        return self.name
