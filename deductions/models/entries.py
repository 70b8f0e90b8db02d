"""The ledger: what was reported of whom, verified, told, appealed, decided; nothing is ever deleted (C4, F-10)."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from deductions.kinds import Event
from deductions.models.prices import Unit
from deductions.models.statements import Closing
from registry.models import Teacher
from schools.models import School, Term


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own once one was told, those one reported, and all of the schools where one verifies.

        What is not verified yet is hidden from the teacher, also from one who sits in the office. A head sees
        nothing of others but what the head reported.
        """
        told = Q(person=user) & ~Q(state__in=Entry.UNTOLD)
        others = ~Q(person=user) & (Q(reported_by=user) | Q(school__in=user.schools_with(Permission.DEDUCTION_VERIFY)))
        return self.filter(told | others)

    def verifiable_by(self, user):
        """Keep what waits for somebody else's look and is not about the user."""
        mine = Q(reported_by=user) | Q(person=user) | Q(recorded_by=user, recorded_by__isnull=False)
        return self.in_charge_of(user, Permission.DEDUCTION_VERIFY).filter(state=Entry.State.REPORTED).exclude(mine)

    def decidable_by(self, user):
        """Keep the appeals that the user may decide: neither reported nor verified by the user, nor about the user."""
        mine = Q(reported_by=user) | Q(verified_by=user) | Q(person=user)
        return self.in_charge_of(user, Permission.DEDUCTION_DECIDE).filter(state=Entry.State.APPEALED).exclude(mine)

    def in_charge_of(self, user, permission: str):
        return self.filter(school__in=user.schools_with(permission))

    def own(self, user):
        """Keep what the user was told about the own person."""
        return self.filter(person=user).exclude(state__in=Entry.UNTOLD)

    def for_listing(self):
        return self.select_related("teacher", "reported_by", "verified_by", "decided_by", "reversal", "original")

    def counting(self):
        """Keep what counts or may come to count: all but what was dismissed."""
        return self.exclude(state=Entry.State.DISMISSED)


