"""Lessons that schools work on together: six steps (G5.3.3.4), joint observation and reform reports (G5.1.1.3)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from alliances.models.activities import Activity
from alliances.models.alliances import Membership, OfAllianceQuerySet
from core.history import history
from core.models import Record
from observations.models import Observation


class LessonCycleQuerySet(OfAllianceQuerySet):
    alliance, day = "membership__alliance", "begun_on"

    def worked_on_by(self, user):
        """Keep one's own, and those of the schools the user acts for."""
        return self.filter(Q(teacher=user) | Q(membership__in=Membership.objects.spoken_for_by(user)))


@history
class LessonCycle(Record):
    """One lesson of one teacher on its way through the six steps."""

    class Platform(models.TextChoices):
        SEMINAR = "seminar", _("Classroom seminar")
        SHOW = "show", _("Classroom show")

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="lesson_cycles", verbose_name=_("school"))
    teacher = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("teacher"))
    lesson = models.CharField(_("lesson"), max_length=80)
    subject = models.CharField(_("subject"), max_length=40)
    platform = models.CharField(_("platform"), max_length=8, choices=Platform, default=Platform.SEMINAR)
    begun_on = models.DateField(_("begun on"))
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = LessonCycleQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "-pk"]

    def __str__(self):
        return self.lesson


class CycleStepQuerySet(OfAllianceQuerySet):
    alliance, day = "cycle__membership__alliance", "on"


@history
class CycleStep(Record):
    """A step that was taken; `code` is one of G5-L03, each after the one before."""

    cycle = models.ForeignKey(LessonCycle, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=12)
    on = models.DateField(_("day"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = CycleStepQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "pk"]
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="step_of_a_lesson_once")]

    def __str__(self):
        return f"{self.cycle_id} {self.code}"


class JointObservationQuerySet(OfAllianceQuerySet):
    alliance, day = "activity__alliance", "activity__on"

    def read_by(self, user):
        """Keep those whose lesson the user may read: at home as there (L-13), or as an invited observer.

        What the home school has withdrawn nobody reads here.
        """
        return (
            self.filter(observation__withdrawn_at=None)
            .filter(Q(observation__in=Observation.objects.visible_to(user)) | Q(guests__person=user))
            .distinct()
        )

    def of_home_of(self, user):
        """Keep those of the schools whose observations the user leads: who puts a lesson forward and reports on it."""
        return self.filter(observation__school__in=user.schools_with(Permission.ALLIANCE_SCHOOL))


@history
class JointObservation(Record):
    """An observation of one school that invited observers of other schools read, without the notes and photos."""

    observation = models.OneToOneField(Observation, models.CASCADE, related_name="+", verbose_name=_("observation"))
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        related_name="observations",
        verbose_name=pgettext_lazy("of an alliance", "activity"),
    )
    report = models.TextField(_("report on the reform of the lesson"), max_length=5000, blank=True)
    file = models.FileField(_("report as a file"), upload_to="alliances/reports/%Y/%m", blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = JointObservationQuerySet.as_manager()

    class Meta:
        ordering = ["-activity__on", "-pk"]

    def __str__(self):
        return f"{self.activity_id} {self.observation_id}"


class GuestQuerySet(OfAllianceQuerySet):
    alliance, day = "joint__activity__alliance", "joint__activity__on"


@history
class ObservationGuest(Record):
    """A member of staff of a school that takes part, invited to observe the lesson too."""

    joint = models.ForeignKey(JointObservation, models.CASCADE, related_name="guests")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = GuestQuerySet.as_manager()

    class Meta:
        ordering = ["joint", "pk"]
        constraints = [models.UniqueConstraint(fields=["joint", "person"], name="guest_of_a_lesson_once")]

    def __str__(self):
        return f"{self.joint_id} {self.person_id}"
