"""Growth communities, who is in them, and the numbers a school sets for them (G1.3.3, G2.1)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from communities.models.societies import Society
from core.history import history
from core.models import Record
from registry.models import Enrolment, Guardian, SchoolClass, Student, Teacher
from schools.models import OfSchoolQuerySet, School


@history
class Limits(models.Model):
    """The numbers by which a school judges its communities; a row only where it differs (X-01, X-04, X-06)."""

    class Accompaniment(models.TextChoices):
        SINGLE = "single", _("One and the same parent the whole time")
        RELAY = "relay", _("Parents may take turns without a gap")

    school = models.OneToOneField(School, models.CASCADE, related_name="community_limits")
    students_min = models.PositiveSmallIntegerField(_("pupils, at least"))
    students_max = models.PositiveSmallIntegerField(_("pupils, at most"))
    parents_min = models.PositiveSmallIntegerField(_("parents, at least"))
    parents_max = models.PositiveSmallIntegerField(_("parents, at most"))
    advisers_min = models.PositiveSmallIntegerField(_("advisers, at least"))
    advisers_max = models.PositiveSmallIntegerField(_("advisers, at most"))
    adviser_groups_min = models.PositiveSmallIntegerField(_("communities per adviser, at least"))
    adviser_groups_max = models.PositiveSmallIntegerField(_("communities per adviser, at most"))
    accompaniment = models.CharField(_("accompanying"), max_length=8, choices=Accompaniment)
    tolerance_minutes = models.PositiveSmallIntegerField(_("minutes that may be missing at either end"))

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(students_min__lte=F("students_max"))
                & Q(parents_min__lte=F("parents_max"))
                & Q(advisers_min__lte=F("advisers_max"))
                & Q(adviser_groups_min__lte=F("adviser_groups_max")),
                name="limits_at_least_before_at_most",
            )
        ]

    def __str__(self):
        return f"{self.school_id}"


class CommunityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep what a post over a school, village, grade or class opens, and one's own communities.

        One's own are those that one's child is in or proposed for, that one is a parent of, or that one advises.
        """
        reach = Q(school__in=user.schools_with(Permission.COMMUNITY_VIEW))
        reach |= Q(society__in=user.scopes_with(Permission.COMMUNITY_VIEW, Scope.SOCIETY))
        return self.filter(reach | Q(pk__in=self.model.objects.within_reach_of(user).values("pk")))

    def within_reach_of(self, user):
        """Keep the communities that one is in oneself, and those with a pupil of one's class or grade."""
        memberships = Membership.objects.live()
        reach = Q(pk__in=memberships.of_user(user).values("community"))
        classes = user.scopes_with(Permission.COMMUNITY_VIEW, Scope.CLASS)
        grades = user.scopes_with(Permission.COMMUNITY_VIEW, Scope.GRADE)
        enrolled = Enrolment.objects.current()
        pupils = Q(student__in=enrolled.filter(school_class__in=classes).values("student")) if classes else None
        if grades:
            in_grades = SchoolClass.objects.in_grades(grades).values("pk")
            in_grade = Q(student__in=enrolled.filter(school_class__in=in_grades).values("student"))
            pupils = in_grade if pupils is None else pupils | in_grade
        if pupils is not None:
            reach |= Q(pk__in=memberships.filter(pupils).values("community"))
        return self.filter(reach)

    def formed_by(self, user):
        """Keep the communities whose members the user puts together: those of the society that one presides over."""
        return self.filter(society__in=user.scopes_with(Permission.COMMUNITY_FORM, Scope.SOCIETY))

    def rota_edited_by(self, user):
        """Keep the communities whose rota the user files: as president of the society, or as parent leader."""
        leads = Membership.objects.live().filter(kind=Membership.Kind.PARENT, is_leader=True, guardian__user=user)
        societies = user.scopes_with(Permission.ROTA_EDIT, Scope.SOCIETY)
        return self.filter(Q(society__in=societies) | Q(pk__in=leads.values("community")))

    def active(self):
        """Keep the approved communities that have not ended."""
        return self.filter(state=Community.State.APPROVED)

    def existing(self):
        """Keep drafts and approved communities."""
        return self.exclude(state=Community.State.DISSOLVED)