@history
class Entry(Record):
    """One deduction of one teacher, or what takes one back (reversal) or balances a statement (balance).

    `amount` is what the price list gives, `counted` what stands after a decision; both are positive for a charge.
    What was priced is kept as it was: `figures`, `arithmetic` (steps as people write them) and the list's version.
    """

    class Kind(models.TextChoices):
        CHARGE = "charge", _("Deduction")
        REVERSAL = "reversal", _("Reversal")
        BALANCE = "balance", _("Balance with the most allowed")

    class State(models.TextChoices):
        REPORTED = "reported", pgettext_lazy("of a deduction", "Reported")
        VERIFIED = "verified", pgettext_lazy("of a deduction", "Verified")
        NOTIFIED = "notified", pgettext_lazy("of a deduction", "Teacher told")
        APPEALED = "appealed", pgettext_lazy("of a deduction", "Appealed")
        DECIDED = "decided", pgettext_lazy("of a deduction", "Decided")
        STATED = "stated", pgettext_lazy("of a deduction", "In the statement")
        DISMISSED = "dismissed", pgettext_lazy("of a deduction", "Dismissed")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("of an appeal", "Upheld")
        REDUCED = "reduced", pgettext_lazy("of an appeal", "Reduced")
        LIFTED = "lifted", pgettext_lazy("of an appeal", "Lifted")

    UNTOLD = (State.REPORTED, State.VERIFIED, State.DISMISSED)

    school = models.ForeignKey(School, models.CASCADE, related_name="deductions")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="deductions")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.CHARGE)
    state = models.CharField(max_length=10, choices=State, default=State.REPORTED)
    # what
    item = models.CharField(max_length=16)
    item_text = models.JSONField(default=dict)
    articles = models.JSONField(default=list)
    event = models.CharField(max_length=24, choices=Event)
    source = models.CharField(max_length=8)
    version = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=8, choices=Unit)
    happened_on = models.DateField(_("happened on"))
    lesson = models.CharField(max_length=40, blank=True)
    fact_source = models.CharField(max_length=40, blank=True)
    fact_key = models.CharField(max_length=160, blank=True)
    fact_ref = models.CharField(max_length=160, blank=True)
    figures = models.JSONField(default=dict)
    arithmetic = models.JSONField(default=list)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    counted = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    conduct = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    is_criticism = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)
    # who
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Who made the record that it comes from."
    )
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(db_default=Now())
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    verified_why = models.CharField(max_length=500, blank=True)
    notified_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    notified_at = models.DateTimeField(null=True)
    appeal_until = models.DateField(null=True)
    appealed_at = models.DateTimeField(null=True)
    appeal_reason = models.CharField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    decision_reason = models.CharField(max_length=1000, blank=True)
    closing = models.ForeignKey(Closing, models.PROTECT, null=True, related_name="entries")
    original = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["school", "state", "-happened_on"], name="deduction_by_state"),
            models.Index(fields=["school", "happened_on"], name="deduction_by_day"),
            models.Index(fields=["person", "-happened_on"], name="deduction_of_person"),
            models.Index(fields=["teacher", "term"], name="deduction_of_teacher"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "fact_key"], condition=~Q(fact_key=""), name="deduction_of_a_fact_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="balance") | ~Q(reported_by=F("person")), name="deduction_reporter_is_not_the_teacher"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~(Q(verified_by=F("reported_by")) | Q(verified_by=F("person"))),
                name="deduction_reporter_does_not_verify",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | Q(recorded_by=None) | ~Q(verified_by=F("recorded_by")),
                name="deduction_recorder_does_not_verify",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | ~(Q(decided_by=F("reported_by")) | Q(decided_by=F("verified_by")) | Q(decided_by=F("person"))),
                name="deduction_is_decided_by_a_third_person",
            ),
            models.CheckConstraint(
                condition=~Q(kind="charge")
                | Q(state__in=["reported", "dismissed"])
                | Q(verified_by__isnull=False, verified_at__isnull=False, amount__isnull=False),
                name="deduction_is_verified_before_it_is_told",
            ),
            models.CheckConstraint(
                condition=~Q(kind="charge")
                | Q(state__in=["reported", "verified", "dismissed"])
                | Q(notified_by__isnull=False, notified_at__isnull=False, appeal_until__isnull=False),
                name="deduction_is_told_before_it_counts",
            ),
            models.CheckConstraint(
                condition=Q(appealed_at=None) ^ ~Q(appeal_reason=""), name="deduction_appeal_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="appealed") | Q(appealed_at__isnull=False), name="deduction_appealed_has_an_appeal"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, outcome="", decision_reason="")
                | Q(decided_by__isnull=False, decided_at__isnull=False, appealed_at__isnull=False)
                & ~Q(outcome="")
                & ~Q(decision_reason=""),
                name="deduction_decision_has_a_person_and_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind="charge") | Q(amount=None, counted=0) | Q(counted__gte=0, counted__lte=F("amount")),
                name="deduction_is_never_negative",
            ),
            models.CheckConstraint(
                condition=~Q(kind="reversal") | Q(counted__lte=0, original__isnull=False),
                name="deduction_reversal_takes_back",
            ),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | Q(counted=0), name="deduction_dismissed_counts_nothing"
            ),
            models.CheckConstraint(
                condition=Q(state="stated", closing__isnull=False) | ~Q(state="stated") & Q(closing=None),
                name="deduction_stated_in_a_closed_month",
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self):
        return f"{self.item} {self.happened_on}"

    @property
    def is_reversed(self) -> bool:
        return hasattr(self, "reversal")


class EntryFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the files of the entries that the user sees."""
        return self.filter(entry__in=Entry.objects.visible_to(user))


@history
class EntryFile(Record):
    """A proof of the entry, or what the teacher hands in with an appeal."""

    class Kind(models.TextChoices):
        PROOF = "proof", _("Proof")
        APPEAL = "appeal", _("Handed in with the appeal")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=6, choices=Kind)
    file = models.FileField(upload_to="deductions/")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = EntryFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.entry_id} {self.kind}"
