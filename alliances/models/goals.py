"""Goals of the years of an alliance, and what proves them (G5.1.2.1–3)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from alliances.models.alliances import Alliance, OfAllianceQuerySet
from core.history import history
from core.models import Record
from rulebook.documents import loading
from rulebook.documents.schema import Words


@history
class YearGoal(Record):
    """A goal of one of three years: an item of the scheme (`code`, "G5-H04.goals:large_event") or the alliance's own.

    It is open, under way once there is a proof, done when the alliance's office says so; `why_unmet` is the office's
    word on a goal that is late.
    """

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="year_goals")
    year = models.PositiveSmallIntegerField(
        _("year of the programme"), validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    code = models.CharField(max_length=60, blank=True, editable=False)
    text = models.CharField(pgettext_lazy("what shall be reached", "goal"), max_length=200, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    why_unmet = models.CharField(_("why it is not reached"), max_length=300, blank=True)

    objects = OfAllianceQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "code"], condition=~Q(code=""), name="goal_of_a_scheme_once"),
            models.CheckConstraint(condition=~Q(code="", text=""), name="year_goal_says_what"),
            models.CheckConstraint(condition=Q(year__gte=1, year__lte=3), name="year_goal_in_three_years"),
        ]

    def __str__(self):
        return self.text or str(self.words)

    @property
    def words(self):
        """The words of the scheme, in the reader's language; "" for an own goal."""
        name, _colon, code = self.code.partition(":")
        items = loading.document(self.alliance.document).items[name].data["items"] if name else ()
        return next((Words(zh=item["zh"], en=item["en"]) for item in items if item["code"] == code), "")

    @property
    def subject(self) -> str:
        """The key by which obligations name the goal."""
        return f"item:{self.code}"


class GoalProofQuerySet(OfAllianceQuerySet):
    alliance = "goal__alliance"
    day = "on"


@history
class GoalProof(Record):
    """Something that shows how a goal was worked for: a note, and a file where there is one."""

    goal = models.ForeignKey(YearGoal, models.CASCADE, related_name="proofs")
    on = models.DateField(pgettext_lazy("when", "day"))
    text = models.CharField(pgettext_lazy("for a goal", "what was done"), max_length=500)
    file = models.FileField(_("file"), upload_to="alliances/goals/", blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = GoalProofQuerySet.as_manager()

    class Meta:
        ordering = ["goal", "on", "pk"]

    def __str__(self):
        return self.text
