"""Guardians and their links to pupils."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from core import sealing
from core.history import history
from core.models import Record
from registry.models.classes import Enrolment, SchoolClass
from registry.models.students import Student
from schools.models import School


class Relation(models.TextChoices):
    """Relation of the adult to the pupil, codes of GB/T 4761."""

    FATHER = "51", _("Father")
    MOTHER = "52", _("Mother")
    GRANDFATHER = "61", _("Grandfather (father's side)")
    GRANDMOTHER = "62", _("Grandmother (father's side)")
    MATERNAL_GRANDFATHER = "63", _("Grandfather (mother's side)")
    MATERNAL_GRANDMOTHER = "64", _("Grandmother (mother's side)")
    ELDER_BROTHER = "71", _("Elder brother")
    YOUNGER_BROTHER = "73", _("Younger brother")
    ELDER_SISTER = "75", _("Elder sister")
    YOUNGER_SISTER = "77", _("Younger sister")
    OTHER_RELATIVE = "97", _("Other relative")
    NOT_RELATED = "99", _("Not related")


class GuardianQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the guardians of whole schools, grades and classes where a post opens contacts, and oneself."""
        enrolled = Enrolment.objects.current()
        classes = SchoolClass.objects.filter(pk__in=user.scopes_with(Permission.GUARDIAN_VIEW, Scope.CLASS))
        reach = Q(school__in=user.schools_with(Permission.GUARDIAN_VIEW)) | Q(user=user)
        pupils = Q(student__in=enrolled.filter(school_class__in=classes).values("student"))
        grades = user.scopes_with(Permission.GUARDIAN_VIEW, Scope.GRADE)
        if grades:
            in_grades = SchoolClass.objects.in_grades(grades).values("pk")
            pupils |= Q(student__in=enrolled.filter(school_class__in=in_grades).values("student"))
        return self.filter(reach | Q(pk__in=Guardianship.objects.filter(pupils).values("guardian")))


class GuardianColumns(models.Model):
    """What a register says of an adult; shared by the register and the staged rows of an import."""

    name = models.CharField(_("name"), max_length=60)
    name_pinyin = models.CharField(max_length=120, blank=True, editable=False, db_default="")
    name_initials = models.CharField(max_length=30, blank=True, editable=False, db_default="")
    phone = models.CharField(_("phone"), max_length=20, blank=True, db_default="")
    other_phones = ArrayField(
        models.CharField(max_length=20),
        default=list,
        db_default=[],
        blank=True,
        verbose_name=_("other phones"),
    )
    id_type = models.CharField(_("kind of ID document"), max_length=1, blank=True, db_default="")
    id_number_sealed = models.BinaryField(null=True, editable=False)
    id_number_hash = models.BinaryField(null=True, editable=False, max_length=16)
    workplace = models.CharField(_("workplace"), max_length=100, blank=True, db_default="")
    details = models.JSONField(default=dict, db_default={}, blank=True)

    class Meta:
        abstract = True

    @property
    def id_number_masked(self) -> str:
        return sealing.masked(self.id_number_sealed)


@history(newest_by="school")
class Guardian(GuardianColumns, Record):
    """An adult of a pupil's family at one school; linked to a user once activated."""

    school = models.ForeignKey(School, models.CASCADE, related_name="guardians")
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="guardians", verbose_name=_("account")
    )
    students = models.ManyToManyField(Student, through="Guardianship", related_name="guardians")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = GuardianQuerySet.as_manager()

    class Meta:
        ordering = ["name_pinyin", "pk"]
        indexes = [
            models.Index(fields=["school", "phone", "name"], name="guardian_by_phone"),
            models.Index(
                fields=["school", "name_pinyin"],
                name="guardian_by_pinyin",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
            models.Index(
                fields=["school", "id_number_hash"],
                name="guardian_by_id",
                condition=Q(id_number_hash__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name


class GuardianshipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the links whose two ends the user may see."""
        return self.filter(guardian__in=Guardian.objects.visible_to(user), student__in=Student.objects.visible_to(user))


@history(newest_by="school")
class Guardianship(models.Model):
    """How an adult belongs to a pupil."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, models.CASCADE, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="guardianships")
    relation = models.CharField(_("relation"), max_length=2, choices=Relation, blank=True, db_default="")
    relation_note = models.CharField(_("relation in words"), max_length=30, blank=True, db_default="")
    position = models.PositiveSmallIntegerField(_("order"), default=1, db_default=1)
    is_guardian = models.BooleanField(_("legal guardian"), null=True, blank=True)
    may_collect = models.BooleanField(_("may collect the child"), null=True, blank=True)
    is_barred = models.BooleanField(_("barred from the child"), default=False, db_default=False)

    objects = GuardianshipQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["student", "guardian"], name="guardian_once_per_student")]

    def __str__(self):
        return f"{self.guardian_id} {self.relation} {self.student_id}"
