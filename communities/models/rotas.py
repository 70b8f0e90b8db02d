"""Duty rotas: what is needed (pattern, slots), who does it (assignments), and how it changes hands (G1.3.4.V2, P2)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.models.groups import Community
from communities.models.venues import OfCommunityQuerySet, Venue
from core.history import history
from core.models import Record
from registry.models import Guardian
from schools.models import School


class MomentRange(Func):
    """The half-open range [from, to) of two moments."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class DutyKind(models.TextChoices):
    """The duties of G1.3.3.7 and G1.3.4.V2–V3."""

    ESCORT_MORNING = "morning", _("Escort to school")
    ESCORT_EVENING = "evening", _("Escort from school")
    HOMEWORK = "homework", _("Homework place")
    WEEKEND = "weekend", _("Weekend")
    HOLIDAY = "holiday", _("Holiday")


def hours_between(starts_at, ends_at) -> str:
    """Write two moments of a day as people read them: 17:00–18:30."""
    return f"{timezone.localtime(starts_at):%H:%M}–{timezone.localtime(ends_at):%H:%M}"


# Sessions in which pupils are together at a place; escorts are on the way.
SESSIONS = (DutyKind.HOMEWORK, DutyKind.WEEKEND, DutyKind.HOLIDAY)


class OfRotaQuerySet(OfCommunityQuerySet):
    def edited_by(self, user):
        """Keep the rows of the communities whose rota the user files."""
        return self.filter(community__in=Community.objects.rota_edited_by(user))


