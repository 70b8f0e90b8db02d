"""What was handed to a channel, and what became of it."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from core.models import Record
from notices import faults
from notices.models.channels import Channel
from notices.models.notices import Notice
from schools.models import School

# After the first, second and third failure; after the fourth nothing is tried any more.
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=25))
TOO_LATE_AFTER = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(minutes=10)


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the log of the schools whose channels the user manages."""
        return self.filter(school__in=user.schools_with(Permission.CHANNEL_MANAGE))

    def due(self, now):
        """Keep what may be sent now; a channel that is off carries tests only."""
        may = Q(channel__is_on=True) | Q(purpose=Delivery.Purpose.TEST)
        return self.filter(may, state=Delivery.State.WAITING, next_try_at__lte=now)

    def left_behind(self, now):
        """Keep those whose worker took them long ago and never said what became of them."""
        return self.filter(state=Delivery.State.CLAIMED, claimed_at__lt=now - GIVEN_UP_AFTER)

    def in_trouble(self):
        """Keep what failed and what nobody knows of."""
        return self.filter(is_trouble=True)

    def for_listing(self):
        return self.select_related("channel", "recipient")


class Delivery(Record):
    """One message to one person, or one word to a group, by one channel: tried some times, sent at most once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CLAIMED = "claimed", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        UNKNOWN = "unknown", _("Unknown")
        DROPPED = "dropped", _("Read before")

    class Purpose(models.TextChoices):
        NOTICE = "notice", _("Message")
        DIGEST = "digest", _("Collection of messages")
        GROUP = "group", _("Word to the group")
        TEST = "test", _("Test")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="deliveries")
    recipient = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    purpose = models.CharField(max_length=8, choices=Purpose)
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, related_name="deliveries")
    since = models.DateTimeField(null=True, help_text="A collection holds what came after this …")
    until = models.DateTimeField(null=True, help_text="… and until this.")
    matter = models.CharField(max_length=60, help_text="One matter goes to one person by one channel once.")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="From when on it may go out; a day later it is too late.")
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=20, blank=True, help_text="A code; notices/faults.py has the words.")
    error_detail = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    is_trouble = models.GeneratedField(
        expression=Q(state__in=["failed", "unknown"]), output_field=models.BooleanField(), db_persist=True
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-is_trouble", "-created_at", "-pk"]
        indexes = [
            models.Index(fields=["channel", "next_try_at"], name="delivery_waiting", condition=Q(state="waiting")),
            models.Index(fields=["claimed_at"], name="delivery_claimed", condition=Q(state="claimed")),
            models.Index(fields=["school", "-is_trouble", "-created_at"], name="delivery_by_school"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "recipient", "matter"],
                nulls_distinct=False,
                name="delivery_once_per_channel_person_and_matter",
            ),
            models.CheckConstraint(
                condition=Q(purpose="notice") ^ Q(notice=None), name="delivery_of_a_message_names_it"
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=["digest", "group"], since__isnull=False, until__isnull=False)
                | Q(purpose__in=["notice", "test"], since=None, until=None),
                name="delivery_of_a_collection_has_both_ends",
            ),
            models.CheckConstraint(
                condition=Q(purpose="group") ^ Q(recipient__isnull=False), name="delivery_to_a_group_names_nobody"
            ),
            models.CheckConstraint(
                condition=~Q(state="claimed") | Q(claimed_at__isnull=False), name="claimed_delivery_says_since_when"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "unknown"]) | ~Q(error=""), name="failed_delivery_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.matter} {self.state}"

    @property
    def is_over(self) -> bool:
        return self.state not in (self.State.WAITING, self.State.CLAIMED)

    @property
    def fault(self) -> str:
        """What went wrong and what to do about it, in the reader's language; empty when nothing did."""
        return faults.words(self.error, self.error_detail) if self.error else ""

    def is_too_late(self, now: datetime) -> bool:
        return now - self.due_at > TOO_LATE_AFTER
