"""Parents' mutual-aid societies, one per village and school, and their presidents (G1.3.2)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from core.history import history
from core.models import Record
from registry.models import Guardian
from schools.models import School, Village


class SocietyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the societies of schools whose communities the user sees, the ones led, and those of own groups."""
        from communities.models.groups import Community

        reach = Q(school__in=user.schools_with(Permission.COMMUNITY_VIEW))
        reach |= Q(pk__in=user.scopes_with(Permission.COMMUNITY_VIEW, Scope.SOCIETY))
        return self.filter(reach | Q(pk__in=Community.objects.within_reach_of(user).values("society")))

    def active(self):
        """Keep the societies that have not been dissolved."""
        return self.filter(dissolved_on=None)

    def led_by(self, user):
        """Keep the societies of which the user is president today."""
        return self.filter(pk__in=user.scopes_with(Permission.COMMUNITY_FORM, Scope.SOCIETY))


@history
class Society(Record):
    """A parents' mutual-aid society (家委会互助社) of one village at one school (G1.3.2.2)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="societies")
    village = models.ForeignKey(Village, models.PROTECT, related_name="societies", verbose_name=_("village"))
    founded_on = models.DateField(_("founded on"))
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)

    objects = SocietyQuerySet.as_manager()

    class Meta:
        verbose_name = _("mutual-aid society")
        verbose_name_plural = _("Mutual-aid societies")
        ordering = ["village__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "village"],
                condition=Q(dissolved_on=None),
                name="one_active_society_per_village_and_school",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(founded_on__lte=F("dissolved_on")),
                name="society_founded_before_its_end",
            ),
        ]

    def __str__(self):
        return pgettext("of a village", "Mutual-aid society of %(village)s") % {"village": self.village}


class OfSocietyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the rows of the societies that the user may see."""
        return self.filter(society__in=Society.objects.visible_to(user))

    def held_on(self, day):
        """Keep what is held on that day."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day)


@history
class SocietyPost(Record):
    """Who presides over a society, and how the members chose (G1.3.2.3); half-open [from_on, to_on)."""

    class Method(models.TextChoices):
        VOTE = "vote", _("Vote of the members")
        CONSENSUS = "consensus", _("Agreement without a vote")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    society = models.ForeignKey(Society, models.CASCADE, related_name="posts")
    guardian = models.ForeignKey(Guardian, models.PROTECT, related_name="society_posts", verbose_name=_("person"))
    chosen_on = models.DateField(_("chosen on"))
    method = models.CharField(_("how"), max_length=10, choices=Method)
    votes = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = OfSocietyQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["society"], condition=Q(to_on=None), name="exactly_one_president_per_society"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="presidency_begins_before_it_ends"
            ),
        ]

    def __str__(self):
        return f"{self.society_id} {self.guardian_id}"
