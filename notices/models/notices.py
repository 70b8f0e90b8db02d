"""Messages to people: the in-site inbox."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record
from schools.models import School


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the user's own inbox."""
        return self.filter(recipient=user)

    def unread(self):
        """Keep what has not been opened."""
        return self.filter(read_at=None)

    def unplanned(self):
        """Keep those for which nobody has looked yet whether they also go out by a channel."""
        return self.filter(planned_at=None)

    def planned_within(self, since, until):
        """Keep those looked at after `since` and until `until`.

        Not by `created_at`: that is when a transaction began, and a long one would slip through between two spans.
        """
        return self.filter(planned_at__gt=since, planned_at__lte=until)


class Notice(Record):
    """One message in one person's inbox; never scores, conduct or health data in its text (section 19)."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="notices")
    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="+")
    subject = models.CharField(_("subject"), max_length=120)
    body = models.TextField(_("message"), blank=True)
    url = models.CharField(max_length=200, blank=True)
    dedupe = models.CharField(max_length=120, help_text="One matter reaches one person once.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(null=True)
    may_leave = models.BooleanField(
        default=False, help_text="Names no child; its words may go out by e-mail and text message."
    )
    planned_at = models.DateTimeField(null=True, help_text="When it was decided by which channels it goes out.")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notice_by_recipient"),
            models.Index(fields=["recipient"], name="notice_unread", condition=models.Q(read_at=None)),
            models.Index(fields=["created_at"], name="notice_unplanned", condition=models.Q(planned_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "dedupe"], name="notice_once_per_person_and_matter")
        ]

    def __str__(self):
        return self.subject
