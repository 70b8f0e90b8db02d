"""Rounds of inspection: what is looked at, whose, by whom, and one cell for each teacher and criterion.

C1.2, C1.6–7, C2.1, C3.2–C3.7, C3.10, C4.1–C4.2, C5.4–C5.5, C6.2, C6.5–6, C7.2, C7.4c, C7.5.
"""

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from core.history import history
from core.models import Record
from registry.models import Grade, GroupMembership, Subject, Teacher, TeacherGroup
from schools.models import Campus, School, Term
from sheets.models import ScoreSheet
from teaching_checks.models.leave import waivers_of_inspected


class CheckObject(models.TextChoices):
    """What is inspected: the objects of the documents (fixtures/documents/words.yaml)."""

    LESSON_PLAN = "lesson_plan", _("Lesson plans")
    HOMEWORK = "homework", _("Homework")
    OBSERVATION_NOTES = "observation_notes", _("Observation notes")
    TEACHING_PLAN = "teaching_plan", _("Teaching plans")
    LESSON = "lesson", pgettext_lazy("object of an inspection", "Lessons")
    TUTORING = "tutoring", _("Tutoring records")
    ASSESSMENT = "assessment", _("Unit tests")
    EXPERIMENT = "experiment", _("Experiments")
    RESEARCH_ACTIVITY = "research_activity", _("Research activities")
    ACTIVITY_RECORD = "activity_record", _("Records of activities")
    TEACHER_MATERIAL = "teacher_material", _("Teachers' materials")
    TEACHING_ROUTINE = "teaching_routine", _("Teaching routine")
    LAB_TIDINESS = "lab_tidiness", _("Tidiness of laboratories")


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep what the user plans, inspects, heads or is inspected in, of the schools where he or she has a post.

        Whoever is inspected sees nothing of an unannounced round before its first day, whatever else he or she is
        at the school, but for who planned it; and an announced one from its opening on, which announces it.
        """
        rows = Inspected.objects.filter(round=OuterRef("pk"))
        mine = Exists(rows.filter(person=user))
        seen = (
            Q(school__in=user.schools_with(Permission.CHECK_MANAGE))
            | Q(group__in=user.scopes_with(Permission.CHECK_GROUP, Scope.GROUP))
            | Q(organiser=user)
            | Q(Exists(rows.filter(inspector=user)))
            | (Q(mine) & ~Q(state=Round.State.PLANNED))
        )
        hidden = Q(is_announced=False, from_on__gt=timezone.localdate()) & Q(mine) & ~Q(organiser=user)
        return self.filter(seen, school__in=user.schools_where(Permission.CHECK_VIEW)).exclude(hidden)

    def managed_by(self, user):
        """Keep the rounds that the user may plan, open, close: of the whole school, or own ones of groups one heads."""
        return self.visible_to(user).filter(
            Q(school__in=user.schools_with(Permission.CHECK_MANAGE))
            | Q(group__in=user.scopes_with(Permission.CHECK_GROUP, Scope.GROUP), organiser=user)
        )

    def entered_by(self, user):
        """Keep the rounds in which the user may write values: as the office, who planned it, an inspector."""
        mine = Exists(Inspected.objects.filter(round=OuterRef("pk"), inspector=user))
        office = Q(school__in=user.schools_with(Permission.CHECK_MANAGE))
        return self.visible_to(user).filter(office | Q(organiser=user) | Q(mine))

    def for_listing(self):
        """Load what a list of rounds shows of each: how many there are, how many are done."""
        asked = Inspected.objects.filter(round=OuterRef("pk")).asked().order_by().values("round")
        return self.select_related("term", "group", "subject", "grade", "campus", "sheet").annotate(
            asked=Coalesce(Subquery(asked.annotate(n=Count("*")).values("n")), 0),
            done=Coalesce(Subquery(asked.filter(is_done=True).annotate(n=Count("*")).values("n")), 0),
        )


@history(exclude=["revision"])
class Round(Record):
    """One object inspected at a set of teachers within a window of days, both included.

    `revision` grows with every saved cell, `roster` with every teacher added, taken out or excused: a page asks
    for what is newer than what it shows. `requirement` names what the round was planned for, as "C3-K02"; its
    records count wherever they fit (L-16). A spot sample of `sample` teachers was drawn with `seed`.
    """

    class Mode(models.TextChoices):
        FULL = "full", _("Full check")
        SPOT = "spot", _("Spot check")
        MUTUAL = "mutual", _("Mutual check")
        FACE_TO_FACE = "face_to_face", _("Face to face in the group")
        GROUP = "group", _("General check of the group")

    class State(models.TextChoices):
        PLANNED = "planned", _("Being planned")
        OPEN = "open", _("Under way")
        CLOSED = "closed", _("Closed")

    class Whom(models.TextChoices):
        TEACHERS = "teachers", _("Teachers")
        HEADS = "heads", _("Research group heads")
        LEADERS = "leaders", pgettext_lazy("of a school", "Leaders")

    school = models.ForeignKey(School, models.CASCADE, related_name="check_rounds")
    term = models.ForeignKey(Term, models.PROTECT, related_name="check_rounds", verbose_name=_("term"))
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=60)
    object = models.CharField(_("what is inspected"), max_length=20, choices=CheckObject)
    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="rounds", verbose_name=_("sheet"))
    mode = models.CharField(_("form"), max_length=15, choices=Mode, default=Mode.FULL)
    is_announced = models.BooleanField(_("announced"), default=True)
    whom = models.CharField(_("who is inspected"), max_length=10, choices=Whom, default=Whom.TEACHERS)
    group = models.ForeignKey(
        TeacherGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("group")
    )
    campus = models.ForeignKey(Campus, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("site"))
    grade = models.ForeignKey(Grade, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("grade"))
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("subject")
    )
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))
    requirement = models.CharField(max_length=16, blank=True)
    sample = models.PositiveSmallIntegerField(_("size of the sample"), null=True, blank=True)
    seed = models.BigIntegerField(null=True, editable=False, help_text="With which the sample was drawn.")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    revision = models.PositiveBigIntegerField(default=0, editable=False)
    roster = models.PositiveIntegerField(default=0, editable=False)
    organiser = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, editable=False)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        indexes = [models.Index(fields=["school", "term", "object"], name="check_round_by_term")]
        constraints = [
            models.CheckConstraint(condition=Q(from_on__lte=F("to_on")), name="check_round_in_order"),
            models.CheckConstraint(
                condition=Q(state="planned", opened_at=None, opened_by=None)
                | (~Q(state="planned") & Q(opened_at__isnull=False, opened_by__isnull=False)),
                name="check_round_opened_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                | (~Q(state="closed") & Q(closed_at=None, closed_by=None)),
                name="check_round_closed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(sample=None, seed=None) | Q(sample__gte=1, seed__isnull=False),
                name="check_sample_drawn_with_a_seed",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def scope_parts(self) -> list:
        """What narrows the round, in the order in which people say it."""
        whom = self.get_whom_display() if self.whom != Round.Whom.TEACHERS else None
        return [each for each in (whom, self.group, self.campus, self.grade, self.subject) if each]


class InspectedQuerySet(models.QuerySet):
    def with_leave(self):
        """Tell of each as `leave` why a waiver frees the teacher in the window of the round; "" of the others."""
        reasons = waivers_of_inspected().order_by("pk").values("reason")[:1]
        return self.annotate(leave=Coalesce(Subquery(reasons), Value("")))

    def asked(self):
        """Keep whom the round still asks for, or has seen: not who is excused or on leave."""
        return self.filter(Q(is_done=True) | ~Exists(waivers_of_inspected()), excused="")

    def visible_to(self, user):
        """Keep whole rounds for who plans them, one's own part for inspectors, own groups for heads.

        Of oneself: what is done, once the round is closed or opinions were exchanged; not while it is being typed.
        """
        heads = user.scopes_with(Permission.CHECK_GROUP, Scope.GROUP)
        reach = Q(school__in=user.schools_with(Permission.CHECK_MANAGE)) | Q(inspector=user) | Q(round__organiser=user)
        if heads:
            in_group = GroupMembership.objects.filter(teacher=OuterRef("teacher"), group__in=heads, to_on=None)
            reach |= Q(Exists(in_group))
        of_others = reach & ~Q(person=user)
        return self.filter(of_others | self._own(user), round__in=Round.objects.visible_to(user))

    def own_results(self, user):
        """Keep what came of inspections of the user, once it is told."""
        return self.filter(self._own(user), school__in=user.schools_where(Permission.CHECK_VIEW))

    def enterable_by(self, user):
        """Keep the rows whose cells the user may write: never who is excused."""
        return self.within_reach_of(user).filter(excused="")

    def within_reach_of(self, user):
        """Keep the inspector's own rows; all as the office or who planned the round; never oneself (C3.4)."""
        office = Q(school__in=user.schools_with(Permission.CHECK_MANAGE))
        reach = office | Q(inspector=user) | Q(round__organiser=user)
        return self.filter(reach, school__in=user.schools_where(Permission.CHECK_VIEW)).exclude(person=user)

    @staticmethod
    def _own(user) -> Q:
        told = Q(round__state=Round.State.CLOSED) | Q(feedback_at__isnull=False)
        return Q(told, person=user, is_done=True)


