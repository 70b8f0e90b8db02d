"""Contests of lesson plans and homework: entries, judges, awards, the gallery (C1.3, C3.6, C5.6, C6.3, C7.3; X-19)."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from registry.models import Subject, Teacher
from schools.models import School, Term
from sheets.models import ScoreSheet


class ContestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the contests of the schools where the user plans inspections; for those who teach there, once begun."""
        return self.filter(
            Q(school__in=user.schools_with(Permission.CHECK_MANAGE))
            | Q(school__in=user.schools_where(Permission.CHECK_VIEW)) & ~Q(state=Contest.State.PLANNED)
        )

    def managed_by(self, user):
        return self.filter(school__in=user.schools_with(Permission.CHECK_MANAGE))

    def judged_by(self, user):
        """Keep the contests in which the user judges now."""
        return self.visible_to(user).filter(judges__user=user, state=Contest.State.JUDGING)


@history
class Contest(Record):
    """A selection of excellent lesson plans or homework, of the whole school or of one subject (X-19)."""

    class Object(models.TextChoices):
        LESSON_PLAN = "lesson_plan", _("Lesson plans")
        HOMEWORK = "homework", _("Homework")

    class State(models.TextChoices):
        PLANNED = "planned", _("Being planned")
        ENTRIES = "entries", _("Open for entries")
        JUDGING = "judging", _("Being judged")
        DECIDED = "decided", _("Decided")

    school = models.ForeignKey(School, models.CASCADE, related_name="contests")
    term = models.ForeignKey(Term, models.PROTECT, related_name="contests", verbose_name=_("term"))
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=60)
    object = models.CharField(_("what is selected"), max_length=12, choices=Object)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("subject")
    )
    about = models.TextField(_("what is wanted"), max_length=1000, blank=True)
    reward = models.CharField(_("reward"), max_length=200, blank=True)
    entries_from_on = models.DateField(_("entries from"))
    entries_to_on = models.DateField(_("entries until"))
    sheet = models.ForeignKey(
        ScoreSheet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sheet")
    )
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    organiser = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, editable=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = ContestQuerySet.as_manager()

    class Meta:
        ordering = ["-entries_to_on", "-pk"]
        indexes = [models.Index(fields=["school", "term"], name="contest_by_term")]
        constraints = [
            models.CheckConstraint(
                condition=Q(entries_from_on__lte=F("entries_to_on")), name="contest_entries_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state="decided", decided_on__isnull=False, decided_by__isnull=False)
                | (~Q(state="decided") & Q(decided_on=None, decided_by=None)),
                name="contest_decided_by_someone",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == self.State.ENTRIES


class JudgeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(contest__in=Contest.objects.visible_to(user))


@history
class ContestJudge(Record):
    """Somebody who judges in a contest: everything but the own entry."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    contest = models.ForeignKey(Contest, models.CASCADE, related_name="judges")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = JudgeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contest", "user"], name="judge_once_in_a_contest")]

    def __str__(self):
        return f"{self.contest_id} {self.user_id}"


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the own entries, all for who plans, for judges what they judge, and the gallery of the own schools."""
        judges = ContestJudge.objects.filter(contest=OuterRef("contest"), user=user)
        judging = [Contest.State.JUDGING, Contest.State.DECIDED]
        office = Q(school__in=user.schools_with(Permission.CHECK_MANAGE))
        judged = Q(Exists(judges), contest__state__in=judging, withdrawn_at=None)
        return self.filter(office | Q(person=user) | judged | self._shown(user))

    def in_gallery(self, user):
        """Keep what won, of the schools where the user teaches, as far as its author agreed to show it."""
        return self.filter(self._shown(user))

    def judged_by(self, user):
        """Keep what the user judges now: everything but the own entry."""
        contests = Contest.objects.judged_by(user)
        return self.standing().filter(contest__in=contests).exclude(person=user)

    def standing(self):
        return self.filter(withdrawn_at=None)

    @staticmethod
    def _shown(user) -> Q:
        won = Q(may_show=True, withdrawn_at=None, contest__state=Contest.State.DECIDED) & ~Q(award="")
        return won & Q(school__in=user.schools_where(Permission.CHECK_VIEW))


@history
class Entry(Record):
    """What somebody hands in; `may_show` is the author's word that the school may see it if it wins."""

    class Award(models.TextChoices):
        FIRST = "first", _("First prize")
        SECOND = "second", _("Second prize")
        THIRD = "third", _("Third prize")
        MERIT = "merit", _("Commendation")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    contest = models.ForeignKey(Contest, models.CASCADE, related_name="entries")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="+", verbose_name=_("teacher"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    title = models.CharField(_("title"), max_length=80)
    may_show = models.BooleanField(_("If it wins, the school may show it in its gallery"), default=False)
    entered_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    award = models.CharField(_("award"), max_length=8, choices=Award, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["contest", "pk"]
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(condition=Q(award="") | Q(withdrawn_at=None), name="entry_taken_back_wins_nothing"),
        ]

    def __str__(self):
        return self.title


class OfEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep what belongs to the entries that the user sees."""
        return self.filter(entry__in=Entry.objects.visible_to(user))


@history
class EntryFile(Record):
    """One file of an entry."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="files")
    file = models.FileField(upload_to="contests/%Y/%m")
    name = models.CharField(max_length=80)

    objects = OfEntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class JudgementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own judgements, and for who plans the contest all but those of the own entry."""
        office = Q(school__in=user.schools_with(Permission.CHECK_MANAGE))
        return self.filter(Q(judge=user) | (office & ~Q(entrant=user)))


@history
class Judgement(Record):
    """What one judge gives one entry; with a sheet also each score. Nobody judges the own entry."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="judgements")
    judge = models.ForeignKey(User, models.PROTECT, related_name="+")
    entrant = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    values = models.JSONField(default=dict, blank=True)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    judged_at = models.DateTimeField()

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["entry", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "judge"], name="judge_once_for_an_entry"),
            models.CheckConstraint(condition=~Q(judge=F("entrant")), name="nobody_judges_the_own_entry"),
            models.CheckConstraint(condition=Q(points__gte=0), name="judgement_points_not_negative"),
        ]

    def __str__(self):
        return f"{self.entry_id} {self.judge_id}"
