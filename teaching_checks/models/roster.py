"""The weekly homework inspections of the second half of a term: who is looked at in which week (C2.1.2, F-19)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from registry.models import Teacher
from schools.models import School, Term
from teaching_checks.models.rounds import Round


class OfficeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep what belongs to the schools whose inspections the user plans."""
        return self.filter(school__in=user.schools_with(Permission.CHECK_MANAGE))


@history
class Roster(Record):
    """One drawing for a term. `weeks` are the Mondays as they were when it was drawn; `seed` draws the same again."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    term = models.OneToOneField(Term, models.PROTECT, related_name="homework_roster", verbose_name=_("term"))
    weeks = models.JSONField(default=list)
    seed = models.BigIntegerField(editable=False)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = OfficeQuerySet.as_manager()

    def __str__(self):
        return f"{self.school_id} {self.term_id}"


@history
class RosterAway(Record):
    """Somebody on leave from one day to another, both included: drawn for another week."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    term = models.ForeignKey(Term, models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="+", verbose_name=_("teacher"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(from_on__lte=F("to_on")), name="roster_leave_in_order")]

    def __str__(self):
        return f"{self.teacher_id} {self.from_on}"


class RosterPlaceQuerySet(models.QuerySet):
    def visible_to(self, user, *, on=None):
        """Keep the whole roster for who plans inspections, and for everybody who teaches there the weeks begun.

        Nobody sees the own week before its Monday, not even who drew the roster.
        """
        today = on or timezone.localdate()
        return self.filter(
            Q(school__in=user.schools_with(Permission.CHECK_MANAGE))
            | Q(school__in=user.schools_where(Permission.CHECK_VIEW), week_on__lte=today)
        ).exclude(person=user, week_on__gt=today)

    def managed_by(self, user):
        return self.visible_to(user).filter(school__in=user.schools_with(Permission.CHECK_MANAGE))


@history(inserts=False)
class RosterPlace(Record):
    """A teacher in the week that begins on this Monday. Who was moved by hand has the reason."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    roster = models.ForeignKey(Roster, models.CASCADE, related_name="places")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="+", verbose_name=_("teacher"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    week_on = models.DateField(_("week"))
    moved_why = models.CharField(_("reason"), max_length=100, blank=True)

    objects = RosterPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["week_on", "teacher__name_pinyin", "pk"]
        indexes = [models.Index(fields=["school", "week_on"], name="roster_place_by_week")]
        constraints = [
            models.UniqueConstraint(fields=["roster", "teacher"], name="teacher_once_in_a_homework_roster"),
            models.CheckConstraint(condition=Q(week_on__iso_week_day=1), name="roster_week_begins_on_monday"),
        ]

    def __str__(self):
        return f"{self.teacher_id} {self.week_on}"


class RosterRoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the weeks whose rounds the user sees."""
        return self.filter(round__in=Round.objects.visible_to(user))


@history
class RosterRound(Record):
    """The round in which the teachers of one week are inspected: one for a week; it goes when the round is deleted."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    roster = models.ForeignKey(Roster, models.CASCADE, related_name="rounds")
    week_on = models.DateField(_("week"))
    round = models.OneToOneField(Round, models.CASCADE, related_name="roster_round")

    objects = RosterRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roster", "week_on"], name="one_round_for_a_week_of_the_roster"),
        ]

    def __str__(self):
        return f"{self.round_id} {self.week_on}"
