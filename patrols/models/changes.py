"""A change of a lesson on one day: asked by a teacher, agreed by the colleague, decided by the office (C2.2.3)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from registry.models import Room, Teacher, TimetableSlot
from registry.models.timetable import LAST_PERIOD
from schools.models import School


class ChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own, those that ask oneself, and those of the schools where one decides."""
        decides_in = user.schools_with(Permission.LESSON_CHANGE_DECIDE)
        return self.filter(Q(asked_by=user) | Q(colleague__user=user) | Q(school__in=decides_in))

    def of(self, user):
        """Keep what the user asked for or is asked for."""
        return self.filter(Q(asked_by=user) | Q(colleague__user=user))

    def to_decide(self):
        """Keep what waits for the office."""
        return self.filter(state=LessonChange.State.AGREED)

    def live(self):
        """Keep what is neither refused nor taken back."""
        return self.filter(state__in=LIVE)

    def for_listing(self):
        """Load what a line shows."""
        return self.select_related(
            "school", "slot__subject", "slot__school_class", "slot__term", "slot__school", "slot__teacher",
            "other_slot__subject", "other_slot__school", "other_slot__term", "other_slot__teacher", "other_slot__room",
            "slot__room", "other_slot__school_class", "colleague__user", "teacher__user", "room", "asked_by",
            "decided_by",
        )  # fmt: skip


@history
class LessonChange(Record):
    """One lesson (slot, on) that a teacher asks to change.

    A swap names a lesson of the colleague (other_slot, other_on) in the same class; a move says to when; a
    substitution names the colleague who teaches instead. `together` marks what an approved swap or move did to the
    timetable.
    """

    class Kind(models.TextChoices):
        SWAP = "swap", _("Swap with a colleague")
        MOVE = "move", _("Move to a free period")
        SUBSTITUTE = "substitute", _("A colleague teaches instead")

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for the colleague")
        AGREED = "agreed", _("Waits for the office")
        APPROVED = "approved", pgettext_lazy("a lesson change", "Approved")
        REFUSED = "refused", pgettext_lazy("a lesson change", "Refused")
        DECLINED = "declined", _("The colleague cannot")
        WITHDRAWN = "withdrawn", pgettext_lazy("a lesson change", "Withdrawn")
        CANCELLED = "cancelled", _("Cancelled afterwards")

    school = models.ForeignKey(School, models.CASCADE, related_name="lesson_changes")
    kind = models.CharField(_("what changes"), max_length=10, choices=Kind)
    slot = models.ForeignKey(TimetableSlot, models.CASCADE, related_name="changes_asked")
    on = models.DateField(_("day"))
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="+", verbose_name=_("teacher"))
    other_slot = models.ForeignKey(TimetableSlot, models.CASCADE, null=True, related_name="+")
    other_on = models.DateField(null=True)
    to_on = models.DateField(_("to"), null=True)
    to_period = models.PositiveSmallIntegerField(_("period"), null=True)
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("room"))
    colleague = models.ForeignKey(Teacher, models.PROTECT, null=True, related_name="+", verbose_name=_("colleague"))
    reason = models.CharField(_("reason"), max_length=100)
    state = models.CharField(max_length=10, choices=State)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="lesson_changes_asked")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    answered_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(_("why"), max_length=100, blank=True)
    together = models.UUIDField(null=True, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["school", "state", "-on"], name="lesson_change_to_decide")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="swap", other_slot__isnull=False, other_on__isnull=False, to_on=None, to_period=None)
                & Q(colleague__isnull=False)
                | Q(kind="move", other_slot=None, other_on=None, to_on__isnull=False, colleague=None)
                & Q(to_period__range=(1, LAST_PERIOD))
                | Q(kind="substitute", other_slot=None, other_on=None, to_on=None, to_period=None)
                & Q(colleague__isnull=False),
                name="lesson_change_says_what_changes",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"]) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="lesson_change_is_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(decided_by=F("asked_by")), name="who_asks_does_not_decide_the_change"),
            models.UniqueConstraint(
                fields=["slot", "on"],
                condition=Q(state__in=["asked", "agreed", "approved"]),
                name="lesson_is_asked_to_change_once",
            ),
        ]

    def __str__(self):
        return f"{self.on} {self.slot_id} {self.kind}"

    @property
    def first_on(self):
        """The first of the days that it touches."""
        return min(day for day in (self.on, self.other_on, self.to_on) if day)

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.ASKED, self.State.AGREED)

    @property
    def can_be_cancelled(self) -> bool:
        """Tell whether it is in force and its first day is still to come."""
        return self.state == self.State.APPROVED and self.first_on > timezone.localdate()


LIVE = (LessonChange.State.ASKED, LessonChange.State.AGREED, LessonChange.State.APPROVED)
