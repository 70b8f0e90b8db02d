"""What an observer tells the academic office about an observed lesson, beside what the teacher reads (C2.2.4)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from observations.models.observations import Observation
from schools.models import School


class OfficeFeedbackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own, and those of the schools whose office one belongs to; the teacher observed reads the rest."""
        return self.filter(Q(given_by=user) | Q(school__in=user.schools_with(Permission.CHECK_MANAGE)))

    def unread(self):
        """Keep what nobody of the office has read yet."""
        return self.filter(read_at=None)


@history
class OfficeFeedback(Record):
    """The second of the two feedbacks of C2.2.4: to the office, which reports to the administrative meeting."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    observation = models.OneToOneField(Observation, models.CASCADE, related_name="office_feedback")
    text = models.TextField(_("for the office"), max_length=2000)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=Now(), editable=False)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    objects = OfficeFeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="office_feedback_says_something"),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
                name="office_feedback_read_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.observation_id} {self.given_by_id}"
