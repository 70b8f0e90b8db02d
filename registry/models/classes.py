"""Grades, classes as cohorts, and the dated enrolment of a pupil in a class."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from accounts.permissions import Permission
from accounts.roles import Scope
from core.dates import school_year
from core.history import history
from core.models import Record
from schools.models import Campus, DateRange, OfSchoolQuerySet, School, Stage


@history
class Grade(Record):
    """A grade that the school teaches: 1 to 12, counted through the stages (七年级 is 7)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="grades")
    stage = models.CharField(_("stage"), max_length=8, choices=Stage)
    number = models.PositiveSmallIntegerField(_("grade"))

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="grade_once_per_school"),
            models.CheckConstraint(condition=Q(number__range=(1, 12)), name="grade_between_1_and_12"),
        ]

    def __str__(self):
        return grade_name(self.number)


def grade_name(number: int) -> str:
    """Give the everyday name of a grade, 三年级 or Grade 3."""
    numerals = "〇一二三四五六七八九"
    chinese = numerals[number] if number < 10 else {10: "高一", 11: "高二", 12: "高三"}[number]
    if number >= 10:
        return pgettext("grade of senior school", "Grade %(number)s (%(chinese)s)") % {
            "number": number,
            "chinese": chinese,
        }
    return pgettext("grade", "Grade %(number)s (%(chinese)s)") % {"number": number, "chinese": chinese}


class SchoolClassQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep all classes of schools whose classes the user sees, and the user's own classes.

        Own are those of a class or grade post, and those in which the user teaches now.
        """
        today = timezone.localdate()
        reach = Q(school__in=user.schools_with(Permission.CLASS_VIEW))
        reach |= Q(pk__in=user.scopes_with(Permission.CLASS_VIEW, Scope.CLASS))
        grades = user.scopes_with(Permission.CLASS_VIEW, Scope.GRADE)
        if grades:
            reach |= Q(pk__in=self.model.objects.in_grades(grades).values("pk"))
        from registry.models.teachers import TeachingAssignment

        reach |= Q(pk__in=TeachingAssignment.objects.held_on(today).filter(teacher__user=user).values("school_class"))
        return self.filter(reach)

    def open(self):
        """Keep the classes that still exist."""
        return self.filter(closed_on=None)

    def in_grades(self, grade_ids):
        """Keep the open classes that are in these grades (ids) in today's school year."""
        grades = Grade.objects.filter(pk__in=grade_ids, school=OuterRef("school"), stage=OuterRef("stage"))
        return self.open().with_grade().filter(Exists(grades.filter(number=OuterRef("grade_number"))))

    def with_grade(self, on: date | None = None):
        """Add `grade_number`, computed from the school year of that day; each stage's lowest grade comes first."""
        lowest = (
            Grade.objects.filter(school=OuterRef("school"), stage=OuterRef("stage"))
            .order_by("number")
            .values("number")[:1]
        )
        year = school_year(on or timezone.localdate())
        return self.annotate(grade_number=models.Subquery(lowest) + year - F("entry_year"))


@history(newest_by="school")
class SchoolClass(Record):
    """A class as a cohort: stage, entry year and number. Its grade follows from the school year."""

    school = models.ForeignKey(School, models.CASCADE, related_name="classes")
    campus = models.ForeignKey(
        Campus, models.SET_NULL, null=True, blank=True, related_name="classes", verbose_name=_("campus")
    )
    stage = models.CharField(_("stage"), max_length=8, choices=Stage)
    entry_year = models.PositiveSmallIntegerField(
        _("entry year"), help_text=_("The year in which the class entered this stage.")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    label = models.CharField(
        _("own name"),
        max_length=40,
        blank=True,
        help_text=_("How the school writes it, when not as grade and number."),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = SchoolClassQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "-entry_year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["school", "stage", "entry_year", "number"], name="class_once_per_school"),
        ]

    def __str__(self):
        return self.name_on(timezone.localdate())

    def grade_on(self, day: date) -> int | None:
        """Give the grade in the school year of that day; one query unless loaded with_grade()."""
        if "grade_number" in self.__dict__:
            return self.grade_number
        lowest = Grade.objects.filter(school=self.school_id, stage=self.stage).values_list("number", flat=True).first()
        return lowest + school_year(day) - self.entry_year if lowest else None

    def name_on(self, day: date) -> str:
        """Give the everyday name on a day: 三年级（2）班."""
        if self.label:
            return self.label
        grade = self.grade_on(day)
        if grade is None or not 1 <= grade <= 12:
            return pgettext("class by entry year", "Class %(number)s of %(year)s") % {
                "number": self.number,
                "year": self.entry_year,
            }
        return class_name(grade, self.number)


def class_name(grade: int, number: int) -> str:
    """Give the everyday name of a class, 三年级（2）班 or Grade 3 (三) Class 2."""
    return pgettext("class", "%(grade)s Class %(number)s") % {"grade": grade_name(grade), "number": number}


class EnrolmentQuerySet(models.QuerySet):
    def on(self, day: date):
        """Keep the enrolments that hold on that day."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day)

    def current(self):
        """Keep the enrolments that hold today."""
        return self.on(timezone.localdate())

    def visible_to(self, user):
        """Keep the enrolments of the pupils that the user may see."""
        from registry.models.students import Student

        return self.filter(student__in=Student.objects.visible_to(user))


@history(newest_by="school")
class Enrolment(models.Model):
    """A pupil in a class, half-open [from_on, to_on), and how it came about. A change of class is a new row."""

    class How(models.TextChoices):
        ENTERED = "entered", _("Entered")
        PROMOTED = "promoted", _("Promoted")
        MOVED = "moved", _("Moved to another class")
        REPEATED = "repeated", _("Repeats the year")
        TRANSFERRED = "transferred", _("Transferred in")

    class Ended(models.TextChoices):
        MOVED = "moved", _("Moved to another class")
        TRANSFERRED = "transferred", _("Transferred out")
        GRADUATED = "graduated", _("Graduated")
        LEFT = "left", _("Left")

    school = models.ForeignKey(School, models.CASCADE, related_name="enrolments")
    student = models.ForeignKey("registry.Student", models.CASCADE, related_name="enrolments")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="enrolments", verbose_name=_("class"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)
    how = models.CharField(_("how"), max_length=12, choices=How, default=How.ENTERED)
    ended = models.CharField(_("why it ended"), max_length=12, choices=Ended, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="enrolment_begins_before_it_ends"
            ),
            ExclusionConstraint(
                name="enrolments_of_a_student_do_not_overlap",
                expressions=[
                    ("student", RangeOperators.EQUAL),
                    (DateRange("from_on", "to_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.student_id} {self.from_on}–{self.to_on or ''}"
