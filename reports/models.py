"""The archive of reports, the school's own Word templates, and what is made by itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from jobs.models import Job
from reports import kinds
from reports.rules import Timing
from schools.models import School, Term


class Format(models.TextChoices):
    WORD = "docx", _("Word")
    EXCEL = "xlsx", _("Excel")


def of_kinds_open_to(user, permission: Permission) -> Q:
    """Give the condition for rows of a school and a kind, both of which the user may see or make."""
    allowed = Q(pk__in=[])
    schools = set(user.schools_with(permission))
    for kind in kinds.every():
        allowed |= Q(kind=kind.code, school__in=sorted(schools.intersection(user.schools_with(kind.permission))))
    return allowed


class OfKindQuerySet(models.QuerySet):
    opened_by = Permission.REPORT_MAKE

    def visible_to(self, user):
        """Keep the rows of the schools and kinds of report that are open to the user."""
        return self.filter(of_kinds_open_to(user, self.opened_by))


class OfKind(Record):
    """A row about one kind of report of one school."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    kind = models.CharField(_("report"), max_length=10)

    class Meta:
        abstract = True

    @property
    def kind_label(self) -> str:
        """What the kind is called; its code when the portal has dropped it."""
        kind = kinds.find(self.kind)
        return str(kind.label) if kind else self.kind


@history
class Template(OfKind):
    """One version of a school's own Word template for a kind; the one that is not replaced yet is in force."""

    version = models.PositiveIntegerField()
    file = models.FileField(upload_to="reports/templates/")
    file_name = models.CharField(max_length=120)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    replaced_at = models.DateTimeField(null=True)

    objects = OfKindQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["school", "kind", "version"], name="template_version_once"),
            models.UniqueConstraint(
                fields=["school", "kind"], condition=Q(replaced_at=None), name="one_template_in_force_per_kind"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.version}"


@history
class Schedule(OfKind):
    """A report that is made by itself: which, when, for whom.

    Due days before `counts_from` are not made up for: it is the day on which the schedule was made, changed or
    switched on. Whoever saved it last answers for it and is told of failures.
    """

    class When(models.TextChoices):
        TERM_END = "term_end", _("Around the end of each term")
        MONTHLY = "monthly", _("Every month")
        DAILY = "daily", _("On every school day")
        ON_DATE = "on_date", _("Once, on a date")

    options = models.JSONField(default=dict, blank=True)
    formats = ArrayField(models.CharField(max_length=4, choices=Format), verbose_name=_("files"))
    when = models.CharField(_("when"), max_length=10, choices=When, default=When.TERM_END)
    days_after_term = models.SmallIntegerField(null=True, blank=True)
    day_of_month = models.PositiveSmallIntegerField(_("day of the month"), null=True, blank=True)
    on = models.DateField(_("date"), null=True, blank=True)
    recipients = models.ManyToManyField(User, related_name="+", verbose_name=_("for whom"))
    is_on = models.BooleanField(_("switched on"), default=True)
    counts_from = models.DateField()
    scheduled_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = OfKindQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(formats__len__gt=0), name="schedule_makes_a_file"),
            models.CheckConstraint(
                # Without isnull a missing number would make the check unknown, which the database lets pass.
                condition=Q(when="term_end", days_after_term__range=(-60, 60), day_of_month=None, on=None)
                & Q(days_after_term__isnull=False)
                | Q(when="monthly", days_after_term=None, day_of_month__range=(1, 31), on=None)
                & Q(day_of_month__isnull=False)
                | Q(when="on_date", days_after_term=None, day_of_month=None, on__isnull=False)
                | Q(when="daily", days_after_term=None, day_of_month=None, on=None),
                name="schedule_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.when}"

    @property
    def timing(self) -> Timing:
        return Timing(
            days_after_term=self.days_after_term,
            on=self.on,
            day_of_month=self.day_of_month,
            is_daily=self.when == self.When.DAILY,
        )


class ScheduleRun(models.Model):
    """One due day of a schedule that has been seen to: there is one row, whoever looks and however often."""

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="runs")
    due_on = models.DateField()
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    refused = models.CharField(max_length=20, blank=True, help_text="Why no job was started.")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-due_on"]
        constraints = [models.UniqueConstraint(fields=["schedule", "due_on"], name="schedule_once_per_due_day")]

    def __str__(self):
        return f"{self.schedule_id} {self.due_on}"


class ReportQuerySet(OfKindQuerySet):
    opened_by = Permission.REPORT_VIEW

    def removable_by(self, user):
        """Keep the reports that the user may remove: the own ones, and all where the user decides on the archive."""
        mine = Q(made_by=user, school__in=user.schools_with(Permission.REPORT_MAKE))
        decides = Q(school__in=user.schools_with(Permission.REPORT_REMOVE))
        return self.visible_to(user).filter(mine | decides)


@history
class Report(OfKind):
    """A report as it was made, with its files and the state of the data that it shows; never changed after."""

    title = models.CharField(_("title"), max_length=120)
    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("term"))
    options = models.JSONField(default=dict)
    contents = models.JSONField(default=dict, help_text="Figures, and the titles and lengths of the tables.")
    versions = models.JSONField(default=list, help_text="[name, version] of what the data follow.")
    fingerprint = models.CharField(max_length=12, help_text="The version of the data: equal data have it equal.")
    data_on = models.DateField(help_text="The day whose state the report shows.")
    as_of = models.DateTimeField(help_text="When the data were read.")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    job = models.OneToOneField(Job, models.SET_NULL, null=True, related_name="report")
    template = models.ForeignKey(Template, models.PROTECT, null=True, related_name="+")
    schedule = models.ForeignKey(Schedule, models.SET_NULL, null=True, related_name="reports")
    word = models.FileField(upload_to="reports/made/", blank=True)
    excel = models.FileField(upload_to="reports/made/", blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["school", "kind", "-made_at"], name="report_by_school")]
        constraints = [
            models.CheckConstraint(condition=~Q(word="") | ~Q(excel=""), name="report_has_a_file"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:report_detail", args=[self.public_id])

    def file_of(self, format: str):
        """Give the stored file of a format; an empty one is false."""
        return {Format.WORD: self.word, Format.EXCEL: self.excel}[Format(format)]

    @property
    def formats(self) -> list[Format]:
        return [format for format in Format if self.file_of(format)]
