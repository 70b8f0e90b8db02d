"""How often classwork is marked, by teacher, class, subject and day (C1.8, C4.4.3, C6.7)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from core.history import history
from core.models import Record
from registry.models import GroupMembership, SchoolClass, Subject, Teacher
from schools.models import School


class OwnRecordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own records, and those of schools whose inspections one plans."""
        return self.filter(Q(person=user) | Q(school__in=user.schools_with(Permission.CHECK_MANAGE)))

    def of(self, user):
        """Keep the user's own."""
        return self.filter(person=user)


class OfGroupQuerySet(OwnRecordQuerySet):
    def visible_to(self, user):
        """Keep also those of the groups that one heads: who looks after a group sees its markings and experiments."""
        heads = user.scopes_with(Permission.CHECK_GROUP, Scope.GROUP)
        members = GroupMembership.objects.filter(group__in=heads, to_on=None)
        own = Q(person=user) | Q(school__in=user.schools_with(Permission.CHECK_MANAGE))
        return self.filter(own | Q(teacher__in=members.values("teacher")))

    def kept_by(self, user):
        """Keep what the user may take out or judge: the own records, and as the office all of the school."""
        return super().visible_to(user)


class OfOfficeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the rows of schools whose inspections one plans."""
        return self.filter(school__in=user.schools_with(Permission.CHECK_MANAGE))


@history
class MarkingRule(models.Model):
    """For how many of its lessons a subject's classwork is marked: 1 for each, 0 where nothing is written (C4.2b)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    subject = models.OneToOneField(Subject, models.CASCADE, related_name="marking_rule", verbose_name=_("subject"))
    share = models.DecimalField(_("share of the lessons"), max_digits=3, decimal_places=2)

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share__range=(0, 1)), name="marking_rule_is_a_share"),
        ]

    def __str__(self):
        return f"{self.subject_id} {self.share}"


@history
class Marking(Record):
    """The classwork of one class and subject marked on one day: how often, how many pieces of how many.

    `times` counts against the lessons (C4.4.3). Pupils mark only where the school allows a little of it (C6.7,
    X-24); parents never (L-11).
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="markings", verbose_name=_("teacher"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+", verbose_name=_("class"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=_("subject"))
    on = models.DateField(_("day"))
    times = models.PositiveSmallIntegerField(_("times marked"), default=1)
    expected = models.PositiveSmallIntegerField(_("pieces expected"))
    marked = models.PositiveSmallIntegerField(_("pieces marked"))
    is_returned = models.BooleanField(_("returned to the pupils"), default=True)
    by_pupils = models.BooleanField(_("pupils marked a small part"), default=False)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["school", "on"], name="marking_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["teacher", "school_class", "subject", "on"], name="marking_once_a_day"),
            models.CheckConstraint(condition=Q(marked__lte=F("expected")), name="no_more_marked_than_expected"),
            models.CheckConstraint(condition=Q(times__range=(1, 9)), name="marked_at_least_once"),
        ]

    def __str__(self):
        return f"{self.on} {self.teacher_id} {self.school_class_id}"
