"""Score sheets as data: those the portal ships, and those a school makes for itself (forms.md, 4–6)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.permissions import Permission
from core.history import history
from core.models import Record
from schools.models import School
from sheets import content
from sheets.shipped import shipped


class Purpose(models.TextChoices):
    """What a sheet is for: observing a lesson, or inspecting one object of the teaching routine."""

    OBSERVATION = "observation", _("Lesson observation")
    LESSON_PLAN = "lesson_plan", _("Lesson plans")
    HOMEWORK = "homework", _("Homework")
    OBSERVATION_NOTES = "observation_notes", _("Observation notes")
    TEACHING_PLAN = "teaching_plan", _("Teaching plans")
    EXPERIMENT = "experiment", _("Experiments")
    TUTORING = "tutoring", _("Tutoring records")
    SIX_EARNESTS = "six_earnests", _("Six earnests")
    MATERIAL = "material", _("Teachers' materials and routine")


class SheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the sheets of the schools in which the user observes or is inspected."""
        return self.filter(
            school__in={*user.schools_where(Permission.CHECK_VIEW), *user.schools_where(Permission.OBSERVE)}
        )

    def editable_by(self, user):
        return self.filter(school__in=user.schools_with(Permission.SHEET_MANAGE))

    def on_offer(self):
        """Keep what can be chosen today; retired ones stay with what was filled in by them."""
        return self.filter(is_retired=False)


@history
class ScoreSheet(Record):
    """One version of a sheet at a school. What has been used is never edited: a change makes the next version.

    `code` joins the versions; `content` is written as sheets/content.py reads it.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="score_sheets")
    purpose = models.CharField(_("for"), max_length=20, choices=Purpose)
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=60)
    content = models.JSONField(default=dict)
    is_shipped = models.BooleanField(default=False, help_text="Taken from fixtures/sheets as it is.")
    is_retired = models.BooleanField(_("not offered any more"), default=False)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["purpose", "name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["school", "code", "version"], name="score_sheet_version_once"),
            models.UniqueConstraint(
                fields=["school", "code"], condition=Q(is_retired=False), name="score_sheet_one_version_on_offer"
            ),
        ]

    def __str__(self):
        ours = shipped().get(self.code) if self.is_shipped else None
        return content.said(ours.name) if ours else self.name

    @property
    def sheet(self):
        """The sheet in the reader's language."""
        return content.read(self.content)
