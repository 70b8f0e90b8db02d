"""Where and when: districts, schools, campuses, villages, terms and the school calendar."""

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from core.dates import Span
from core.history import history
from core.models import Record


class DateRange(Func):
    """The half-open range [from, to) of two date columns; an empty end is open."""

    function = "daterange"
    output_field = DateRangeField()


class Stage(models.TextChoices):
    PRIMARY = "primary", _("Primary school")
    JUNIOR = "junior", _("Junior middle school")
    SENIOR = "senior", _("Senior middle school")


@history
class District(Record):
    """An area whose schools share villages; ID numbers are recognised within it only."""

    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=80)
    code = models.CharField(_("code"), max_length=20, unique=True)

    def __str__(self):
        return self.name


class VillageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the villages of the districts where the user belongs to a school."""
        return self.filter(district__in=School.objects.filter(pk__in=user.school_ids()).values("district"))


@history
class Village(Record):
    """A village or residents' community of the district, shared by its schools (村居 / 社区)."""

    district = models.ForeignKey(District, models.PROTECT, related_name="villages", verbose_name=_("district"))
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=60)

    objects = VillageQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="village_name_once_per_district")]

    def __str__(self):
        return self.name


@history
class VillageAlias(models.Model):
    """Another spelling under which people write a village in addresses."""

    district = models.ForeignKey(District, models.CASCADE, related_name="village_aliases")
    village = models.ForeignKey(Village, models.CASCADE, related_name="aliases", verbose_name=_("village"))
    name = models.CharField(_("other name"), max_length=60)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="village_alias_once_per_district")]

    def __str__(self):
        return self.name


class SchoolQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the schools where the user holds a post; all for those who make schools or their accounts."""
        if user.manages_platform() or user.has_permission("account_manage"):
            return self
        return self.filter(pk__in=user.school_ids())

    def without_posts(self, day):
        """Keep the schools where nobody holds a post on that day or later."""
        filled = self.model.objects.filter(Q(posts__to_on__gt=day) | Q(posts__isnull=False, posts__to_on=None))
        return self.exclude(pk__in=filled.values("pk"))


@history
class School(Record):
    """A school (学校); `joint` is a central office with several village sites."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", pgettext_lazy("kind of a school", "School")
        JOINT = "joint", _("Joint rural school")

    district = models.ForeignKey(District, models.PROTECT, related_name="schools", verbose_name=_("district"))
    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        help_text=_("The national code of the institution, or a short name."),
    )
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ORDINARY)
    stages = ArrayField(
        models.CharField(max_length=8, choices=Stage), verbose_name=_("stages"), default=list, blank=True
    )
    villages = models.ManyToManyField(Village, blank=True, related_name="schools", verbose_name=_("villages"))
    own_holiday_years = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text="Years without national data whose holidays the school has entered by hand (F-20).",
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def stage_names(self) -> list[str]:
        return [str(Stage(stage).label) for stage in self.stages]

    @cached_property
    def every_term(self) -> list["Term"]:
        """The terms of the school, newest first; read once for each object, so once for a page and its menu."""
        return list(Term.objects.filter(school=self))


class OfSchoolQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the rows of the schools that the user belongs to."""
        return self.filter(school__in=user.school_ids())


@history
class Campus(Record):
    """A site of the school: the main campus or a village site (村校 / 教学点)."""

    class Kind(models.TextChoices):
        MAIN = "main", _("Main campus")
        VILLAGE_SITE = "village_site", _("Village school site")

    school = models.ForeignKey(School, models.CASCADE, related_name="campuses")
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MAIN)
    address = models.CharField(_("address"), max_length=200, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="campus_name_once_per_school")]

    def __str__(self):
        return self.name


def _exam_within_term(exam: str) -> models.CheckConstraint:
    """Both days or neither, in order, inside the term."""
    first, last = f"{exam}_starts_on", f"{exam}_ends_on"
    none = Q(**{f"{first}__isnull": True, f"{last}__isnull": True})
    both = Q(**{f"{first}__gte": F("starts_on"), f"{last}__lte": F("ends_on"), f"{first}__lte": F(last)})
    # Without the second line a null would make the check unknown, which the database lets pass.
    both &= Q(**{f"{first}__isnull": False, f"{last}__isnull": False})
    return models.CheckConstraint(condition=none | both, name=f"{exam}_exam_within_term")


@history
class Term(Record):
    """Term 1 (autumn) or 2 (spring) of a school year, with its exam dates; both ends included (F-20)."""

    class Number(models.IntegerChoices):
        AUTUMN = 1, _("Term 1 (autumn)")
        SPRING = 2, _("Term 2 (spring)")

    school = models.ForeignKey(School, models.CASCADE, related_name="terms")
    school_year = models.PositiveSmallIntegerField(
        _("school year"), help_text=_("The year in which it begins on 1 September.")
    )
    number = models.PositiveSmallIntegerField(_("term"), choices=Number)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    midterm_starts_on = models.DateField(_("mid-term exam from"), null=True, blank=True)
    midterm_ends_on = models.DateField(_("mid-term exam to"), null=True, blank=True)
    final_starts_on = models.DateField(_("final exam from"), null=True, blank=True)
    final_ends_on = models.DateField(_("final exam to"), null=True, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["school", "school_year", "number"], name="term_once_per_school_year"),
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="term_starts_before_it_ends"),
            ExclusionConstraint(
                name="terms_of_a_school_do_not_overlap",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
            _exam_within_term("midterm"),
            _exam_within_term("final"),
        ]

    def __str__(self):
        words = {"first": self.school_year, "last": self.school_year + 1, "term": self.get_number_display()}
        return pgettext("a term of a school year", "%(first)s–%(last)s · %(term)s") % words

    @property
    def code(self) -> str:
        """Short name for commands and URLs: 2026-1."""
        return f"{self.school_year}-{self.number}"

    @property
    def span(self) -> Span:
        """The days of the term, half-open."""
        return Span(self.starts_on, self.ends_on + timedelta(days=1))


@history
class CalendarDay(models.Model):
    """A day that is not what its weekday says: holiday, make-up workday, vacation, exam … (F-20)."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("Public holiday")
        MAKE_UP = "make_up", _("Make-up workday")
        VACATION = "vacation", _("Vacation")
        EXAM = "exam", _("Exam day")
        SPECIAL = "special", _("Special school day")

    school = models.ForeignKey(School, models.CASCADE, related_name="calendar_days")
    on = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=60, blank=True)
    is_school_day = models.BooleanField(_("lessons are held"), default=False)
    lessons_of_weekday = models.PositiveSmallIntegerField(
        _("lessons of"),
        null=True,
        blank=True,
        help_text=_("On a make-up day: the weekday whose timetable applies (1 is Monday)."),
    )
    is_national = models.BooleanField(
        default=False, editable=False, help_text="Taken over from the national notice and not edited since."
    )

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["school", "on"], name="calendar_day_once_per_school"),
            models.CheckConstraint(
                condition=~Q(kind__in=["holiday", "vacation"], is_school_day=True),
                name="no_lessons_on_holidays_and_in_vacations",
            ),
            models.CheckConstraint(
                condition=Q(lessons_of_weekday=None) | Q(lessons_of_weekday__range=(1, 7), is_school_day=True),
                name="lessons_of_a_weekday_only_on_school_days",
            ),
        ]

    def __str__(self):
        return f"{self.on} {self.get_kind_display()}"
