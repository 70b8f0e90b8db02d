"""What the steering group saw on the spot (G5.5.1), and who was commended (G5.4.3)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from alliances.models.alliances import Alliance, OfAllianceQuerySet
from alliances.models.bodies import Body, Seat
from core.history import history
from core.models import Record
from schools.models import School


def steered_by(user):
    """Give the alliances whose steering group the user sits in, by name or by a post, and those the user runs."""
    bound = Q(person=user)
    for role, school, _scope in user.grants.posts:
        if school:
            bound |= Q(bound_role=role, school=school)
    seats = Seat.objects.held_on(timezone.localdate()).filter(bound, body__kind=Body.Kind.STEERING_GROUP)
    return Alliance.objects.filter(
        Q(pk__in=seats.values("body__alliance")) | Q(pk__in=Alliance.objects.run_by(user).values("pk"))
    )


class SpotCheckQuerySet(OfAllianceQuerySet):
    day = "on"

    def steered_by(self, user):
        """Keep those of the alliances that the user steers or runs."""
        return self.filter(alliance__in=steered_by(user))


@history
class SpotCheck(Record):
    """An irregular look at one school: what was seen, problems, the solution, and whether it was followed up."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="spot_checks")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    on = models.DateField(_("day"))
    who = models.CharField(_("who looked"), max_length=120)
    seen = models.TextField(_("what was seen"), max_length=2000)
    problems = models.TextField(_("problems"), max_length=2000, blank=True)
    solution = models.TextField(_("solution"), max_length=2000, blank=True)
    followed_on = models.DateField(_("followed up on"), null=True, blank=True)
    followed_note = models.TextField(_("how it stands now"), max_length=2000, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SpotCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["alliance", "on"], name="alliance_spot_check_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(followed_on=None) | Q(followed_on__gte=models.F("on")),
                name="alliance_spot_check_followed_after",
            ),
            models.CheckConstraint(
                condition=Q(solution="") | ~Q(problems=""), name="alliance_spot_check_solves_a_problem"
            ),
        ]

    def __str__(self):
        return f"{self.school} {self.on}"

    @property
    def is_open(self) -> bool:
        """Tell whether a problem waits for somebody to look whether it is solved."""
        return bool(self.problems) and self.followed_on is None


class CommendationQuerySet(OfAllianceQuerySet):
    day = "on"


@history
class Commendation(Record):
    """A school, or one of its staff, commended in June or December."""

    class Occasion(models.TextChoices):
        JUNE = "june", pgettext_lazy("commendation", "June")
        DECEMBER = "december", pgettext_lazy("commendation", "December")

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="commendations")
    occasion = models.CharField(pgettext_lazy("commendation", "occasion"), max_length=8, choices=Occasion)
    on = models.DateField(_("day"))
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person"))
    reason = models.CharField(_("for what"), max_length=300)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = CommendationQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["alliance", "on"], name="alliance_commendation_by_day")]

    def __str__(self):
        return f"{self.school} {self.on}"
