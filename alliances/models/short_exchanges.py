"""Exchanges of days: a leader at another school, a lesson given there (G4.4.1, G4.4.2, G4.4.4a)."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from alliances.models.alliances import Alliance, OfAllianceQuerySet
from core.history import history
from core.models import Record
from schools.models import School


class Direction(models.TextChoices):
    """As list G4-L03 names them."""

    INVITE_IN = "invite_in", pgettext_lazy("direction of an exchange", "Invited in")
    GO_OUT = "go_out", pgettext_lazy("direction of an exchange", "Gone out")
    ONLINE = "online", pgettext_lazy("direction of an exchange", "Online")


class ManagerVisitQuerySet(OfAllianceQuerySet):
    day = "from_on"


@history
class ManagerVisit(Record):
    """A leader of one school at another for some days, half-open [from_on, to_on), with what was brought home."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="manager_visits")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    home = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("home school"))
    host = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("host school"))
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.GO_OUT)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"))
    theme = models.CharField(_("theme"), max_length=100)
    harvest = models.TextField(_("what was brought home"), max_length=2000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ManagerVisitQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(from_on__lt=F("to_on")), name="manager_visit_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(home=F("host")), name="manager_visit_leads_to_another_school"),
        ]

    def __str__(self):
        return self.theme

    @property
    def last_on(self) -> date:
        return self.to_on - timedelta(days=1)


class LessonVisitQuerySet(OfAllianceQuerySet):
    day = "on"


@history
class LessonVisit(Record):
    """One lesson that a teacher gave at another school of the alliance."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="lesson_visits")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    home = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("home school"))
    host = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("host school"))
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.GO_OUT)
    on = models.DateField(_("day"))
    subject = models.CharField(_("subject"), max_length=40)
    theme = models.CharField(_("theme"), max_length=100)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = LessonVisitQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(home=F("host")), name="lesson_visit_leads_to_another_school"),
            models.UniqueConstraint(fields=["person", "host", "on", "theme"], name="lesson_visit_entered_once"),
        ]

    def __str__(self):
        return self.theme
