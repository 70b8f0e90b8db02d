"""Self-inspection reports of the member schools and the alliance's own yearly summary (G5.4.3, G4.4.5a, G4.5.1)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from alliances.models.alliances import Alliance, Membership, OfAllianceQuerySet
from alliances.models.assessing import ends_rightly
from core.history import history
from core.models import Record


class SelfReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep those of the schools that the user speaks for, and what is handed in to alliances the user runs."""
        return self.filter(self.spoken(user) | (~Q(state=SelfReport.State.DRAFT) & self.collected(user)))

    def written_by(self, user):
        """Keep those of the schools that the user speaks for."""
        return self.filter(self.spoken(user))

    def collected_by(self, user):
        """Keep what was handed in to the alliances that the user runs."""
        return self.filter(self.collected(user)).exclude(state=SelfReport.State.DRAFT)

    def handed_in(self):
        """Keep what counts as handed in: neither a draft nor back at the school."""
        return self.filter(state__in=SelfReport.HANDED_IN)

    @staticmethod
    def spoken(user) -> Q:
        return Q(membership__school__in=user.schools_with(Permission.ALLIANCE_SCHOOL))

    @staticmethod
    def collected(user) -> Q:
        return Q(alliance__in=Alliance.objects.run_by(user))


@history
class SelfReport(Record):
    """One school's report of one month that the scheme names.

    Figures are live until it is handed in; then `figures` holds what it said on `data_on`, and only a return to the
    school makes them live again. `first_submitted_at` stays: a return does not make a report late.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("of a self-report", "Being written")
        SUBMITTED = "submitted", pgettext_lazy("of a self-report", "Handed in")
        RETURNED = "returned", pgettext_lazy("of a self-report", "Returned")
        ACCEPTED = "accepted", pgettext_lazy("of a self-report", "Accepted")
        ARCHIVED = "archived", pgettext_lazy("of a self-report", "Archived")

    HANDED_IN = (State.SUBMITTED, State.ACCEPTED, State.ARCHIVED)
    OPEN = (State.DRAFT, State.RETURNED)

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="self_reports")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="self_reports")
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    from_on = models.DateField(_("tells of the days from"))
    to_on = models.DateField(help_text="The first day that it does not tell of.")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    figures = models.JSONField(null=True, editable=False, help_text="{section: [[label, value, article, url], …]}")
    data_on = models.DateField(null=True, editable=False)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    first_submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = SelfReportQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-month", "membership", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "year", "month"], name="self_report_once_a_month"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="self_report_of_a_month"),
            models.CheckConstraint(condition=Q(from_on__lt=F("to_on")), name="self_report_begins_first"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "returned"), figures=None, data_on=None)
                | Q(figures__isnull=False, data_on__isnull=False, submitted_at__isnull=False),
                name="self_report_frozen_when_handed_in",
            ),
        ]

    def __str__(self):
        return f"{self.membership.school} {self.year}-{self.month:02}"

    @property
    def is_open(self) -> bool:
        """Tell whether the school may write in it."""
        return self.state in self.OPEN


class OfSelfReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep what belongs to the reports that the user sees."""
        return self.filter(report__in=SelfReport.objects.visible_to(user))

    def written_by(self, user):
        """Keep what belongs to the own school's reports."""
        return self.filter(report__in=SelfReport.objects.written_by(user))


@history
class ReportSection(Record):
    """The school's own words in one section; `revision` counts each saving, so that nobody writes over another."""

    report = models.ForeignKey(SelfReport, models.CASCADE, related_name="sections")
    name = models.CharField(max_length=24)
    words = models.TextField(_("own words"), blank=True, max_length=8000)
    revision = models.PositiveIntegerField(default=0, editable=False)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    saved_at = models.DateTimeField(null=True, editable=False)

    objects = OfSelfReportQuerySet.as_manager()

    class Meta:
        ordering = ["report", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "name"], name="report_section_once")]

    def __str__(self):
        return f"{self.report_id} {self.name}"


@history
class ReportStep(Record):
    """What happened to a report: handed in, commented, returned, accepted, archived."""

    class What(models.TextChoices):
        SUBMITTED = "submitted", pgettext_lazy("of a self-report", "Handed in")
        COMMENTED = "commented", pgettext_lazy("of a self-report", "Commented")
        RETURNED = "returned", pgettext_lazy("of a self-report", "Returned")
        ACCEPTED = "accepted", pgettext_lazy("of a self-report", "Accepted")
        ARCHIVED = "archived", pgettext_lazy("of a self-report", "Archived")

    report = models.ForeignKey(SelfReport, models.CASCADE, related_name="steps")
    what = models.CharField(max_length=10, choices=What)
    text = models.TextField(_("comment"), blank=True, max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    objects = OfSelfReportQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what__in=("returned", "commented")) | ~Q(text=""), name="report_step_says_why"
            )
        ]

    def __str__(self):
        return f"{self.report_id} {self.what}"


class SummaryQuerySet(OfAllianceQuerySet):
    day = "issued_on"

    def visible_to(self, user):
        """Keep what has been given out, and drafts of the alliances that the user runs."""
        given = Q(pk__in=super().visible_to(user).filter(issued_on__isnull=False).values("pk"))
        return self.filter(given | Q(alliance__in=Alliance.objects.run_by(user)))


@history
class AllianceSummary(Record):
    """What the office says of a school year: done, what pressed, what comes next (R-11)."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="summaries")
    school_year = models.PositiveSmallIntegerField(_("school year"))
    done = models.TextField(pgettext_lazy("of a school year", "what was done"), max_length=8000)
    problems = models.TextField(_("what pressed"), blank=True, max_length=8000)
    next_steps = models.TextField(_("what comes next"), blank=True, max_length=8000)
    revision = models.PositiveIntegerField(default=0, editable=False)
    issued_on = models.DateField(_("given out on"), null=True, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    written_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SummaryQuerySet.as_manager()

    class Meta:
        ordering = ["-school_year", "pk"]
        constraints = [models.UniqueConstraint(fields=["alliance", "school_year"], name="alliance_summary_once_a_year")]

    def __str__(self):
        return f"{self.alliance} {self.school_year}"


@history
class SharedEvaluation(Record):
    """The one scheme by which teachers, pupils or both are evaluated in all schools (G5.5.4), half-open in days."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="shared_evaluations")
    title = models.CharField(pgettext_lazy("of a document", "title"), max_length=80)
    for_teachers = models.BooleanField(_("for teachers"), default=True)
    for_pupils = models.BooleanField(_("for pupils"), default=True)
    file = models.FileField(_("file"), upload_to="alliances/evaluations/")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = OfAllianceQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            ends_rightly("shared_evaluation_begins_first"),
            models.CheckConstraint(
                condition=Q(for_teachers=True) | Q(for_pupils=True), name="shared_evaluation_for_somebody"
            ),
        ]

    def __str__(self):
        return self.title
