"""The joint assessment: indicators as data, the schools' points, and statements that were closed (G5.5.3, F-16)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from alliances.models.alliances import Alliance, Membership, OfAllianceQuerySet
from core.history import history
from core.models import Record


def ends_rightly(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name=name)


@history
class IndicatorScheme(Record):
    """The indicators of one school year, in one version; a change makes the next one, and the newest counts."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="indicator_schemes")
    school_year = models.PositiveSmallIntegerField(_("school year"))
    number = models.PositiveSmallIntegerField(_("version"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfAllianceQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "-school_year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "school_year", "number"], name="indicator_scheme_version_once")
        ]

    def __str__(self):
        return f"{self.alliance} {self.school_year} v{self.number}"


class IndicatorQuerySet(OfAllianceQuerySet):
    alliance = "scheme__alliance"


@history
class Indicator(Record):
    """One indicator. `key` stays from version to version, so that what was entered is not lost.

    `source` is "" where schools enter points with evidence, else the code of what is reckoned from records
    (alliances/measures.py). Points are 0–100; `weight` counts within the own score.
    """

    scheme = models.ForeignKey(IndicatorScheme, models.CASCADE, related_name="indicators")
    key = models.UUIDField(default=uuid4, editable=False)
    place = models.PositiveSmallIntegerField()
    name = models.CharField(pgettext_lazy("of an indicator", "indicator"), max_length=80)
    article = models.CharField(_("article"), max_length=20, blank=True)
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=3)
    source = models.CharField(_("where the points come from"), max_length=24, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "place", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0), name="indicator_has_a_weight"),
            models.UniqueConstraint(fields=["scheme", "key"], name="indicator_once_in_a_scheme"),
        ]

    def __str__(self):
        return self.name


class IndicatorScoreQuerySet(OfAllianceQuerySet):
    alliance = "membership__alliance"

    def visible_to(self, user):
        """Keep those of the schools that the user speaks for and of the alliances that the user runs."""
        own = Q(membership__school__in=user.schools_with(Permission.ALLIANCE_SCHOOL))
        return self.filter(own | Q(membership__alliance__in=Alliance.objects.run_by(user)))


@history
class IndicatorScore(Record):
    """The points of a school for an indicator in a year, entered with evidence; they count once confirmed."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="indicator_scores")
    school_year = models.PositiveSmallIntegerField()
    key = models.UUIDField(editable=False)
    points = models.DecimalField(_("points (0–100)"), max_digits=5, decimal_places=2)
    evidence = models.TextField(_("what shows it"), max_length=1000)
    file = models.FileField(_("file"), upload_to="alliances/scores/", blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = IndicatorScoreQuerySet.as_manager()

    class Meta:
        ordering = ["membership", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "school_year", "key"], name="indicator_score_once_a_year"),
            models.CheckConstraint(condition=Q(points__gte=0, points__lte=100), name="indicator_score_0_to_100"),
            models.CheckConstraint(condition=~Q(evidence=""), name="indicator_score_has_evidence"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="indicator_score_confirmed_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.membership_id} {self.points}"


@history
class AssessmentStatement(Record):
    """What the joint assessment of a year said when the office closed it (R-15); closing again makes the next one.

    `rows`: [{"membership": pk, "school": name, "own": "85.00", "alliance": …, "shared": …, "final": …, "lines":
    [[indicator, article, weight, points], …], "own_line": …, "final_line": …}, …]
    """

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="statements")
    school_year = models.PositiveSmallIntegerField(_("school year"))
    number = models.PositiveSmallIntegerField()
    scheme = models.ForeignKey(IndicatorScheme, models.PROTECT, related_name="+")
    model = models.CharField(max_length=24)
    weight = models.DecimalField(max_digits=12, decimal_places=9, null=True)
    rows = models.JSONField()
    closed_on = models.DateField()
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = OfAllianceQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "-school_year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "school_year", "number"], name="assessment_statement_once"),
            models.CheckConstraint(
                condition=Q(weight=None) | Q(weight__gte=0, weight__lte=1), name="assessment_weight_0_to_1"
            ),
        ]

    def __str__(self):
        return f"{self.alliance} {self.school_year} #{self.number}"


class OfMemberQuerySet(OfAllianceQuerySet):
    alliance = "membership__alliance"

    def written_by(self, user):
        """Keep what schools that the user speaks for have entered."""
        return self.filter(membership__school__in=user.schools_with(Permission.ALLIANCE_SCHOOL))


class SatisfactionQuerySet(OfMemberQuerySet):
    def visible_to(self, user):
        """Keep the own school's alone: of few people asked nobody else reads the number."""
        return self.written_by(user)


@history
class Satisfaction(Record):
    """How many of those asked in a year were satisfied with a school, from one side (G5.1.1.1)."""

    class Side(models.TextChoices):
        PARENTS = "parents", _("Parents")
        PUPILS = "pupils", _("Pupils")
        STAFF = "staff", _("Staff")
        PUBLIC = "public", pgettext_lazy("of those asked", "The public")

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="satisfactions")
    year = models.PositiveSmallIntegerField(_("year"))
    side = models.CharField(_("who was asked"), max_length=8, choices=Side)
    asked = models.PositiveIntegerField(_("asked"))
    satisfied = models.PositiveIntegerField(_("satisfied"))
    note = models.CharField(_("how they were asked"), max_length=200, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = SatisfactionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "side", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "year", "side"], name="satisfaction_once_a_year_and_side"),
            models.CheckConstraint(condition=Q(asked__gt=0), name="satisfaction_of_somebody_asked"),
            models.CheckConstraint(condition=Q(satisfied__lte=F("asked")), name="satisfied_are_of_those_asked"),
        ]

    def __str__(self):
        return f"{self.membership_id} {self.year} {self.side}"


@history
class Strength(Record):
    """A strong or a weak point of a school, with the partner school that it is matched with (G4.3.3)."""

    class Kind(models.TextChoices):
        STRONG = "strong", _("Strong point")
        WEAK = "weak", _("Weak point")

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="strengths")
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    area = models.CharField(_("in what"), max_length=40)
    note = models.CharField(_("note"), max_length=300, blank=True)
    partner = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("partner school")
    )
    ended_on = models.DateField(null=True, editable=False)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = OfMemberQuerySet.as_manager()

    class Meta:
        ordering = ["membership", "kind", "area", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(partner=F("membership")), name="strength_partner_is_another_school"),
            models.UniqueConstraint(
                fields=["membership", "kind", "area"], condition=Q(ended_on=None), name="strength_named_once"
            ),
        ]

    def __str__(self):
        return f"{self.membership_id} {self.area}"
