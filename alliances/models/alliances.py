"""Alliances of schools and their members (G4.0.1, G4.4.3, G5.0.1).

Everything in this app belongs to an alliance and is read by the staff of its schools. No row names a pupil: pupils'
data stays inside its school.
"""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from core.history import history
from core.models import Record
from schools.models import District, School


class AllianceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the alliances in which a school of the user is or was; those that the user runs or has founded."""
        mine = Membership.objects.accepted().filter(school__in=user.schools_where(Permission.ALLIANCE_VIEW))
        in_office = _named(user, Permission.ALLIANCE_VIEW) | _bound(user) | Q(founded_by=user)
        return self.filter(Q(Exists(mine.filter(alliance=OuterRef("pk")))) | in_office)

    def run_by(self, user):
        """Keep the alliances whose office or head the user is, by name or by the post the seat is bound to."""
        return self.filter(_named(user, Permission.ALLIANCE_RUN) | _bound(user))

    def overseen_by(self, user):
        """Keep the alliances of the districts that the user is an officer of: sums, no persons."""
        return self.filter(district__in=user.scopes_with(Permission.DISTRICT_VIEW, Scope.DISTRICT))

    def founded_on(self, day: date):
        """Keep those that stand on that day."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day)


def _named(user, permission: Permission) -> Q:
    return Q(pk__in=user.scopes_with(permission, Scope.ALLIANCE))


def _bound(user) -> Q:
    """Keep where a running seat is bound to a post that the user holds at that school today."""
    from alliances.models.bodies import Seat

    held = [(role, school) for role, school, _scope in user.grants.posts if school]
    bound = Q(pk__in=[])
    for role, school in held:
        bound |= Q(bound_role=role, school=school)
    seats = Seat.objects.running().held_on(timezone.localdate()).filter(bound, body__alliance=OuterRef("pk"))
    return Q(Exists(seats))


@history
class Alliance(Record):
    """Several schools that carry out one scheme together, half-open [from_on, to_on).

    `document` is the scheme (G4: with a council and a secretary; G5: around a core school). `seat` is the school
    where its office is: what the alliance as a whole owes stands on that school's board.
    """

    class Kind(models.TextChoices):
        BALANCED = "G4", _("Balanced development, with a council")
        CORE = "G5", _("Around a core school")

    class Level(models.TextChoices):
        COUNTY = "county", _("County")
        TOWNSHIP = "township", _("Township or sub-district")
        CITY = "city", _("City")

    district = models.ForeignKey(District, models.PROTECT, related_name="alliances", verbose_name=_("district"))
    document = models.CharField(_("scheme"), max_length=4, choices=Kind)
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=80)
    ordinal = models.PositiveSmallIntegerField(_("which one of the county"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.COUNTY)
    seat = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school of its office"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)
    founded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    founded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AllianceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="alliance_begins_first"),
            models.UniqueConstraint(
                fields=["district", "name"], condition=Q(to_on=None), name="alliance_named_once_in_a_district"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def has_core(self) -> bool:
        """Tell whether the scheme wants exactly one core school (G5.0.1)."""
        return self.document == self.Kind.CORE


class OfAllianceQuerySet(models.QuerySet):
    """Rows of an alliance. `day` names the column that says when it happened; "" where it has none."""

    day = ""
    alliance = "alliance"

    def visible_to(self, user):
        """Keep what a school of the user shares in: all of the time before it left, nothing new after.

        Who stayed until the alliance itself ended reads everything of it on.
        """
        mine = Membership.objects.accepted().filter(
            school__in=user.schools_where(Permission.ALLIANCE_VIEW), alliance=OuterRef(self.alliance)
        )
        in_time = Q(to_on=None) | Q(to_on__gte=F("alliance__to_on"))
        in_time |= Q(to_on__gt=OuterRef(self.day) if self.day else timezone.localdate())
        named = user.scopes_with(Permission.ALLIANCE_VIEW, Scope.ALLIANCE)
        return self.filter(Q(Exists(mine.filter(in_time))) | Q(**{f"{self.alliance}__in": named}))

    def run_by(self, user):
        """Keep the rows of the alliances that the user runs."""
        return self.filter(**{f"{self.alliance}__in": Alliance.objects.run_by(user)})


class MembershipQuerySet(OfAllianceQuerySet):
    def visible_to(self, user):
        """Keep the members of the alliances that the user sees, and what the own school is asked to join."""
        own = Q(school__in=user.schools_with(Permission.ALLIANCE_JOIN))
        return self.filter(Q(alliance__in=Alliance.objects.visible_to(user)) | own)

    def accepted(self):
        """Keep the schools that agreed to be members, those that have left too."""
        return self.filter(accepted_at__isnull=False)

    def current(self, day: date | None = None):
        """Keep the schools that are members on that day (today)."""
        day = day or timezone.localdate()
        return self.accepted().filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day)

    def spoken_for_by(self, user):
        """Keep the members for whose school the user acts in alliances: leaders and the office."""
        return self.accepted().filter(school__in=user.schools_with(Permission.ALLIANCE_SCHOOL))

    def decided_by(self, user):
        """Keep those of the schools whose principal the user is: who joins, confirms, approves and leaves."""
        return self.filter(school__in=user.schools_with(Permission.ALLIANCE_JOIN))


@history
class Membership(Record):
    """A school in an alliance, half-open [from_on, to_on); asked first, a member once its principal has accepted."""

    class Part(models.TextChoices):
        CORE = "core", _("Core school")
        MEMBER = "member", _("Member school")

    class Place(models.TextChoices):
        COUNTY = "county_school", _("School of the county town")
        RURAL = "rural_joint_school", _("Rural joint school")
        OTHER = "", _("Other school")

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="memberships")
    document = models.CharField(max_length=4, editable=False, help_text="The alliance's, for the constraint.")
    school = models.ForeignKey(School, models.PROTECT, related_name="alliance_memberships", verbose_name=_("school"))
    part = models.CharField(_("part"), max_length=8, choices=Part, default=Part.MEMBER)
    place = models.CharField(_("kind of school"), max_length=20, choices=Place, default=Place.OTHER, blank=True)
    is_assisted = models.BooleanField(_("assisted school"), default=False)
    website = models.URLField(_("address of the school's website"), blank=True)  # G4.4.4b
    website_since = models.DateField(null=True, editable=False)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)
    left_why = models.CharField(_("why it leaves"), max_length=200, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "part", "from_on", "pk"]
        indexes = [models.Index(fields=["school", "alliance"], name="alliance_member_by_school")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="alliance_member_begins_first"
            ),
            models.CheckConstraint(
                condition=Q(website="", website_since=None) | (~Q(website="") & Q(website_since__isnull=False)),
                name="website_since_a_day",
            ),
            models.UniqueConstraint(
                fields=["alliance"],
                condition=Q(part="core", to_on=None, accepted_at__isnull=False),
                name="one_core_school_of_an_alliance",
            ),
            models.UniqueConstraint(
                fields=["alliance", "school"], condition=Q(to_on=None), name="school_in_an_alliance_once"
            ),
            # A school is in one alliance of a kind at a time.
            ExclusionConstraint(
                name="school_in_one_alliance_of_a_kind",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    ("document", RangeOperators.EQUAL),
                    (Func("from_on", "to_on", function="daterange", output_field=DateRangeField()), "&&"),
                ],
                condition=Q(accepted_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.alliance} · {self.school}"

    @property
    def subject(self) -> str:
        """The key of this school in the alliance, as obligations and records name it."""
        return f"alliance_school:{self.pk}"