@history(inserts=False, exclude=["points", "grade"])
class Inspected(Record):
    """One teacher in a round: who inspects, and what came of it. Nobody inspects himself (C3.4, X-15).

    `points` and `grade` follow from the cells by the round's sheet. It counts as done on `done_on`, when every
    score, count and grade of the sheet is entered: the day of the last entry, at the latest the round's last day,
    for what was inspected then may be typed in later. `excused` says why somebody was not inspected after all.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="rows")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="inspections", verbose_name=_("teacher"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    inspector = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("inspector")
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_done = models.BooleanField(default=False)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    points = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    grade = models.CharField(max_length=20, blank=True)
    excused = models.CharField(_("not inspected because"), max_length=100, blank=True)
    feedback_at = models.DateTimeField(_("opinions exchanged at"), null=True, blank=True)

    objects = InspectedQuerySet.as_manager()

    class Meta:
        ordering = ["round", "position", "pk"]
        indexes = [models.Index(fields=["school", "person", "done_on"], name="inspected_by_person")]
        constraints = [
            models.UniqueConstraint(fields=["round", "teacher"], name="teacher_once_in_a_check_round"),
            models.CheckConstraint(
                condition=Q(inspector=None) | ~Q(inspector=F("person")), name="nobody_inspects_himself"
            ),
            models.CheckConstraint(
                condition=Q(is_done=False, done_on=None, done_by=None)
                | Q(is_done=True, done_on__isnull=False, done_by__isnull=False),
                name="inspected_done_on_a_day",
            ),
            models.CheckConstraint(condition=Q(done_by=None) | ~Q(done_by=F("person")), name="nobody_enters_himself"),
        ]

    def __str__(self):
        return f"{self.round_id} {self.teacher_id}"


class RoundCellQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the cells of the rows the user sees."""
        return self.filter(row__in=Inspected.objects.visible_to(user))


@history
class RoundCell(models.Model):
    """One value: a criterion of the sheet for one teacher, cleaned by sheets/rules.py; an emptied cell stays, empty.

    `revision` is that of the round when it was saved: who saves over a newer one than he saw is asked first.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="cells", db_index=False)
    row = models.ForeignKey(Inspected, models.CASCADE, related_name="cells", db_index=False)
    criterion = models.CharField(max_length=40)
    value = models.CharField(max_length=500, blank=True)
    revision = models.PositiveBigIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    objects = RoundCellQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["round", "revision"], name="check_cell_by_revision")]
        constraints = [models.UniqueConstraint(fields=["row", "criterion"], name="check_cell_once")]

    def __str__(self):
        return f"{self.row_id} {self.criterion}"
