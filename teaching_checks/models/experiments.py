"""Experiments planned for a term and their log (C4.4.6)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.history import history
from core.models import Record
from registry.models import SchoolClass, Subject, Teacher
from schools.models import School, Term
from teaching_checks.models.markings import OfGroupQuerySet


class ExperimentQuerySet(OfGroupQuerySet):
    def judgeable_by(self, user):
        """Keep what the user may judge: as the office, never the own."""
        return self.kept_by(user).exclude(person=user)

    def done(self):
        """Keep what is logged as done, verified or not."""
        return self.filter(state__in=[Experiment.State.DONE, Experiment.State.CONFIRMED])

    def owed(self):
        """Keep what counts as planned: everything not excused."""
        return self.exclude(state=Experiment.State.EXCUSED)


@history
class Experiment(Record):
    """One experiment of one class, due by a day; done when logged, missed only once somebody else has verified it."""

    class Kind(models.TextChoices):
        DEMONSTRATION = "demonstration", _("Demonstration")
        GROUP = "group", _("Group experiment")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("an experiment", "Planned")
        DONE = "done", _("Done")
        CONFIRMED = "confirmed", _("Done, verified")
        MISSED = "missed", _("Not done, verified")
        EXCUSED = "excused", pgettext_lazy("an experiment", "Excused")

    JUDGED = (State.CONFIRMED, State.MISSED, State.EXCUSED)

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("term"))
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="experiments", verbose_name=_("teacher"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+", verbose_name=_("class"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=_("subject"))
    name = models.CharField(_("experiment"), max_length=60)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.DEMONSTRATION)
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("log"), max_length=300, blank=True)
    judged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    judged_why = models.CharField(_("reason"), max_length=100, blank=True)

    objects = ExperimentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["school", "term", "due_on"], name="experiment_by_term")]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "school_class", "subject", "name"], name="experiment_once_for_a_class"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "confirmed"], done_on__isnull=False)
                | Q(state__in=["planned", "missed", "excused"], done_on=None),
                name="experiment_done_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "done"], judged_by=None, judged_at=None)
                | Q(state__in=["confirmed", "missed", "excused"], judged_by__isnull=False, judged_at__isnull=False),
                name="experiment_judged_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(judged_by=None) | ~Q(judged_by=F("person")), name="nobody_verifies_the_own_experiment"
            ),
        ]

    def __str__(self):
        return self.name
