"""A register import: the sealed upload, what was asked and answered, and its staged rows."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from core.models import Record
from jobs.models import Job
from registry.models.families import GuardianColumns, Relation
from registry.models.students import StudentColumns
from schools.models import School, Village


class RegisterImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the imports of the schools whose register the user imports."""
        return self.filter(school__in=user.schools_with(Permission.REGISTER_IMPORT))

    def known_to(self, user):
        """Keep the imports of which the user may know that they happened: who leads a school reads its history."""
        return self.filter(school__in=user.schools_with(Permission.STUDENT_HISTORY))


class RegisterImport(Record):
    """One workbook on its way into the register. Nothing of it is in the register until it is applied."""

    UNDO_FOR = timedelta(days=30)

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        READ = "read", _("Read, waiting for you")
        APPLIED = "applied", _("Applied")
        DISCARDED = "discarded", _("Discarded")
        UNDONE = "undone", _("Taken back")

    school = models.ForeignKey(School, models.CASCADE, related_name="register_imports")
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="register_imports")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    file_name = models.CharField(_("file"), max_length=200)
    upload = models.FileField(upload_to="register_imports/", help_text="Sealed bytes (L-04).")
    effective_on = models.DateField(_("effective date"))
    wipe_blanks = models.BooleanField(_("blank cells erase what is there"), default=False)
    include_hidden = models.BooleanField(_("read hidden sheets too"), default=False)
    mapping = models.JSONField(default=dict, help_text="Header key -> field code or null, as corrected by a person.")
    answers = models.JSONField(default=dict, help_text="Question id -> 'same' or 'different'.")
    tables = models.JSONField(default=list, help_text="What was found: sheets, headers, fields, masked samples.")
    report = models.JSONField(default=dict, help_text="Counts of the preview; the apply reports the same.")
    created = models.JSONField(default=dict, help_text="Classes and villages that applying creates.")
    watermark = models.JSONField(default=list, help_text="Newest history events that the preview has seen.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    applied_at = models.DateTimeField(null=True)
    undone = models.JSONField(default=dict, help_text="What taking it back has removed, restored and kept.")
    undone_at = models.DateTimeField(null=True)

    objects = RegisterImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["school", "-created_at"], name="import_by_school")]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("registry:import_detail", args=[self.public_id])

    @property
    def can_be_applied(self) -> bool:
        return self.state == self.State.READ

    @property
    def can_be_undone(self) -> bool:
        """Tell whether the import was applied, and not too long ago."""
        return self.state == self.State.APPLIED and timezone.now() < self.applied_at + self.UNDO_FOR


class FieldMapping(models.Model):
    """How this school writes its headers: the corrections that a person made, remembered."""

    school = models.ForeignKey(School, models.CASCADE, related_name="field_mappings")
    header = models.CharField(max_length=120)
    field = models.CharField(max_length=60, blank=True, help_text="Empty: leave this column out.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "header"], name="header_mapped_once_per_school")]

    def __str__(self):
        return f"{self.header} → {self.field}"


class StagedStudent(StudentColumns):
    """One row of the file, cleaned and judged. A blank text column means: the file says nothing.

    A row that changes nothing holds its name and its problems, and none of its other cells.
    `student_id` is the matched pupil or, for a new one, a number drawn in advance. The tables of staged
    rows are UNLOGGED: after a crash of the database the file is simply read again.
    """

    class Action(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        REJECTED = "rejected", _("Left out")

    class Enrol(models.TextChoices):
        NONE = "", _("Stays in the class")
        NEW = "new", _("Enters the class")
        MOVE = "move", _("Moves to the class")
        CORRECT = "correct", _("Class corrected on the same day")

    register_import = models.ForeignKey(
        RegisterImport, models.CASCADE, related_name="staged_students", db_constraint=False, db_index=False
    )
    # A village that applying will create has a number, but no row yet.
    village = models.ForeignKey(
        Village, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    sequence = models.IntegerField()
    sheet = models.CharField(max_length=100)
    row = models.IntegerField()
    action = models.CharField(max_length=10, choices=Action)
    student_id = models.BigIntegerField(null=True)
    school_class_id = models.BigIntegerField(null=True)
    enrol = models.CharField(max_length=8, choices=Enrol, blank=True)
    before = models.JSONField(
        default=dict, help_text="Field code -> old value of every cell that would change; numbers masked."
    )
    level = models.CharField(max_length=6, blank=True, help_text="Worst problem: reject, warn or nothing.")
    problems = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register_import", "sequence"], name="staged_student_once")]

    def __str__(self):
        return f"{self.sheet} {self.row}"


class StagedGuardian(GuardianColumns):
    """One adult named in a row about whom something is new; rows that mean the same person share `guardian_id`."""

    class Action(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        SAME = "same", _("Named in an earlier row")

    register_import = models.ForeignKey(
        RegisterImport, models.CASCADE, related_name="staged_guardians", db_constraint=False, db_index=False
    )
    sequence = models.IntegerField()
    position = models.PositiveSmallIntegerField()
    action = models.CharField(max_length=10, choices=Action)
    guardian_id = models.BigIntegerField()
    student_id = models.BigIntegerField()
    relation = models.CharField(max_length=2, choices=Relation, blank=True)
    relation_note = models.CharField(max_length=30, blank=True)
    is_guardian = models.BooleanField(null=True)
    is_link_new = models.BooleanField(default=True)
    is_link_changed = models.BooleanField(default=False)
    before = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["register_import", "sequence"], name="staged_guardian_by_row")]

    def __str__(self):
        return f"{self.sequence}.{self.position}"
