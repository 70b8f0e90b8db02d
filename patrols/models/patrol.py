"""The daily patrol: a walk through the lessons of a period, what was found in each, and why somebody was missing.

C2.2.1, C2.2.2, C7.7, X-25: attendance and the norms of classroom teaching stand in one record.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from patrols.rules.patrol import MOST_MINUTES
from registry.models import SchoolClass, Subject, Teacher, TimetableSlot
from registry.models.timetable import LAST_PERIOD
from schools.models import School


class PatrolQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the records of the schools whose lessons the user inspects."""
        return self.filter(school__in=user.schools_with(Permission.PATROL_VIEW))


@history
class Norm(Record):
    """A norm of classroom teaching that a school looks at; a tick in an entry says that it was not kept (C7.7)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="classroom_norms")
    code = models.CharField(max_length=20, blank=True, editable=False, help_text="Of those shipped.")
    name = models.CharField(_("what was not kept"), max_length=60)
    is_used = models.BooleanField(_("shown on the patrol"), default=True)

    objects = PatrolQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="norm_once_per_school"),
            models.UniqueConstraint(fields=["school", "code"], condition=~Q(code=""), name="shipped_norm_once"),
        ]

    def __str__(self):
        return self.name


@history
class PatrolWalk(Record):
    """The register of one period of a day. It is complete when somebody finished it: every lesson has an entry.

    `saw_norms` says that the norms of teaching were looked at too, not only who was there (X-25).
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="patrol_walks")
    on = models.DateField(_("day"))
    period = models.PositiveSmallIntegerField(_("period"))
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    saw_norms = models.BooleanField(default=True)

    objects = PatrolQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "period"]
        constraints = [
            models.UniqueConstraint(fields=["school", "on", "period"], name="period_is_walked_once_a_day"),
            models.CheckConstraint(condition=Q(period__range=(1, LAST_PERIOD)), name="walk_of_a_period"),
            models.CheckConstraint(
                condition=Q(finished_by=None, finished_at=None)
                | Q(finished_by__isnull=False, finished_at__isnull=False),
                name="walk_is_finished_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.on} {self.period}"


class EntryQuerySet(PatrolQuerySet):
    def for_listing(self):
        """Load what a line shows."""
        return self.select_related(
            "school", "slot", "school_class", "subject", "teacher", "walked_by", "reason__entered_by", "reason__seen_by"
        )

    def remarkable(self):
        """Keep those in which something was not as planned."""
        return self.filter(
            Q(is_absent=True)
            | Q(is_swapped=True)
            | Q(late__isnull=False)
            | Q(left__isnull=False)
            | ~Q(norms=[])
            | ~Q(note="")
            | ~Q(highlight="")
        )

    def missing(self):
        """Keep those in which the teacher was not there the whole time: their reasons are asked for (C2.2.2)."""
        return self.filter(Q(is_absent=True) | Q(late__isnull=False) | Q(left__isnull=False), teacher__isnull=False)


@history
class PatrolEntry(Record):
    """What somebody found in one lesson of a day. `on` and `period` say when it was held, `own_on` of which day it is.

    Class, subject and teacher are those that the timetable of that day said when it was entered; the entry stays when
    that lesson is written anew later. `version` counts the changes: who saves
    names the one seen, so that two patrollers do not overwrite each other.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="patrol_entries")
    slot = models.ForeignKey(TimetableSlot, models.SET_NULL, null=True, related_name="patrol_entries")
    on = models.DateField(_("day"))
    period = models.PositiveSmallIntegerField(_("period"))
    own_on = models.DateField(editable=False)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    teacher = models.ForeignKey(Teacher, models.PROTECT, null=True, related_name="patrol_entries")
    late = models.PositiveSmallIntegerField(_("late, minutes"), null=True, blank=True)
    left = models.PositiveSmallIntegerField(_("left early, minutes"), null=True, blank=True)
    is_absent = models.BooleanField(_("absent"), default=False)
    is_swapped = models.BooleanField(_("swapped without approval"), default=False)
    really = models.CharField(_("what or who is really taught"), max_length=60, blank=True)
    norms = ArrayField(models.BigIntegerField(), default=list, blank=True, help_text="Norms not kept.")
    note = models.CharField(_("note"), max_length=300, blank=True)
    handled = models.CharField(_("dealt with at once"), max_length=300, blank=True)
    highlight = models.CharField(_("highlight"), max_length=300, blank=True)
    photo = models.FileField(_("photo"), upload_to="patrols/", blank=True)
    version = models.PositiveIntegerField(default=1)
    walked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    walked_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "period", "pk"]
        indexes = [models.Index(fields=["school", "-on", "period"], name="patrol_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["school_class", "on", "period"], name="lesson_is_patrolled_once"),
            models.CheckConstraint(
                condition=Q(is_absent=False) | Q(late=None, left=None), name="absent_teacher_is_not_late"
            ),
            models.CheckConstraint(
                condition=Q(is_swapped=True) ^ Q(really=""), name="swapped_lesson_says_what_is_taught"
            ),
            models.CheckConstraint(
                condition=(Q(late=None) | Q(late__range=(1, MOST_MINUTES)))
                & (Q(left=None) | Q(left__range=(1, MOST_MINUTES))),
                name="minutes_of_a_lesson",
            ),
        ]

    def __str__(self):
        return f"{self.on} {self.period} {self.slot_id}"

    @property
    def seen(self) -> str:
        """The mark by which a page says which version it shows."""
        return f"{self.public_id}.{self.version}"

    @property
    def is_missing(self) -> bool:
        return self.is_absent or bool(self.late or self.left)

    @property
    def is_as_planned(self) -> bool:
        return not (self.is_missing or self.is_swapped or self.norms)


class ReasonKind(models.TextChoices):
    """Why a teacher was not there; the first two are no fact for a deduction."""

    APPROVED_LEAVE = "approved_leave", _("Approved leave")
    OFFICIAL = "official", _("Official business")
    SICK = "sick", _("Ill, without leave asked")
    FORGOT = "forgot", _("Forgot the lesson")
    MIXED_UP = "mixed_up", _("Misread the timetable")
    TRAFFIC = "traffic", _("On the way")
    OTHER = "other", pgettext_lazy("reason of an absence", "Something else")
    UNKNOWN = "unknown", pgettext_lazy("reason of an absence", "Not found out")


EXCUSED = {ReasonKind.APPROVED_LEAVE, ReasonKind.OFFICIAL}


@history
class Reason(Record):
    """Why a teacher was missing from a lesson, found out by the office and passed to the academic director (C2.2.2)."""

    entry = models.OneToOneField(PatrolEntry, models.CASCADE, related_name="reason")
    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    kind = models.CharField(_("reason"), max_length=20, choices=ReasonKind)
    text = models.CharField(_("what was found out"), max_length=300, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    objects = PatrolQuerySet.as_manager()

    class Meta:
        ordering = ["-entered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_by=None, seen_at=None) | Q(seen_by__isnull=False, seen_at__isnull=False),
                name="reason_is_seen_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(seen_by=F("entered_by")), name="who_enters_a_reason_does_not_see_it"),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_excused(self) -> bool:
        return self.kind in EXCUSED
