"""What must be put right after an inspection: ordered, corrected by the teacher, verified by somebody else.

C1.2 (criticised and put right), C1.7, C4.2, C6.2, C6.6, C7.2, C7.5.
"""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from core.history import history
from core.models import Record
from registry.models import GroupMembership
from schools.models import School
from teaching_checks.models.rounds import Inspected


class CorrectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own, those one has ordered or inspected, those of the own groups, and as the office all."""
        heads = user.scopes_with(Permission.CHECK_GROUP, Scope.GROUP)
        seen = (
            Q(person=user)
            | Q(ordered_by=user)
            | Q(row__inspector=user)
            | Q(school__in=user.schools_with(Permission.CHECK_MANAGE))
        )
        if heads:
            in_group = GroupMembership.objects.filter(teacher=OuterRef("row__teacher"), group__in=heads, to_on=None)
            seen |= Q(Exists(in_group))
        return self.filter(seen, school__in=user.schools_where(Permission.CHECK_VIEW))

    def followed_by(self, user):
        """Keep those of others, which the user follows up; never one's own."""
        return self.visible_to(user).exclude(person=user)

    def owed_by(self, user):
        """Keep those that the user is to put right."""
        return self.visible_to(user).filter(person=user)

    def open(self):
        return self.exclude(state=Correction.State.VERIFIED)

    def overdue(self, today):
        """Keep what should have been corrected before that day."""
        return self.filter(state=Correction.State.ORDERED, due_on__lt=today)

    def for_listing(self):
        return self.select_related("row__teacher", "row__round", "ordered_by")


@history
class Correction(Record):
    """One order to put something right. Sent back, it is ordered again; earlier words stay in the history."""

    class State(models.TextChoices):
        ORDERED = "ordered", pgettext_lazy("state of a correction", "to be put right")
        CORRECTED = "corrected", pgettext_lazy("state of a correction", "waits to be looked at")
        VERIFIED = "verified", pgettext_lazy("state of a correction", "put right")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    row = models.ForeignKey(Inspected, models.PROTECT, related_name="corrections")
    person = models.ForeignKey(User, models.PROTECT, related_name="corrections", editable=False)
    what = models.CharField(_("what to put right"), max_length=300)
    due_on = models.DateField(_("until"))
    state = models.CharField(max_length=10, choices=State, default=State.ORDERED)
    ordered_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    ordered_at = models.DateTimeField(db_default=Now(), editable=False)
    note = models.CharField(_("what was done"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to="corrections/", blank=True)
    corrected_at = models.DateTimeField(null=True, editable=False)
    sent_back = models.CharField(_("sent back because"), max_length=300, blank=True)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    verified_at = models.DateTimeField(null=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["school", "state", "due_on"], name="correction_by_state")]
        constraints = [
            models.CheckConstraint(condition=~Q(ordered_by=F("person")), name="nobody_orders_own_correction"),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("person")), name="nobody_verifies_own_correction"
            ),
            models.CheckConstraint(
                condition=Q(state="verified", verified_by__isnull=False, verified_at__isnull=False)
                | (~Q(state="verified") & Q(verified_by=None, verified_at=None)),
                name="correction_verified_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(state="ordered") | Q(corrected_at__isnull=False), name="correction_made_before_verified"
            ),
            models.UniqueConstraint(
                fields=["row"], condition=~Q(state="verified"), name="one_open_correction_of_a_row"
            ),
        ]

    def __str__(self):
        return f"{self.row_id} {self.state}"

    def is_overdue(self, today) -> bool:
        return self.state == self.State.ORDERED and self.due_on < today
