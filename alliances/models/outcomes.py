"""What a meeting of an alliance decided, and what is to be done until when (G5.3.2.2)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from alliances.models.meetings import AllianceMeeting, MeetingItem, OfMeetingQuerySet
from core.history import history
from core.models import Record
from schools.models import School


@history
class MeetingDecision(Record):
    """A decision, in the words of the minutes."""

    meeting = models.ForeignKey(AllianceMeeting, models.CASCADE, related_name="decisions")
    item = models.ForeignKey(
        MeetingItem, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("item of the agenda")
    )
    text = models.CharField(pgettext_lazy("of a meeting", "decision"), max_length=500)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]

    def __str__(self):
        return self.text[:40]


class TodoQuerySet(OfMeetingQuerySet):
    def visible_to(self, user):
        """Keep those of the meetings that the user sees, and the own ones wherever."""
        return super().visible_to(user) | self.filter(owner=user)

    def open(self):
        """Keep what is not done."""
        return self.filter(done_at=None)

    def before(self, meeting: AllianceMeeting):
        """Keep what earlier meetings left: open, or done since the meeting before this one."""
        return self.filter(meeting__alliance=meeting.alliance_id, meeting__cancelled_at=None).filter(
            Q(meeting__on__lt=meeting.on) | Q(meeting__on=meeting.on, meeting__starts_at__lt=meeting.starts_at)
        )


@history
class MeetingTodo(Record):
    """Something to be done, by one person until a day; it comes back at every meeting until it is done."""

    meeting = models.ForeignKey(AllianceMeeting, models.CASCADE, related_name="todos")
    text = models.CharField(_("to be done"), max_length=300)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by whom"))
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    due_on = models.DateField(_("until"))
    done_note = models.CharField(pgettext_lazy("of a to-do", "what was done"), max_length=300, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TodoQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "due_on"], name="alliance_todo_by_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="alliance_todo_done_by_somebody",
            ),
        ]

    def __str__(self):
        return self.text[:40]
