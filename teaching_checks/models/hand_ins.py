"""What the office asks teachers to hand in by a day, and what each hands in (C4.1b, C4.3a, C4.3d, C3.3)."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from core.history import history
from core.models import Record
from registry.models import GroupMembership, Teacher, TeacherGroup
from schools.models import School, Term


class HandInCallQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the calls of schools whose inspections one plans, and those that ask oneself or one's group."""
        asked = HandIn.objects.filter(call=OuterRef("pk"))
        return self.filter(Q(school__in=user.schools_with(Permission.CHECK_MANAGE)) | Q(Exists(asked.visible_to(user))))

    def managed_by(self, user):
        """Keep the calls of schools whose inspections one plans."""
        return self.filter(school__in=user.schools_with(Permission.CHECK_MANAGE))


@history
class HandInCall(Record):
    """One thing asked of a set of teachers by a day. What is missing when it is closed stays missing."""

    class Kind(models.TextChoices):
        TEACHING_PLAN = "teaching_plan", _("Teaching plan")
        REVISION_PLAN = "revision_plan", _("Revision plan")
        WORK_SUMMARY = "work_summary", _("Work summary")
        SUBJECT_SUMMARY = "subject_summary", _("Subject summary")
        TEACHING_PAPER = "teaching_paper", _("Paper of the school year")
        OTHER = "other", _("Something else to hand in")

    class Audience(models.TextChoices):
        TEACHERS = "teachers", _("All teachers")
        GROUP = "group", _("One group")
        HEADS = "heads", _("Heads of research groups")

    PLANS = (Kind.TEACHING_PLAN, Kind.REVISION_PLAN)

    school = models.ForeignKey(School, models.CASCADE, related_name="hand_in_calls")
    term = models.ForeignKey(Term, models.PROTECT, related_name="hand_in_calls", verbose_name=_("term"))
    kind = models.CharField(_("what"), max_length=20, choices=Kind, default=Kind.TEACHING_PLAN)
    title = models.CharField(_("title"), max_length=60)
    audience = models.CharField(_("of whom"), max_length=10, choices=Audience, default=Audience.TEACHERS)
    group = models.ForeignKey(
        TeacherGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("group")
    )
    due_on = models.DateField(_("due on"))
    note = models.CharField(_("what it should hold"), max_length=300, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = HandInCallQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "-pk"]
        indexes = [models.Index(fields=["school", "term", "due_on"], name="hand_in_call_by_term")]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience="group", group__isnull=False) | (~Q(audience="group") & Q(group=None)),
                name="hand_in_call_names_its_group",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="hand_in_call_closed_by_someone",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def passes_head(self) -> bool:
        """Plans pass the head of the group first (C3.3); summaries and papers go to the office."""
        return self.kind in self.PLANS

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class HandInQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own, those of one's group as its head, and those of schools whose inspections one plans."""
        return self.filter(
            Q(person=user) | Q(school__in=user.schools_with(Permission.CHECK_MANAGE)) | Q(Exists(_led_by(user)))
        )

    def of(self, user):
        """Keep what is asked of the user."""
        return self.filter(person=user)

    def headed_by(self, user):
        """Keep what members of one's groups hand in, never the own."""
        return self.filter(Q(Exists(_led_by(user)))).exclude(person=user)

    def for_office(self, user):
        """Keep what one may check as the office, never the own."""
        return self.filter(school__in=user.schools_with(Permission.CHECK_MANAGE)).exclude(person=user)

    def missing(self):
        """Keep what is not handed in, or was sent back as not handed in at all, and is not excused."""
        return self.filter(handed_in_at=None).exclude(state=HandIn.State.EXCUSED)


@history(inserts=False)
class HandIn(Record):
    """What one teacher owes to a call. `handed_in_at` is when the first version that counts came (F-11).

    A plan passes the head (approved) and then the office (accepted); either may return it with a reason. Nobody
    decides on the own (C3.4, X-15).
    """

    class State(models.TextChoices):
        EXPECTED = "expected", _("Not handed in")
        HANDED_IN = "handed_in", _("Handed in")
        RETURNED = "returned", _("Returned")
        APPROVED = "approved", _("Approved by the head")
        ACCEPTED = "accepted", _("Checked by the office")
        EXCUSED = "excused", _("Excused")

    class Excuse(models.TextChoices):
        """The exceptions of C4.1a, and what the office accepts besides."""

        COURSE_NOT_ASSIGNED = "course_not_assigned", _("Course not assigned in the holiday")
        TEXTBOOK_MISSING = "textbook_missing", _("Textbook not arrived")
        OTHER = "other", _("Another reason")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    call = models.ForeignKey(HandInCall, models.CASCADE, related_name="hand_ins")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="hand_ins", verbose_name=_("teacher"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.EXPECTED)
    text = models.TextField(_("text"), blank=True)
    file = models.FileField(_("file"), upload_to="hand_ins/%Y/%m/", blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=0)
    handed_in_at = models.DateTimeField(_("handed in at"), null=True)
    renewed_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    returned_why = models.CharField(_("reason"), max_length=200, blank=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    excuse = models.CharField(_("reason"), max_length=20, choices=Excuse, blank=True)
    excuse_note = models.CharField(_("in words"), max_length=100, blank=True)

    objects = HandInQuerySet.as_manager()

    class Meta:
        ordering = ["call", "teacher__name_pinyin", "pk"]
        indexes = [models.Index(fields=["school", "person", "handed_in_at"], name="hand_in_by_person")]
        constraints = [
            models.UniqueConstraint(fields=["call", "teacher"], name="teacher_asked_once_by_a_call"),
            models.CheckConstraint(
                condition=Q(state__in=["expected", "returned", "excused"]) | Q(handed_in_at__isnull=False),
                name="hand_in_has_come_before_it_is_judged",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("person")), name="nobody_approves_the_own_hand_in"
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("person")), name="nobody_checks_the_own_hand_in"
            ),
            models.CheckConstraint(
                condition=(Q(state="excused") & ~Q(excuse="")) | (~Q(state="excused") & Q(excuse="")),
                name="hand_in_excused_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.call_id} {self.teacher_id}"

    @property
    def may_be_sent(self) -> bool:
        """Tell whether the teacher may hand in or replace it: until the office has checked it or closed the call."""
        return (
            self.state in (self.State.EXPECTED, self.State.HANDED_IN, self.State.RETURNED) and not self.call.is_closed
        )


def _led_by(user):
    groups = user.scopes_with(Permission.CHECK_GROUP, Scope.GROUP)
    return GroupMembership.objects.filter(teacher=OuterRef("teacher"), group__in=groups, to_on=None)
