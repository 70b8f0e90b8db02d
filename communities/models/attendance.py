"""Who was there: ticked by the parent on duty; leave that a guardian has asked for (G1.3.4.S1, F-07)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from communities.models.groups import Community, Membership
from communities.models.rotas import Assignment, Slot
from core.history import history
from core.models import Record
from registry.models import Enrolment, Student
from schools.models import School


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the own children's rows, and those of communities one leads, advises, is on duty in or sees by post.

        Another family of the group sees who is a member, not who was late or away.
        """
        own = Q(student__guardianships__guardian__user=user, student__guardianships__is_barred=False)
        classes = user.scopes_with(Permission.COMMUNITY_VIEW, Scope.CLASS)
        reach = Q(pk__in=self.model.objects.filter(own).values("pk"))
        reach |= Q(slot__community__in=Community.objects.rota_edited_by(user))
        reach |= Q(slot__community__in=Membership.objects.live().filter(teacher__user=user).values("community"))
        reach |= Q(slot__in=Assignment.objects.live().of_user(user).values("slot"))
        reach |= Q(school__in=user.schools_with(Permission.COMMUNITY_VIEW))
        return self.filter(
            reach | Q(student__in=Enrolment.objects.current().filter(school_class__in=classes).values("student"))
        )


@history
class Attendance(Record):
    """How one pupil attended one session."""

    class Status(models.TextChoices):
        PRESENT = "present", _("There")
        LATE = "late", _("Late")
        LEFT_EARLY = "left_early", _("Left early")
        LEAVE = "leave", _("On leave")
        ABSENT = "absent", _("Not there")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="attendances")
    student = models.ForeignKey(Student, models.CASCADE, related_name="attendances", verbose_name=_("pupil"))
    status = models.CharField(_("attendance"), max_length=10, choices=Status)
    marked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "student"], name="attendance_once_per_pupil_and_session")
        ]

    def __str__(self):
        return f"{self.slot_id} {self.student_id} {self.status}"


class LeaveQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the own children's leave, and that of pupils in communities that one leads, advises or is on duty in."""
        own = Q(student__guardianships__guardian__user=user, student__guardianships__is_barred=False)
        looked_after = Q(community__in=Community.objects.rota_edited_by(user))
        looked_after |= Q(community__in=Membership.objects.live().filter(teacher__user=user).values("community"))
        looked_after |= Q(community__in=Assignment.objects.live().of_user(user).values("slot__community"))
        pupils = Membership.objects.agreed().pupils().filter(looked_after)
        mine = self.model.objects.filter(own).values("pk")
        return self.filter(Q(pk__in=mine) | Q(student__in=pupils.values("student")))

    def on(self, day):
        """Keep the leave that covers that day and was not taken back."""
        return self.filter(from_on__lte=day, to_on__gte=day, taken_back_at=None)


@history
class Leave(Record):
    """Days on which a pupil does not come, told by a guardian; no reason is asked. Both ends included."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, models.CASCADE, related_name="leaves", verbose_name=_("pupil"))
    from_on = models.DateField(_("first day"))
    to_on = models.DateField(_("last day"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        constraints = [models.CheckConstraint(condition=Q(from_on__lte=F("to_on")), name="leave_days_in_order")]

    def __str__(self):
        return f"{self.student_id} {self.from_on}–{self.to_on}"
