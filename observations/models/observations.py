"""Lesson observations: who observed whom in which lesson, what was noted, and how it was talked over.

C1.4–C1.5, C2.2.4, C3.8, C5.8, C6.4–C6.5, C7.4; forms.md 4; F-09, L-13.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from core.history import history
from core.models import Record
from registry.models import GroupMembership, SchoolClass, Subject, Teacher, TimetableSlot
from registry.models.timetable import LAST_PERIOD
from schools.models import School, Term
from sheets.models import ScoreSheet


class ObservationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own, those of one's own lessons, of the groups one heads, of the schools one leads (L-13)."""
        heads = user.scopes_with(Permission.OBSERVATION_VIEW, Scope.GROUP)
        seen = Q(observer=user) | Q(person=user) | Q(school__in=user.schools_with(Permission.OBSERVATION_VIEW))
        if heads:
            in_group = GroupMembership.objects.filter(teacher=OuterRef("teacher"), group__in=heads, to_on=None)
            seen |= Q(Exists(in_group))
        return self.filter(seen)

    def valid(self):
        """Keep those not withdrawn."""
        return self.filter(withdrawn_at=None)

    def counting(self):
        """Keep what counts for a quota: with notes, and talked over with the teacher (F-09, C1.5, C3.8c).

        Notes taken with the minute of the lesson are as good as those written in one piece.
        """
        return self.valid().filter(feedback_at__isnull=False).exclude(notes="", timed_notes=[])

    def made_by(self, user):
        """Keep what the user observed: the own list, and all that the observer alone may change."""
        return self.filter(observer=user)


@history
class Observation(Record):
    """One lesson observed by one person, sent once.

    `draft_id` is made in the observer's browser, so that a draft sent twice arrives once. `person` is the account
    of the teacher observed. `starts_at`–`ends_at` are the clock times of the lesson. `slot` is empty for a lesson that
    the timetable does not have so; `off_timetable_why` then says why. `scores` are the values of the sheet's items;
    `timed_notes` a list of {"at": minute, "what": …, "comment": …}. From `sent_at` the office reads it (C2.2.4:
    feedback to the office); `feedback_at` is when it was talked over with the teacher (C1.5), and only then it counts
    (F-09).
    """

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary lesson")
        OPEN = "open", _("Open lesson")
        CONTEST = "contest", _("Contest lesson")
        ASSESSMENT = "assessment", _("Classroom assessment")

    class LessonType(models.TextChoices):
        NEW = "new", _("New material")
        REVISION = "revision", _("Revision")
        EXPERIMENT = "experiment", _("Experiment lesson")
        PRACTICE = "practice", _("Practice")
        REVIEW = "review", _("Going over a test")

    school = models.ForeignKey(School, models.CASCADE, related_name="observations")
    term = models.ForeignKey(Term, models.PROTECT, related_name="observations")
    draft_id = models.UUIDField(editable=False)
    observer = models.ForeignKey(User, models.PROTECT, related_name="observations_made")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="observations", verbose_name=_("teacher"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+", verbose_name=_("class"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=_("subject"))
    slot = models.ForeignKey(TimetableSlot, models.SET_NULL, null=True, blank=True, related_name="+")
    off_timetable_why = models.CharField(_("why it is not in the timetable"), max_length=200, blank=True)
    on = models.DateField(_("day"))
    period = models.PositiveSmallIntegerField(_("period"))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    kind = models.CharField(_("occasion"), max_length=12, choices=Kind, default=Kind.ORDINARY)
    lesson_type = models.CharField(_("kind of lesson"), max_length=12, choices=LessonType, blank=True)
    is_announced = models.BooleanField(_("announced"), default=False)
    topic = models.CharField(_("topic of the lesson"), max_length=100, blank=True)
    pupils = models.PositiveSmallIntegerField(_("pupils present"), null=True, blank=True)
    sheet = models.ForeignKey(
        ScoreSheet, models.PROTECT, null=True, blank=True, related_name="observations", verbose_name=_("sheet")
    )
    scores = models.JSONField(default=dict, blank=True)
    points = models.DecimalField(max_digits=7, decimal_places=2, null=True, editable=False)
    grade = models.CharField(max_length=20, blank=True, editable=False)
    timed_notes = models.JSONField(default=list, blank=True)
    notes = models.TextField(_("notes"), max_length=5000, blank=True)
    strengths = models.TextField(_("strengths"), max_length=2000, blank=True)
    shortcomings = models.TextField(_("shortcomings"), max_length=2000, blank=True)
    suggestions = models.TextField(_("suggestions"), max_length=2000, blank=True)
    sent_at = models.DateTimeField(db_default=Now(), editable=False)
    feedback_at = models.DateTimeField(_("talked over at"), null=True, blank=True)
    feedback_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_why = models.CharField(max_length=200, blank=True, editable=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-period", "-pk"]
        indexes = [
            models.Index(fields=["school", "term", "observer"], name="observation_by_observer"),
            models.Index(fields=["school", "person", "-on"], name="observation_by_person"),
            models.Index(fields=["school", "on"], name="observation_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["observer", "draft_id"], name="observation_sent_once"),
            models.CheckConstraint(condition=~Q(observer=F("person")), name="nobody_observes_himself"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="observed_lesson_in_order"),
            models.CheckConstraint(condition=Q(period__range=(1, LAST_PERIOD)), name="observed_lesson_in_a_period"),
            models.CheckConstraint(
                condition=Q(feedback_at=None, feedback_by=None)
                | Q(feedback_at__gte=F("starts_at"), feedback_by__isnull=False),
                name="talked_over_after_it_began_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="observation_withdrawn_with_a_reason",
            ),
            ExclusionConstraint(
                name="observer_is_in_one_lesson_at_a_time",
                expressions=[
                    ("observer", RangeOperators.EQUAL),
                    (
                        Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.on} {self.period} {self.person_id}"

    @property
    def counts(self) -> bool:
        """Whether it counts for the observer's quota (F-09)."""
        return bool(self.has_notes and self.feedback_at and not self.withdrawn_at)

    @property
    def has_notes(self) -> bool:
        return bool(self.notes or self.timed_notes)
