"""Meetings of an alliance: who is called, what is on the agenda, who was there (G5.3.2.2)."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from alliances.models.alliances import Alliance, OfAllianceQuerySet
from alliances.models.bodies import Body, Seat
from core.history import history
from core.models import Record
from schools.models import School


class MeetingQuerySet(OfAllianceQuerySet):
    day = "on"

    def standing(self):
        """Keep those that were not cancelled."""
        return self.filter(cancelled_at=None)

    def held(self):
        """Keep those that really took place: somebody was there, or minutes were written."""
        there = MeetingAttendee.objects.filter(meeting=OuterRef("pk"), attendance=MeetingAttendee.Attendance.PRESENT)
        written = MeetingItem.objects.filter(meeting=OuterRef("pk")).exclude(minutes="")
        return self.standing().filter(Q(Exists(there)) | Q(Exists(written)))

    def calling(self, user):
        """Keep the meetings to which the user was invited."""
        called = MeetingAttendee.objects.filter(meeting=OuterRef("pk"), person=user)
        return self.filter(Exists(called), invited_at__isnull=False)


@history
class AllianceMeeting(Record):
    """One meeting, planned first; with `is_monthly` it counts as the month's meeting once it was held.

    `bodies` are called: whoever sits in them on the day, by name or by the post a seat is bound to.
    """

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="meetings")
    title = models.CharField(_("what it is about"), max_length=80)
    is_monthly = models.BooleanField(_("monthly meeting"), default=True)
    on = models.DateField(_("day"))
    starts_at = models.TimeField(pgettext_lazy("clock time", "from"))
    ends_at = models.TimeField(pgettext_lazy("clock time", "until"))
    host = models.ForeignKey(
        School, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("of a meeting", "host school")
    )
    place = models.CharField(_("place"), max_length=80, blank=True)
    link = models.URLField(_("link of an online meeting"), max_length=300, blank=True)
    bodies = models.ManyToManyField(Body, related_name="+", blank=True, verbose_name=_("called: bodies"))
    calls_liaisons = models.BooleanField(_("the liaisons of the schools"), default=False)
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    planned_at = models.DateTimeField(db_default=Now(), editable=False)
    invited_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_why = models.CharField(_("why it is cancelled"), max_length=200, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-starts_at", "-pk"]
        indexes = [models.Index(fields=["alliance", "on"], name="alliance_meeting_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="alliance_meeting_begins_first"),
            models.CheckConstraint(condition=~Q(place="") | ~Q(link=""), name="alliance_meeting_has_a_place"),
        ]

    def __str__(self):
        return f"{self.title} {self.on}"

    @property
    def begins(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.on, self.starts_at))

    @property
    def ends(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.on, self.ends_at))

    @property
    def where(self) -> str:
        return " · ".join(filter(None, (self.host.name, self.place)))


class OfMeetingQuerySet(OfAllianceQuerySet):
    alliance = "meeting__alliance"
    day = "meeting__on"


@history
class MeetingItem(Record):
    """An item of the agenda with its minutes. `revision` grows with every change of the minutes."""

    meeting = models.ForeignKey(AllianceMeeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("item of the agenda"), max_length=120)
    minutes = models.TextField(_("minutes"), max_length=10_000, blank=True)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    written_at = models.DateTimeField(null=True, editable=False)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "title"], name="alliance_meeting_item_once")]

    def __str__(self):
        return self.title


@history
class MeetingAttendee(Record):
    """Somebody who is called: the own answer before, the attendance after, and who stood in."""

    class Answer(models.TextChoices):
        NONE = "", _("Not answered")
        COMING = "coming", pgettext_lazy("to a meeting", "Coming")
        EXCUSED = "excused", pgettext_lazy("to a meeting", "Cannot come")

    class Attendance(models.TextChoices):
        NONE = "", pgettext_lazy("attendance", "Not taken")
        PRESENT = "present", pgettext_lazy("attendance", "Present")
        EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
        ABSENT = "absent", pgettext_lazy("attendance", "Absent")

    meeting = models.ForeignKey(AllianceMeeting, models.CASCADE, related_name="attendees")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, default=Answer.NONE, blank=True)
    attendance = models.CharField(max_length=8, choices=Attendance, default=Attendance.NONE, blank=True)
    stood_in = models.CharField(_("who stands in"), max_length=40, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "school__code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="alliance_meeting_calls_once"),
            models.CheckConstraint(
                condition=Q(stood_in="") | ~Q(attendance="present"), name="alliance_meeting_stood_in_for_the_missing"
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.attendance}"
