"""Leaders in research groups, and what was reported to whom (C1.1, C2.2.4, C3.10, C5.10, C6.1, C7.1)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from registry.models import TeacherGroup
from schools.models import School, Term


class LeaderQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own, and all of the schools whose inspections the user plans."""
        return self.filter(Q(leader=user) | Q(school__in=user.schools_with(Permission.CHECK_MANAGE)))


class AttachmentQuerySet(LeaderQuerySet):
    def held_on(self, day):
        """Keep what holds on that day."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day)


@history
class LeaderAttachment(Record):
    """A school leader attached to a research group, half-open [from_on, to_on)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    leader = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("of a school", "leader")
    )
    group = models.ForeignKey(TeacherGroup, models.CASCADE, related_name="+", verbose_name=_("group"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["leader", "group"], condition=Q(to_on=None), name="leader_once_attached_to_a_group"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="leader_attachment_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.leader_id} {self.group_id}"


@history
class GroupVisit(Record):
    """A leader at an activity of a group, or urging a group to come to its preparation punctually."""

    class Kind(models.TextChoices):
        RESEARCH = "research", _("Research activity")
        PREPARATION = "preparation", _("Collective preparation")
        URGED = "urged", _("Urged to attend")

    ATTENDED = (Kind.RESEARCH, Kind.PREPARATION)

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    leader = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("of a school", "leader")
    )
    group = models.ForeignKey(TeacherGroup, models.CASCADE, related_name="+", verbose_name=_("group"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.RESEARCH)
    on = models.DateField(_("day"))
    note = models.CharField(_("what it was about"), max_length=300, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = LeaderQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["school", "on"], name="group_visit_by_day")]
        constraints = [models.UniqueConstraint(fields=["leader", "group", "kind", "on"], name="group_visit_once_a_day")]

    def __str__(self):
        return f"{self.leader_id} {self.on}"


class ReportGivenQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep those of the schools whose inspections the user plans."""
        return self.filter(school__in=user.schools_with(Permission.CHECK_MANAGE))


@history
class ReportGiven(Record):
    """The office has told a meeting how the routine stands. `archived` is a report of the portal's archive."""

    class Kind(models.TextChoices):
        OBSERVATION = "meeting_report", _("Observation reported to the meeting")
        ROUTINE = "routine_summary", _("Routine checks summed up")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("term"))
    kind = models.CharField(_("what was told"), max_length=16, choices=Kind)
    on = models.DateField(_("day"))
    meeting = models.CharField(_("which meeting"), max_length=60)
    summary = models.TextField(_("in a few words"), max_length=1000, blank=True)
    file = models.FileField(_("file"), upload_to="reports_given/%Y/%m", blank=True)
    archived = models.UUIDField(null=True, blank=True, editable=False)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ReportGivenQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["school", "on"], name="report_given_by_day")]

    def __str__(self):
        return f"{self.kind} {self.on}"
