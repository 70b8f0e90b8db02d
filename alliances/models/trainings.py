"""Trainings of leaders and backbone teachers of the schools (G5.1.1.2)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from alliances.models.alliances import Alliance, Membership
from core.history import history
from core.models import Record


class TrainingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own, and those of the schools that one acts for: names stay in their school."""
        return self.filter(Q(person=user) | Q(membership__school__in=user.schools_with(Permission.ALLIANCE_SCHOOL)))

    def summed_for(self, user):
        """Keep those whose sums the user may read: of the own schools, and of all schools for who runs the alliance."""
        own = Q(membership__school__in=user.schools_with(Permission.ALLIANCE_SCHOOL))
        return self.filter(own | Q(membership__alliance__in=Alliance.objects.run_by(user)))


@history
class Training(Record):
    """One person trained on one day: what about and for how many hours. `trained_as` is what the person was then."""

    class As(models.TextChoices):
        LEADER = "leader", pgettext_lazy("trained as", "Leader")
        BACKBONE = "backbone_teacher", pgettext_lazy("trained as", "Backbone teacher")
        TEACHER = "", pgettext_lazy("trained as", "Teacher")

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="trainings")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    trained_as = models.CharField(_("trained as"), max_length=20, choices=As, default=As.TEACHER, blank=True)
    theme = models.CharField(_("theme"), max_length=100)
    on = models.DateField(pgettext_lazy("when", "day"))
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=1)
    place = models.CharField(_("place"), max_length=80, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "pk"]
        indexes = [models.Index(fields=["membership", "on"], name="training_by_school_and_day")]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0), name="training_takes_time"),
            models.UniqueConstraint(fields=["membership", "person", "on", "theme"], name="training_entered_once"),
        ]

    def __str__(self):
        return self.theme