@history
class SlotPattern(Record):
    """What repeats: a duty on certain weekdays at certain hours. The calendar decides on which days it falls (F-20).

    Escorts and homework fall on school days (a make-up day follows the weekday that it replaces), weekend duty on
    free Saturdays and Sundays, holiday duty on public holidays and in vacations.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, models.CASCADE, related_name="patterns")
    kind = models.CharField(_("duty"), max_length=10, choices=DutyKind)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("weekdays"))
    starts_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("until"))
    needed = models.PositiveSmallIntegerField(_("parents needed"), default=1)
    venue = models.ForeignKey(Venue, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("place"))

    objects = OfRotaQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="pattern_begins_before_it_ends"),
            models.CheckConstraint(condition=Q(needed__range=(1, 8)), name="pattern_needs_one_to_eight"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.starts_at:%H:%M}"

    @property
    def weekday_names(self) -> list[str]:
        return [str(WEEKDAYS_ABBR[number - 1]) for number in sorted(self.weekdays)]


class RotaQuerySet(OfRotaQuerySet):
    def visible_to(self, user):
        """Keep the filed rotas of communities that the user sees, and drafts where the user files them."""
        is_draft = Q(state=Rota.State.DRAFT)
        own = Q(community__in=Community.objects.rota_edited_by(user))
        return super().visible_to(user).filter(~is_draft | own)


@history
class Rota(Record):
    """The duty rota of a community for some weeks; drafts are the leaders' own, a filed one is everybody's."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        FILED = "filed", _("Filed")

    school = models.ForeignKey(School, models.CASCADE, related_name="rotas")
    community = models.ForeignKey(Community, models.CASCADE, related_name="rotas")
    from_on = models.DateField(_("first day"))
    to_on = models.DateField(_("last day"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RotaQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(condition=Q(from_on__lte=F("to_on")), name="rota_days_in_order"),
            ExclusionConstraint(
                name="rotas_of_a_community_do_not_overlap",
                expressions=[
                    ("community", RangeOperators.EQUAL),
                    (
                        Func("from_on", "to_on", models.Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.from_on}–{self.to_on}"

    @property
    def is_filed(self) -> bool:
        return self.state == self.State.FILED


class SlotQuerySet(OfRotaQuerySet):
    def held(self):
        """Keep the slots that have not been cancelled."""
        return self.filter(cancelled_at=None)

    def filed(self):
        """Keep what stands in a filed rota."""
        return self.filter(rota__state=Rota.State.FILED)


@history
class Slot(Record):
    """One duty on one day, apart from who does it: kind, hours, place, how many parents it needs."""

    school = models.ForeignKey(School, models.CASCADE, related_name="slots")
    community = models.ForeignKey(Community, models.CASCADE, related_name="slots")
    rota = models.ForeignKey(Rota, models.CASCADE, related_name="slots")
    kind = models.CharField(_("duty"), max_length=10, choices=DutyKind)
    on = models.DateField(_("day"))
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    needed = models.PositiveSmallIntegerField(_("parents needed"), default=1)
    venue = models.ForeignKey(
        Venue, models.SET_NULL, null=True, blank=True, related_name="slots", verbose_name=_("place")
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=10, blank=True, help_text="holiday, venue, leader …")

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "kind", "pk"]
        indexes = [
            models.Index(fields=["school", "on"], name="slot_by_school_and_day"),
            models.Index(fields=["community", "on"], name="slot_by_community_and_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="slot_begins_before_it_ends"),
            models.CheckConstraint(condition=Q(needed__range=(1, 8)), name="slot_needs_one_to_eight"),
            models.UniqueConstraint(
                fields=["community", "kind", "starts_at"],
                condition=Q(cancelled_at=None),
                name="slot_once_per_kind_and_beginning",
            ),
        ]

    def __str__(self):
        return f"{self.on} {self.get_kind_display()}"

    @property
    def is_session(self) -> bool:
        """Tell whether pupils are together at a place, so that attendance is taken."""
        return self.kind in SESSIONS

    @property
    def hours(self) -> str:
        """The hours as people read them: 17:00–18:30."""
        return hours_between(self.starts_at, self.ends_at)


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the duties in communities that the user may see."""
        return self.filter(slot__community__in=Community.objects.visible_to(user))

    def of_user(self, user):
        """Keep the user's own duties."""
        return self.filter(guardian__user=user)

    def live(self):
        """Keep the duties that count: planned, asked or accepted."""
        return self.filter(state__in=Assignment.LIVE)


@history
class Assignment(Record):
    """One parent on one seat of a slot (G1.3.4.P2). Voluntary: declining asks no reason and leaves no list (L-06).

    A seat (1 … needed) has one owner at a time; who gives it away keeps a released row, the taker has a new one.
    The hours are the slot's, or part of them where parents take turns (X-06).
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Free again")
        RELEASED = "released", _("Given away")

    LIVE = (State.PLANNED, State.ASKED, State.ACCEPTED)

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="assignments")
    seat = models.PositiveSmallIntegerField(default=1)
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="duties", verbose_name=_("parent"))
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    checked_in_at = models.DateTimeField(_("came at"), null=True, blank=True)
    checked_out_at = models.DateTimeField(_("left at"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "seat"]
        indexes = [models.Index(fields=["guardian", "starts_at"], name="duty_by_parent")]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "seat"],
                condition=Q(state__in=["planned", "asked", "accepted"]),
                name="one_parent_per_seat",
            ),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="duty_begins_before_it_ends"),
            models.CheckConstraint(
                condition=Q(checked_out_at=None)
                | Q(checked_in_at__isnull=False, checked_in_at__lte=F("checked_out_at")),
                name="nobody_leaves_before_coming",
            ),
            ExclusionConstraint(
                name="a_parent_is_in_one_place_at_a_time",
                expressions=[
                    ("guardian", RangeOperators.EQUAL),
                    (MomentRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["planned", "asked", "accepted"]),
            ),
        ]

    def __str__(self):
        return f"{self.slot_id} {self.guardian_id} {self.state}"

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    @property
    def hours(self) -> str:
        """The parent's own hours, which may be part of the slot's."""
        return hours_between(self.starts_at, self.ends_at)


class UnavailabilityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the user's own entries, and those of parents in communities whose rota the user files."""
        from communities.models.groups import Membership

        parents = Membership.objects.live().parents().filter(community__in=Community.objects.rota_edited_by(user))
        return self.filter(Q(guardian__user=user) | Q(guardian__in=parents.values("guardian")))


@history
class Unavailability(Record):
    """Days on which a parent takes no duty; no reason is asked (L-06). Both ends included."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="unavailabilities")
    from_on = models.DateField(_("first day"))
    to_on = models.DateField(_("last day"), null=True, blank=True)
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name=_("only on these weekdays")
    )

    objects = UnavailabilityQuerySet.as_manager()

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="unavailable_days_in_order"
            )
        ]

    def __str__(self):
        return f"{self.guardian_id} {self.from_on}–{self.to_on or ''}"


class SwapQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the offers in communities that the user may see."""
        return self.filter(assignment__slot__community__in=Community.objects.visible_to(user))

    def open(self):
        """Keep the offers that wait for a taker."""
        return self.filter(state=Swap.State.OPEN)


@history
class Swap(Record):
    """A duty that its owner offers to the other parents of the community: open → taken | withdrawn.

    The owner keeps the duty until another parent takes it; the leader sees both.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Offered")
        TAKEN = "taken", _("Taken")
        WITHDRAWN = "withdrawn", _("Taken back")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="swaps")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    offered_at = models.DateTimeField()
    taken_by = models.ForeignKey(Guardian, models.CASCADE, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SwapQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state__in=["open", "taken"]), name="one_offer_and_one_taker_per_duty"
            ),
            models.CheckConstraint(
                condition=Q(state="taken", taken_by__isnull=False) | (~Q(state="taken") & Q(taken_by=None)),
                name="taken_offer_has_a_taker",
            ),
        ]

    def __str__(self):
        return f"{self.assignment_id} {self.state}"


class RotaStep(models.Model):
    """One step of filling a rota, kept so that it can be undone: who stood on which seat before and after.

    `changes` is a list of {slot, seat, before, after, hours}: ids of slots and guardians, null for an empty seat;
    hours are [from, until] of the one before when they were only part of the slot's, else null.
    """

    rota = models.ForeignKey(Rota, models.CASCADE, related_name="steps")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    what = models.CharField(max_length=12, help_text="assign, fill, copy")
    changes = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.rota_id} {self.what}"
