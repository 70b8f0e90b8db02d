"""Long work that runs in a Celery worker: progress, result, error."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from core.models import Record
from jobs import kinds
from schools.models import School


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the jobs that the user started, and those in trouble for the system administrator.

        The administrator's page shows neither arguments nor words of the work: they may name people.
        """
        mine = Q(created_by=user)
        if user.has_permission(Permission.JOB_MANAGE):
            mine |= Q(state__in=Job.TROUBLE)
        return self.filter(mine)

    def started_by(self, user):
        """Keep the user's own jobs."""
        return self.filter(created_by=user)

    def in_trouble(self):
        """Keep what ended by a fault or by a killed worker."""
        return self.filter(state__in=Job.TROUBLE)


class Job(Record):
    """One run of long work. Whether a running one is alive is known by its advisory lock, not its state."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")
        INTERRUPTED = "interrupted", _("Interrupted")

    TROUBLE = (State.FAILED, State.INTERRUPTED)
    LONG_WAIT_SECONDS = 60

    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="jobs")
    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="jobs")
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    step = models.CharField(max_length=80, blank=True, help_text="Message id of what is being done.")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    is_cancel_asked = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True, help_text="Why it could not be done, in the starter's language.")
    reference = models.CharField(max_length=8, blank=True, help_text="Where the log tells about a fault.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["school", "-created_at"], name="job_by_school"),
            models.Index(fields=["created_by", "-created_at"], name="job_by_starter"),
            models.Index(fields=["state"], name="job_not_ended", condition=Q(state__in=["queued", "running"])),
        ]

    def __str__(self):
        return f"{self.kind} {self.state}"

    @property
    def is_ended(self) -> bool:
        return self.state not in (self.State.QUEUED, self.State.RUNNING)

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def label(self) -> str:
        """What the work is called, in the reader's language."""
        kind = kinds.find(self.kind)
        return str(kind.label) if kind else self.kind

    @property
    def step_words(self) -> str:
        """What is being done now, in the reader's language."""
        return gettext(self.step) if self.step else ""

    @property
    def is_waiting_long(self) -> bool:
        """Tell whether the job waits longer than a free worker would let it."""
        waited = timezone.now() - self.created_at
        return self.state == self.State.QUEUED and waited > timedelta(seconds=self.LONG_WAIT_SECONDS)

    @property
    def can_start_again(self) -> bool:
        """Tell whether a person may repeat the work: it did not succeed, and its kind allows it."""
        kind = kinds.find(self.kind)
        return bool(kind and kind.is_restartable) and self.is_ended and self.state != self.State.DONE

    @property
    def result_url(self) -> str:
        """The page to go on with after the end, good or bad; empty when there is none."""
        kind = kinds.find(self.kind)
        has_page = kind and kind.result_url and self.is_ended
        return kind.result_url(self) if has_page else ""
