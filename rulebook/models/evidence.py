"""Plain records of what was done, for evidence whose own area of the portal is not built yet."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from schools.models import School


class AttestationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own, those one wrote down, and those of the schools whose board one reads."""
        mine = Q(actor=user) | Q(recorded_by=user)
        return self.filter(mine | Q(school__in=user.schools_with(Permission.COMPLIANCE_VIEW)))

    def withdrawable_by(self, user):
        """Keep those the user may take back: one's own, those one wrote down, and as an office all of the school."""
        mine = Q(actor=user) | Q(recorded_by=user)
        return self.filter(mine | Q(school__in=user.schools_with(Permission.ATTEST)))

    def valid(self):
        """Keep those not taken back."""
        return self.filter(withdrawn_at=None)


@history
class Attestation(Record):
    """Who did what, when, about whom or what; it counts for every requirement that asks for its kind (L-16).

    `subject` is written as on an obligation; `part` is the object inspected or the kind of event; `amount` of
    `whole` are for shares and sizes. `until_on` ends what holds for a time (a post, a consent). Never edited:
    taken back with a reason and entered again.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="attestations")
    kind = models.CharField(max_length=40)
    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("done by"))
    subject = models.CharField(max_length=80, blank=True)
    subject_name = models.CharField(max_length=80, blank=True)
    part = models.CharField(max_length=40, blank=True)
    on = models.DateField(_("done on"))
    until_on = models.DateField(_("holds until"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=4, default=1)
    whole = models.DecimalField(_("of"), max_digits=12, decimal_places=4, null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to="attestations/", blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    withdrawn_why = models.CharField(max_length=200, blank=True, editable=False)

    objects = AttestationQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["school", "kind", "on"], name="attestation_by_kind")]
        constraints = [
            models.CheckConstraint(condition=Q(until_on=None) | Q(on__lte=F("until_on")), name="attestation_in_order"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) ^ Q(withdrawn_by__isnull=False), name="attestation_withdrawn_by_someone"
            ),
            models.CheckConstraint(
                condition=Q(whole=None) | Q(amount__lte=F("whole")), name="attestation_part_of_whole"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.on}"
