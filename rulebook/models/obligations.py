"""What somebody owes by a document in one period, and the waivers of it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from core.history import history
from core.models import Record
from rulebook.models.adoptions import Adoption, Version
from schools.models import School, Term


class Audience(models.TextChoices):
    """Who sees an obligation beside its bearers."""

    BOARD = "board", _("Those who read the board")
    PRINCIPAL = "principal", _("The principal")
    OWN = "own", _("Nobody else")


class ObligationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own, those of the groups one heads, and all of the schools whose board one reads.

        What is voluntary is nobody's but one's own (L-06); what is restricted, the principal's too.
        """
        return self.filter(Q(bearers__contains=[user.pk]) | _on_boards_of(user))

    def on_boards_of(self, user):
        """Keep what the user's boards show: the groups one heads, the schools whose board one reads.

        What one owes oneself is there only when it belongs to these; what is voluntary never (L-06).
        """
        return self.filter(_on_boards_of(user))

    def attestable_by(self, user):
        """Keep what the user may enter records for: one's own, and as an office all that its board shows."""
        offices = Q(school__in=user.schools_with(Permission.ATTEST))
        return self.filter(Q(bearers__contains=[user.pk]) | (offices & _on_boards_of(user)))

    def waivable_by(self, user):
        """Keep what the user may waive."""
        return self.on_boards_of(user).filter(school__in=user.schools_with(Permission.COMPLIANCE_WAIVE))

    def for_everyone_on_the_board(self):
        """Keep what every reader of the board may see: for reports and commands, which have no reader of their own."""
        return self.filter(audience=Audience.BOARD)

    def borne_by(self, user):
        """Keep what the user owes, alone or with others."""
        return self.filter(bearers__contains=[user.pk])

    def live(self):
        """Keep what is still owed; withdrawn ones stay for the record."""
        return self.filter(withdrawn_on=None)


def _on_boards_of(user) -> Q:
    return (
        Q(audience=Audience.BOARD, group_id__in=user.scopes_with(Permission.COMPLIANCE_VIEW, Scope.GROUP))
        | Q(audience=Audience.BOARD, school__in=user.schools_with(Permission.COMPLIANCE_VIEW))
        | Q(audience=Audience.PRINCIPAL, school__in=user.schools_with(Permission.RULEBOOK_ADOPT))
    )


@history(inserts=False)
class Obligation(Record):
    """One requirement for one bearer, object and period: made by expansion, never typed.

    `subject` is "kind:id", several joined by "+"; "" means the school. `bearers` are ids of users, `counted_by`
    those whose records count (it also names earlier holders of a post within the period; empty: anybody's).
    [counts_from, counts_to) is when a record counts; it is due from `opens_on` to `due_on`, both included.
    `least` None means that the school has set no number. A daily or weekly duty is one row a term.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="obligations")
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="obligations")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    term = models.ForeignKey(
        Term, models.CASCADE, null=True, related_name="+", help_text="None: it reaches over terms."
    )
    requirement = models.CharField(max_length=16)
    period = models.CharField(max_length=24)
    key = models.CharField(max_length=160)
    subject = models.CharField(max_length=80, blank=True)
    subject_name = models.CharField(max_length=80, blank=True)
    bearers = ArrayField(models.BigIntegerField(), default=list)
    counted_by = ArrayField(models.BigIntegerField(), default=list)
    group_id = models.BigIntegerField(null=True)
    counts_from = models.DateField()
    counts_to = models.DateField()
    opens_on = models.DateField()
    due_on = models.DateField()
    least = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    most = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    inputs = models.JSONField(default=dict)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.BOARD)
    withdrawn_on = models.DateField(null=True)
    expanded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "requirement", "pk"]
        indexes = [
            models.Index(fields=["school", "term", "requirement"], name="obligation_by_term"),
            models.Index(fields=["school", "group_id"], name="obligation_by_group"),
            GinIndex(fields=["bearers"], name="obligation_by_bearer", fastupdate=False),
        ]
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], name="obligation_once"),
            models.CheckConstraint(condition=Q(counts_from__lte=F("counts_to")), name="obligation_counts_in_order"),
            models.CheckConstraint(condition=Q(opens_on__lte=F("due_on")), name="obligation_opens_before_it_is_due"),
        ]

    def __str__(self):
        return self.key


class WaiverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the waivers of the obligations the user sees."""
        return self.filter(obligation__in=Obligation.objects.visible_to(user))

    def endable_by(self, user):
        """Keep the waivers that the user may take back: of what he or she may waive."""
        return self.filter(obligation__in=Obligation.objects.waivable_by(user))

    def valid(self):
        """Keep those not taken back."""
        return self.filter(ended_at=None)


@history
class Waiver(Record):
    """One obligation, or some weeks of it, forgiven with a reason: sick leave, no class this term."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="waivers")
    reason = models.CharField(_("reason"), max_length=200)
    from_on = models.DateField(_("from"), null=True, blank=True, help_text=_("Empty: the whole obligation."))
    to_on = models.DateField(_("to"), null=True, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on=None, to_on=None)
                | Q(from_on__isnull=False, to_on__isnull=False, from_on__lte=F("to_on")),
                name="waiver_of_whole_or_of_days",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) ^ Q(ended_by__isnull=False), name="waiver_ended_by_someone"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
        ]

    def __str__(self):
        return self.reason
