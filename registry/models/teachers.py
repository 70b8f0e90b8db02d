"""Teachers as employments, subjects, groups and who teaches what where."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from registry.models.classes import Grade, SchoolClass
from schools.models import OfSchoolQuerySet, School


class Sex(models.TextChoices):
    MALE = "M", _("Male")
    FEMALE = "F", _("Female")


class HeldQuerySet(OfSchoolQuerySet):
    def held_on(self, day: date):
        """Keep what holds on that day."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day)


@history
class Subject(Record):
    """A subject of the school's timetable."""

    school = models.ForeignKey(School, models.CASCADE, related_name="subjects")
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=30)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="subject_once_per_school")]

    def __str__(self):
        return self.name


class TeacherQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the teachers of the schools whose staff list the user sees, and the user's own employments."""
        return self.filter(Q(user=user) | Q(school__in=user.schools_with(Permission.TEACHER_VIEW)))

    def employed_on(self, day: date):
        """Keep the employments that hold on that day."""
        return self.filter(Q(employed_to=None) | Q(employed_to__gt=day)).filter(
            Q(employed_from=None) | Q(employed_from__lte=day)
        )


@history
class Teacher(Record):
    """One employment at one school, half-open [employed_from, employed_to); one user may hold several."""

    school = models.ForeignKey(School, models.CASCADE, related_name="teachers")
    user = models.ForeignKey(User, models.PROTECT, related_name="employments", verbose_name=_("account"))
    name = models.CharField(_("name"), max_length=60)
    name_pinyin = models.CharField(max_length=120, blank=True, editable=False)
    name_initials = models.CharField(max_length=30, blank=True, editable=False)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    staff_number = models.CharField(_("staff number"), max_length=20, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    professional_title = models.CharField(_("professional title"), max_length=30, blank=True)
    employed_from = models.DateField(_("employed from"), null=True, blank=True)
    employed_to = models.DateField(_("employed until"), null=True, blank=True)

    objects = TeacherQuerySet.as_manager()

    class Meta:
        ordering = ["name_pinyin", "pk"]
        indexes = [models.Index(fields=["school", "name_pinyin"], name="teacher_by_school")]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "staff_number"],
                condition=~Q(staff_number=""),
                name="staff_number_once_per_school",
            ),
            models.CheckConstraint(
                condition=Q(employed_from=None) | Q(employed_to=None) | Q(employed_from__lte=F("employed_to")),
                name="employment_begins_before_it_ends",
            ),
        ]

    def __str__(self):
        return self.name


@history
class TeacherGroup(Record):
    """A subject research group, a lesson-preparation group or a grade group of teachers."""

    class Kind(models.TextChoices):
        RESEARCH = "research", _("Subject research group")
        PREP = "prep", _("Lesson-preparation group")
        GRADE = "grade", _("Grade group")

    school = models.ForeignKey(School, models.CASCADE, related_name="teacher_groups")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=40)
    subject = models.ForeignKey(
        Subject, models.SET_NULL, null=True, blank=True, related_name="groups", verbose_name=_("subject")
    )
    grade = models.ForeignKey(
        Grade, models.SET_NULL, null=True, blank=True, related_name="groups", verbose_name=_("grade")
    )
    teachers = models.ManyToManyField(Teacher, through="GroupMembership", related_name="groups")

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="teacher_group_once_per_school")]

    def __str__(self):
        return self.name


@history
class GroupMembership(models.Model):
    """A teacher in a group, half-open [from_on, to_on)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    group = models.ForeignKey(TeacherGroup, models.CASCADE, related_name="memberships")
    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="group_memberships", verbose_name=_("teacher"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "teacher"], condition=Q(to_on=None), name="teacher_once_in_a_group"
            )
        ]

    def __str__(self):
        return f"{self.group_id} {self.teacher_id}"


@history
class TeachingAssignment(models.Model):
    """Who teaches which subject in which class, half-open [from_on, to_on)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="assignments", verbose_name=_("teacher"))
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="assignments", verbose_name=_("class"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="assignments", verbose_name=_("subject"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["teacher", "school_class", "subject"],
                condition=Q(to_on=None),
                name="teaching_assignment_once",
            )
        ]

    def __str__(self):
        return f"{self.teacher_id} {self.subject_id} {self.school_class_id}"
