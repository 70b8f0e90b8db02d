"""Where communities meet: homes whose parents agreed, activity venues, the school (G1.3.4.S3, G2.3.1, F-04)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from communities.models.groups import Community
from core.history import history
from core.models import Record
from registry.models import Guardian
from schools.models import School


class OfCommunityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the rows of the communities that the user may see."""
        return self.filter(community__in=Community.objects.visible_to(user))


@history
class Venue(Record):
    """A place where a community meets. A home bears its host's name; no address is kept (L-05)."""

    class Kind(models.TextChoices):
        HOME = "home", _("A family's home")
        MINORS_VENUE = "minors_venue", _("Activity venue for minors")
        PRACTICE_BASE = "practice_base", _("Youth practice base")
        SCHOOL = "school", _("School")

    school = models.ForeignKey(School, models.CASCADE, related_name="venues")
    community = models.ForeignKey(Community, models.CASCADE, related_name="venues")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=60)
    host = models.ForeignKey(
        Guardian, models.CASCADE, null=True, blank=True, related_name="venues", verbose_name=_("host")
    )
    is_closed = models.BooleanField(_("no longer used"), default=False)

    objects = OfCommunityQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="home", host__isnull=False) | (~Q(kind="home") & Q(host=None)),
                name="a_home_and_only_a_home_has_a_host",
            ),
            models.UniqueConstraint(
                fields=["community", "host"], condition=Q(host__isnull=False), name="one_home_per_host_and_community"
            ),
        ]

    def __str__(self):
        return self.name


class OfVenueQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the rows of the venues of communities that the user may see."""
        return self.filter(venue__community__in=Community.objects.visible_to(user))


@history
class VenueConsent(Record):
    """The host's word that the home may be used and that somebody is in (F-04): asked → given | refused → withdrawn.

    Recurring consents name weekdays (1 is Monday) and hours over [from_on, to_on]; one for once names a single day.
    """

    class Scope(models.TextChoices):
        ONCE = "once", _("Once")
        RECURRING = "recurring", _("Regularly")

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        GIVEN = "given", _("Agreed")
        REFUSED = "refused", _("Not wished")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="consents")
    scope = models.CharField(_("how often"), max_length=10, choices=Scope, default=Scope.RECURRING)
    from_on = models.DateField(_("first day"))
    to_on = models.DateField(_("last day"))
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name=_("weekdays"))
    starts_at = models.TimeField(_("at home from"))
    ends_at = models.TimeField(_("at home until"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = OfVenueQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(condition=Q(from_on__lte=F("to_on")), name="venue_consent_days_in_order"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="venue_consent_hours_in_order"),
            models.CheckConstraint(
                condition=~Q(scope="once") | Q(from_on=F("to_on")), name="venue_consent_for_once_is_one_day"
            ),
        ]

    def __str__(self):
        return f"{self.venue_id} {self.state}"
