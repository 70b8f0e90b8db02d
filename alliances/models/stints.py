"""Staff exchange: who works at another school of the alliance, from when to when, and what came of it (G5.3.5)."""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Post, User
from accounts.permissions import Permission
from accounts.roles import Role
from alliances.models.alliances import Alliance, OfAllianceQuerySet
from core.history import history
from core.models import Record
from schools.models import School, Term


class StintQuerySet(OfAllianceQuerySet):
    day = "from_on"

    def visible_to(self, user):
        """Keep one's own, those from and to the schools that one acts for, and those of the alliances that one runs.

        The host reads an application once the home school has agreed to it.
        """
        return self.filter(_concerns(user) | Q(alliance__in=Alliance.objects.run_by(user)))

    def dated_for(self, user):
        """Keep agreed ones for the calendar of the person and of who acts for the two schools; a school that left has
        no new ones."""
        return super().visible_to(user).filter(_concerns(user), state__in=AGREED)

    def listed_to(self, user):
        """Keep those whose name, subject, kind and dates the user may read: agreed ones of the own alliances too."""
        return self.filter(
            Q(pk__in=self.model.objects.visible_to(user)) | Q(state__in=AGREED, pk__in=super().visible_to(user))
        )

    def agreed(self):
        """Keep what the alliance has approved: to come, under way, over."""
        return self.filter(state__in=AGREED)

    def begun(self):
        """Keep what has begun, and is under way or over."""
        return self.filter(state__in=BEGUN)

    def touching(self, from_on: date, to_on: date):
        """Keep what lies on any day of [from_on, to_on)."""
        return self.filter(from_on__lt=to_on, to_on__gt=from_on)

    def waiting_for(self, user):
        """Keep what the user is to decide: for the own school, then for the alliance; never the own application."""
        at_office = Q(state=Stint.State.SCHOOL_APPROVED, alliance__in=Alliance.objects.run_by(user))
        at_home = Q(pk__in=self.model.objects.filter(state=Stint.State.ASKED).of_home_of(user))
        return self.filter(at_home | at_office).exclude(person=user)

    def of_home_of(self, user):
        """Keep those for whose home school the user decides: its principal, and a vice-principal on the principal's."""
        deputy_at = [school for role, school, _scope in user.grants.posts if role == Role.VICE_PRINCIPAL]
        heads = Post.objects.held_on(timezone.localdate()).filter(role=Role.PRINCIPAL)
        of_head = Exists(heads.filter(user=OuterRef("person"), school=OuterRef("home")))
        decided = Q(home__in=user.schools_with(Permission.ALLIANCE_JOIN)) | Q(of_head, home__in=deputy_at)
        return self.filter(decided).exclude(person=user)

    def for_listing(self):
        """Load what a line shows."""
        return self.select_related("alliance__seat", "person", "home", "host", "school_by", "alliance_by")


@history
class Stint(Record):
    """One stay of a teacher or a leader at another school, half-open [from_on, to_on).

    `planned_from_on` and `planned_to_on` stay as they were asked for; `from_on` and `to_on` are the same until the
    person really begins and returns.
    """

    class Kind(models.TextChoices):
        TEACHER = "teacher", pgettext_lazy("on exchange", "Teacher")
        MANAGER = "manager", pgettext_lazy("on exchange", "Leader")

    class Backbone(models.TextChoices):
        NO = "", pgettext_lazy("on exchange", "No backbone teacher")
        BACKBONE = "backbone_teacher", _("Backbone teacher")
        CLASS_TEACHER = "excellent_class_teacher", _("Excellent class teacher")

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("a staff exchange", "Waits for the school")
        SCHOOL_APPROVED = "school_approved", pgettext_lazy("a staff exchange", "Waits for the alliance")
        APPROVED = "approved", pgettext_lazy("a staff exchange", "Approved")
        UNDER_WAY = "under_way", pgettext_lazy("a staff exchange", "Under way")
        RETURNED = "returned", pgettext_lazy("a staff exchange", "Returned")
        CERTIFIED = "certified", pgettext_lazy("a staff exchange", "Certified")
        REFUSED = "refused", pgettext_lazy("a staff exchange", "Refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("a staff exchange", "Withdrawn")

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="stints")
    person = models.ForeignKey(User, models.PROTECT, related_name="stints", verbose_name=_("person"))
    home = models.ForeignKey(School, models.PROTECT, related_name="stints_away", verbose_name=_("home school"))
    host = models.ForeignKey(School, models.PROTECT, related_name="stints_here", verbose_name=_("host school"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.TEACHER)
    backbone = models.CharField(_("backbone teacher"), max_length=24, choices=Backbone, default=Backbone.NO, blank=True)
    subject = models.CharField(_("subject"), max_length=40, blank=True)
    duties = models.CharField(_("duties"), max_length=200)
    planned_from_on = models.DateField(_("planned from"))
    planned_to_on = models.DateField(_("planned until"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.ASKED)
    why_not = models.CharField(_("why not"), max_length=200, blank=True)
    school_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    alliance_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = StintQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "pk"]
        indexes = [models.Index(fields=["alliance", "state", "from_on"], name="stint_by_alliance")]
        constraints = [
            models.CheckConstraint(condition=Q(from_on__lt=F("to_on")), name="stint_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(planned_from_on__lt=F("planned_to_on")), name="stint_is_planned_to_end_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(home=F("host")), name="stint_leads_to_another_school"),
            models.CheckConstraint(
                condition=(Q(school_by=None) | ~Q(school_by=F("person")))
                & (Q(alliance_by=None) | ~Q(alliance_by=F("person"))),
                name="nobody_approves_the_own_stint",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "under_way", "returned", "certified"])
                | Q(school_by__isnull=False, alliance_by__isnull=False),
                name="stint_is_approved_by_school_and_alliance",
            ),
            ExclusionConstraint(
                name="nobody_is_exchanged_to_two_schools_at_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (Func("from_on", "to_on", function="daterange", output_field=DateRangeField()), "&&"),
                ],
                condition=~Q(state__in=["refused", "withdrawn"]),
            ),
        ]

    def __str__(self):
        return f"{self.person} → {self.host}"

    @property
    def last_on(self) -> date:
        """The last day at the host school, for people, who count both ends."""
        return self.to_on - timedelta(days=1)

    @property
    def planned_last_on(self) -> date:
        return self.planned_to_on - timedelta(days=1)

    @property
    def is_open(self) -> bool:
        """Tell whether it can still be refused or withdrawn."""
        return self.state in (self.State.ASKED, self.State.SCHOOL_APPROVED, self.State.APPROVED)

    @property
    def has_begun(self) -> bool:
        return self.state in BEGUN

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.RETURNED, self.State.CERTIFIED)


