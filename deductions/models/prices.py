"""A school's own price list with versions by day, and what the school has settled about its ledger."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from deductions.kinds import Event
from schools.models import School


class Unit(models.TextChoices):
    POINTS = "points", pgettext_lazy("unit of deductions", "points")
    YUAN = "yuan", pgettext_lazy("unit of deductions", "yuan")
    NONE = "none", pgettext_lazy("unit of deductions", "nothing is deducted")


class PriceListQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the lists in force or to come for all who can be charged by them; drafts for who makes them."""
        drafts = Q(school__in=user.schools_with(Permission.PRICE_LIST_MANAGE))
        return self.filter(
            drafts | Q(school__in=user.schools_where(Permission.DEDUCTION_VIEW), confirmed_at__isnull=False)
        )

    def editable_by(self, user):
        """Keep the drafts of the schools whose price list the user makes."""
        return self.filter(school__in=user.schools_with(Permission.PRICE_LIST_MANAGE), confirmed_at=None)

    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)


@history
class PriceList(Record):
    """One version of a school's own list: a draft until the principal confirms it, then never edited.

    The newest confirmed one that has begun counts; one that `follows_document` gives the word back to rule set 4.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="price_lists")
    from_on = models.DateField(_("in force from"))
    unit = models.CharField(_("unit"), max_length=8, choices=Unit, default=Unit.POINTS)
    cap_per_month = models.DecimalField(_("at most per month"), max_digits=8, decimal_places=2, null=True, blank=True)
    cap_per_term = models.DecimalField(_("at most per term"), max_digits=8, decimal_places=2, null=True, blank=True)
    follows_document = models.BooleanField(default=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = PriceListQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        indexes = [models.Index(fields=["school", "-from_on"], name="price_list_by_school")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) ^ Q(confirmed_by__isnull=False), name="price_list_confirmed_by_someone"
            ),
            models.UniqueConstraint(fields=["school"], condition=Q(confirmed_at=None), name="price_list_has_one_draft"),
        ]

    def __str__(self):
        return f"{self.school_id} {self.from_on}"


class PriceItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the lines of the lists that the user sees."""
        return self.filter(list__in=PriceList.objects.visible_to(user))


@history
class PriceItem(Record):
    """One line: what happens, what it costs each time, what must prove it, who verifies it (forms.md 8).

    Without an amount a person decides, with a reason. `how` keeps what only computed lines need (C4-D08, F-11).
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    list = models.ForeignKey(PriceList, models.CASCADE, related_name="items")
    code = models.CharField(_("code"), max_length=16)
    text = models.CharField(_("what costs"), max_length=120)
    article = models.CharField(_("article"), max_length=40, blank=True)
    event = models.CharField(_("counted from"), max_length=24, choices=Event, default=Event.OTHER)
    each = models.CharField(_("for each"), max_length=16, default="次")
    amount = models.DecimalField(
        pgettext_lazy("of a deduction", "amount"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    most = models.DecimalField(_("at most per entry"), max_digits=7, decimal_places=2, null=True, blank=True)
    needs_proof = models.BooleanField(_("a file must prove it"), default=False)
    verifier = models.CharField(_("who verifies"), max_length=40, blank=True)
    how = models.JSONField(default=dict, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PriceItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["list", "code"], name="price_item_code_once"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="price_is_never_negative"),
            models.CheckConstraint(condition=Q(most=None) | Q(most__gte=0), name="price_cap_is_never_negative"),
        ]

    def __str__(self):
        return f"{self.code} {self.text}"


class LedgerSettingsQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(school__in=user.schools_where(Permission.DEDUCTION_VIEW))


@history
class LedgerSettings(models.Model):
    """One row a school: the days to appeal, and whether the principal has switched to money, and why (L-12).

    It is also what two people hold in turn while they write to the school's ledger.
    """

    school = models.OneToOneField(School, models.CASCADE, related_name="+")
    appeal_days = models.PositiveSmallIntegerField(_("days to appeal"), default=7)
    yuan_from = models.DateField(_("money from"), null=True, blank=True)
    yuan_reason = models.CharField(_("reason"), max_length=300, blank=True)
    yuan_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = LedgerSettingsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(appeal_days__range=(1, 60)), name="appeal_window_is_1_to_60_days"),
            models.CheckConstraint(
                condition=Q(yuan_from=None) | (Q(yuan_by__isnull=False) & ~Q(yuan_reason="")),
                name="yuan_needs_a_person_and_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.school_id} {self.appeal_days}"
