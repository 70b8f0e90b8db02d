"""What a school needs and what the office answered (G4.4.5b); pressing problems as special projects (G4.4.5a)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from alliances.models.activities import Activity
from alliances.models.alliances import Alliance, Membership, OfAllianceQuerySet
from core.history import history
from core.models import Record


class NeedQuerySet(OfAllianceQuerySet):
    day = "raised_on"


@history
class Need(Record):
    """One need of one school, answered by the office with an activity, in words, or both."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="needs")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="needs", verbose_name=_("school"))
    title = models.CharField(_("what is needed"), max_length=80)
    about = models.TextField(_("more about it"), max_length=1000, blank=True)
    raised_on = models.DateField(_("raised on"))
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=pgettext_lazy("of an alliance", "activity"),
    )
    answered_on = models.DateField(null=True, editable=False)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_on", "-pk"]
        indexes = [models.Index(fields=["alliance", "raised_on"], name="alliance_need_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by=None, answer="", activity=None)
                | (
                    Q(answered_on__isnull=False, answered_by__isnull=False)
                    & (~Q(answer="") | Q(activity__isnull=False))
                ),
                name="need_answered_in_words_or_by_an_activity",
            ),
        ]

    def __str__(self):
        return self.title


class ProjectQuerySet(OfAllianceQuerySet):
    day = "from_on"


@history
class SpecialProject(Record):
    """A pressing problem, the plan against it, who works on it, what came of it."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="special_projects")
    title = models.CharField(_("title"), max_length=80)
    problem = models.TextField(_("the problem"), max_length=1000)
    plan = models.TextField(_("the plan"), max_length=2000)
    members = models.CharField(_("who works on it (staff, with schools)"), max_length=300)
    from_on = models.DateField(_("from"))
    result = models.TextField(_("what came of it"), max_length=2000, blank=True)
    ended_on = models.DateField(null=True, editable=False)
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | (Q(from_on__lte=F("ended_on")) & ~Q(result="")),
                name="special_project_ends_with_a_result",
            ),
        ]

    def __str__(self):
        return self.title


class MilestoneQuerySet(OfAllianceQuerySet):
    alliance, day = "project__alliance", "project__from_on"


@history
class Milestone(Record):
    """A step of a special project with its day."""

    project = models.ForeignKey(SpecialProject, models.CASCADE, related_name="milestones")
    name = models.CharField(_("step"), max_length=80)
    due_on = models.DateField(pgettext_lazy("of a step", "due on"))
    done_on = models.DateField(null=True, editable=False)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["project", "due_on", "pk"]

    def __str__(self):
        return self.name