@history
class Community(Record):
    """An out-of-school growth community (校外成长共同体) of one village's pupils (G1.2.1, G1.3.3)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being formed")
        APPROVED = "approved", _("Approved")
        DISSOLVED = "dissolved", _("Dissolved")

    school = models.ForeignKey(School, models.CASCADE, related_name="communities")
    society = models.ForeignKey(Society, models.PROTECT, related_name="communities", verbose_name=_("society"))
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=40)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    override_reason = models.CharField(
        _("reason for the exception"), max_length=200, blank=True, help_text="Why it was approved against a finding."
    )
    dissolved_on = models.DateField(null=True, blank=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["school", "state"], name="community_by_school")]
        constraints = [
            models.UniqueConstraint(
                fields=["society", "name"],
                condition=~Q(state="dissolved"),
                name="community_name_once_per_society",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approved_community_says_by_whom",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_active(self) -> bool:
        return self.state == self.State.APPROVED


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the members of the communities that the user may see."""
        return self.filter(community__in=Community.objects.visible_to(user))

    def live(self):
        """Keep whoever is proposed, has agreed or is confirmed: not those who declined or left."""
        return self.filter(state__in=Membership.LIVE)

    def agreed(self):
        """Keep whoever has agreed, confirmed or not yet."""
        return self.filter(state__in=(Membership.State.AGREED, Membership.State.CONFIRMED))

    def of_user(self, user):
        """Keep the memberships of the user: as a parent, as an adviser, and those of the own children."""
        memberships = self.model.objects.order_by().values("pk")
        own = memberships.filter(guardian__user=user)
        advised = memberships.filter(teacher__user=user)
        children = {"student__guardianships__guardian__user": user, "student__guardianships__is_barred": False}
        # A union, for each of its parts finds its rows by an index; "or" would read the memberships of all schools.
        return self.filter(pk__in=own.union(advised, memberships.filter(**children)))

    def pupils(self):
        return self.filter(kind=Membership.Kind.PUPIL)

    def parents(self):
        return self.filter(kind=Membership.Kind.PARENT)

    def advisers(self):
        return self.filter(kind=Membership.Kind.ADVISER)


@history
class Membership(Record):
    """A pupil, a parent or an adviser in a community: proposed → agreed → confirmed → left (G1.2.5, G2.1.4).

    Nobody is in a community without consent: a guardian answers for a pupil, parents and advisers for themselves.
    Confirmed at the approval of the community, or at once in an approved one.
    """

    class Kind(models.TextChoices):
        PUPIL = "pupil", _("Pupil")
        PARENT = "parent", _("Parent")
        ADVISER = "adviser", _("Adviser")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Has agreed")
        CONFIRMED = "confirmed", _("Member")
        DECLINED = "declined", _("Not wished")
        LEFT = "left", _("Left")

    LIVE = (State.PROPOSED, State.AGREED, State.CONFIRMED)

    class LeaderMethod(models.TextChoices):
        CHOSEN = "chosen", _("Chosen by the members")
        APPOINTED = "appointed", _("Appointed by the society")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, models.CASCADE, related_name="memberships")
    kind = models.CharField(_("as"), max_length=8, choices=Kind)
    student = models.ForeignKey(
        Student, models.CASCADE, null=True, blank=True, related_name="memberships", verbose_name=_("pupil")
    )
    guardian = models.ForeignKey(
        Guardian, models.CASCADE, null=True, blank=True, related_name="memberships", verbose_name=_("parent")
    )
    teacher = models.ForeignKey(
        Teacher, models.CASCADE, null=True, blank=True, related_name="memberships", verbose_name=_("adviser")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    left_on = models.DateField(null=True, blank=True)
    is_leader = models.BooleanField(_("leader"), default=False)
    leader_method = models.CharField(_("how"), max_length=10, choices=LeaderMethod, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        indexes = [
            models.Index(fields=["school", "kind", "state"], name="membership_by_school"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="pupil", student__isnull=False, guardian=None, teacher=None)
                | Q(kind="parent", student=None, guardian__isnull=False, teacher=None)
                | Q(kind="adviser", student=None, guardian=None, teacher__isnull=False),
                name="membership_is_of_one_person",
            ),
            models.UniqueConstraint(
                fields=["student"],
                condition=Q(state__in=["agreed", "confirmed"]),
                name="pupil_in_one_community_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["community", "student"],
                condition=Q(state__in=["proposed", "agreed", "confirmed"]),
                name="pupil_once_in_a_community",
            ),
            models.UniqueConstraint(
                fields=["community", "guardian"],
                condition=Q(state__in=["proposed", "agreed", "confirmed"]),
                name="parent_once_in_a_community",
            ),
            models.UniqueConstraint(
                fields=["community", "teacher"],
                condition=Q(state__in=["proposed", "agreed", "confirmed"]),
                name="adviser_once_in_a_community",
            ),
            models.UniqueConstraint(
                fields=["community", "kind"],
                condition=Q(is_leader=True),
                name="one_leader_of_each_kind_per_community",
            ),
            models.CheckConstraint(
                condition=Q(is_leader=False) | Q(kind__in=["pupil", "parent"], state__in=["agreed", "confirmed"]),
                name="leader_is_a_member_who_agreed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "left"]) | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="nobody_is_a_member_without_an_answer",
            ),
        ]

    def __str__(self):
        return str(self.person)

    @property
    def person(self):
        """The pupil, the guardian or the teacher."""
        return self.student or self.guardian or self.teacher
