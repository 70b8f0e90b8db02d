"""What an alliance is based on and means to reach: documents, plans, goals of the years, steps of the preparation."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from alliances.models.alliances import Alliance, Membership, OfAllianceQuerySet
from core.history import history
from core.models import Record

YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]


@history
class BasisDocument(Record):
    """A document of an authority on which the alliance is based (G5.0.1)."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="basis_documents")
    number = models.CharField(_("document number"), max_length=40, blank=True)
    title = models.CharField(pgettext_lazy("of a document", "title"), max_length=120)
    issuer = models.CharField(_("issued by"), max_length=80)
    year = models.PositiveSmallIntegerField(pgettext_lazy("calendar year", "year"), validators=YEARS)
    file = models.FileField(_("file"), upload_to="alliances/basis/", blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfAllianceQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "year", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "number"], condition=~Q(number=""), name="basis_document_named_once"
            ),
        ]

    def __str__(self):
        return self.title


class PlanQuerySet(OfAllianceQuerySet):
    day = "decided_on"

    def newest(self):
        """Keep the newest version of each plan."""
        later = Plan.objects.filter(
            alliance=models.OuterRef("alliance"), kind=models.OuterRef("kind"), number__gt=models.OuterRef("number")
        ).filter(Q(school=models.OuterRef("school")) | Q(school=None, kind=Plan.Kind.JOINT))
        return self.filter(~models.Exists(later))


@history
class Plan(Record):
    """One version of a plan; never edited: a change is a new version.

    The joint one is confirmed by every member school (G5.0.2); each school's own development plan has a chapter on
    the alliance (G5.3.2.4).
    """

    class Kind(models.TextChoices):
        JOINT = "programme", _("Joint three-year plan")
        SCHOOL = "development_plan", _("Development plan of a school")

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="plans")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    school = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(pgettext_lazy("of a document", "title"), max_length=120)
    first_year = models.PositiveSmallIntegerField(_("first year"), validators=YEARS)
    chapter = models.TextField(_("chapter on the alliance"), max_length=5000, blank=True)
    indicators = models.TextField(_("indicators of each year"), max_length=3000, blank=True)
    file = models.FileField(_("file"), upload_to="alliances/plans/", blank=True)
    decided_on = models.DateField(_("drawn up on"))
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "kind", "school", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "kind", "school", "number"],
                nulls_distinct=False,
                name="version_of_an_alliance_plan_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="programme", school=None) | Q(kind="development_plan", school__isnull=False),
                name="development_plan_is_of_a_school",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_joint(self) -> bool:
        return self.kind == self.Kind.JOINT

    @property
    def last_year(self) -> int:
        return self.first_year + 2

    @property
    def holds_the_chapter(self) -> bool:
        """Tell whether the school's plan says what it does in the alliance (G5.3.2.4)."""
        return self.is_joint or bool(self.chapter.strip())


class PlanConfirmationQuerySet(OfAllianceQuerySet):
    alliance = "plan__alliance"


@history
class PlanConfirmation(models.Model):
    """The principal's yes of one member school to one version of the joint plan (G5.0.2)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="confirmations")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="confirmations")
    confirmed_on = models.DateField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = PlanConfirmationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "membership"], name="plan_confirmed_once_by_a_school")]

    def __str__(self):
        return f"{self.plan_id} {self.membership_id}"


class StepQuerySet(OfAllianceQuerySet):
    alliance = "membership__alliance"
    day = "on"


@history
class PreparationStep(Record):
    """What one school did in the preparation: its leaders met, or the first draft of its actions (G5.4.1.1–2)."""

    class Kind(models.TextChoices):
        MEETING = "preparation_meeting", _("Meeting of the school's leaders")
        DRAFT = "action_draft", _("First draft of project actions")

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="steps")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    on = models.DateField(pgettext_lazy("when", "day"))
    title = models.CharField(pgettext_lazy("of a document", "title"), max_length=120)
    text = models.TextField(_("what was agreed"), max_length=3000, blank=True)
    file = models.FileField(_("file"), upload_to="alliances/steps/", blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["membership", "on", "pk"]

    def __str__(self):
        return self.title