def _concerns(user) -> Q:
    acts_for = user.schools_with(Permission.ALLIANCE_SCHOOL)
    return Q(person=user) | Q(home__in=acts_for) | Q(host__in=acts_for, school_by__isnull=False)


BEGUN = (Stint.State.UNDER_WAY, Stint.State.RETURNED, Stint.State.CERTIFIED)
AGREED = (Stint.State.APPROVED, *BEGUN)


class OfStintQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep what belongs to a stint that the user sees."""
        return self.filter(stint__in=Stint.objects.visible_to(user))


@history
class StintStep(models.Model):
    """One step of a stint: which state, who, when."""

    stint = models.ForeignKey(Stint, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=16, choices=Stint.State)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfStintQuerySet.as_manager()

    class Meta:
        ordering = ["stint", "pk"]

    def __str__(self):
        return f"{self.stint_id} {self.state}"


@history
class StintNote(Record):
    """The host school's note of one month; `month` is its first day."""

    stint = models.ForeignKey(Stint, models.CASCADE, related_name="notes")
    month = models.DateField(_("month"))
    text = models.TextField(_("note"), max_length=1000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfStintQuerySet.as_manager()

    class Meta:
        ordering = ["stint", "month"]
        constraints = [models.UniqueConstraint(fields=["stint", "month"], name="stint_noted_once_a_month")]

    def __str__(self):
        return f"{self.stint_id} {self.month}"


@history
class StintAssessment(Record):
    """How the host school judges the work of a term, and the raw rank in the selection of model teachers (G5.3.5.5)."""

    class Result(models.TextChoices):
        EXCELLENT = "excellent", pgettext_lazy("result of an exchange", "Excellent")
        GOOD = "good", pgettext_lazy("result of an exchange", "Good")
        PASSED = "passed", pgettext_lazy("result of an exchange", "Passed")
        FAILED = "failed", pgettext_lazy("result of an exchange", "Not passed")

    stint = models.ForeignKey(Stint, models.CASCADE, related_name="assessments")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("term"))
    on = models.DateField(_("day"))
    result = models.CharField(_("result"), max_length=10, choices=Result)
    words = models.CharField(_("in words"), max_length=400, blank=True)
    raw_rank = models.PositiveSmallIntegerField(_("rank without the exchange"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfStintQuerySet.as_manager()

    class Meta:
        ordering = ["stint", "on"]
        constraints = [
            models.UniqueConstraint(fields=["stint", "term"], name="stint_assessed_once_a_term"),
            models.CheckConstraint(condition=Q(raw_rank=None) | Q(raw_rank__gte=1), name="stint_ranks_begin_at_one"),
        ]

    def __str__(self):
        return f"{self.stint_id} {self.result}"


@history
class OutsideTraining(Record):
    """A training or study visit outside that the exchanged person was sent to first (G5.3.5.4)."""

    stint = models.ForeignKey(Stint, models.CASCADE, related_name="trainings")
    on = models.DateField(_("day"))
    title = models.CharField(_("what it was about"), max_length=100)
    place = models.CharField(_("place"), max_length=80)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfStintQuerySet.as_manager()

    class Meta:
        ordering = ["stint", "on", "pk"]

    def __str__(self):
        return self.title


@history
class StaffCount(models.Model):
    """How many work full time at a school on 1 September; the staff list does not say it (X-28, reading B)."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="+")
    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    school_year = models.PositiveSmallIntegerField(_("school year"))
    full_time = models.PositiveIntegerField(_("full-time staff at work on 1 September"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = OfAllianceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "school", "school_year"], name="full_time_staff_counted_once")
        ]

    def __str__(self):
        return f"{self.school_id} {self.school_year} {self.full_time}"
