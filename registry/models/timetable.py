"""The timetable of a term: clock times, rooms, lessons of a week, and what is different on a day (C2.2.3)."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from registry.models.classes import SchoolClass
from registry.models.teachers import HeldQuerySet, Subject, Teacher
from schools.models import DateRange, School, Term

LAST_PERIOD = 15
WEEKDAY_CHOICES = [(number + 1, name) for number, name in WEEKDAYS.items()]


class OfTimetableQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the rows of the schools on whose staff the user is: a timetable hangs on every staff-room wall."""
        return self.filter(school__in=user.schools_where(Permission.TIMETABLE_VIEW))


class Weeks(models.TextChoices):
    """In which teaching weeks of the term a lesson is held; week 1 is odd."""

    EVERY = "every", _("Every week")
    ODD = "odd", _("Odd weeks")
    EVEN = "even", _("Even weeks")


@history
class PeriodTime(models.Model):
    """When a period of the school day begins and ends."""

    school = models.ForeignKey(School, models.CASCADE, related_name="period_times")
    number = models.PositiveSmallIntegerField(_("period"))
    starts_at = models.TimeField(_("begins at"))
    ends_at = models.TimeField(_("ends at"))

    objects = OfTimetableQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="period_time_once_per_school"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="period_begins_before_it_ends"),
            models.CheckConstraint(condition=Q(number__range=(1, LAST_PERIOD)), name="period_time_of_a_period"),
        ]

    def __str__(self):
        return f"{self.number} {self.hours}"

    @property
    def hours(self) -> str:
        """08:00–08:40."""
        return f"{self.starts_at:%H:%M}–{self.ends_at:%H:%M}"


@history
class Room(Record):
    """A room that the timetable names: 微机室, 301."""

    school = models.ForeignKey(School, models.CASCADE, related_name="rooms")
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=30)

    objects = OfTimetableQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="room_once_per_school")]

    def __str__(self):
        return self.name


class SlotQuerySet(HeldQuerySet):
    def visible_to(self, user):
        """Keep the lessons of the schools on whose staff the user is."""
        return self.filter(school__in=user.schools_where(Permission.TIMETABLE_VIEW))

    def held_from(self, day: date):
        """Keep what holds on that day or begins later."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day))


def _in_one_place(field: str, name: str) -> ExclusionConstraint:
    """One lesson at a time: same term, weekday and period, weeks in common, days in common."""
    # Odd weeks are 1, even weeks are 2, every week is both: two lessons collide where these ranges overlap.
    first = Case(When(weeks="even", then=Value(2)), default=Value(1), output_field=models.IntegerField())
    after = Case(When(weeks="odd", then=Value(2)), default=Value(3), output_field=models.IntegerField())
    weeks = Func(first, after, function="int4range", output_field=IntegerRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[
            ("term", RangeOperators.EQUAL),
            (field, RangeOperators.EQUAL),
            ("weekday", RangeOperators.EQUAL),
            ("period", RangeOperators.EQUAL),
            (weeks, RangeOperators.OVERLAPS),
            (DateRange("from_on", "to_on"), RangeOperators.OVERLAPS),
        ],
    )


@history
class TimetableSlot(Record):
    """A lesson of the week in one term, half-open [from_on, to_on); without an end it holds until the term ends.

    A lesson without a teacher is one for which nobody is named yet (self-study, an activity).
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="timetable", verbose_name=_("term"))
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAY_CHOICES)
    period = models.PositiveSmallIntegerField(_("period"))
    weeks = models.CharField(_("weeks"), max_length=5, choices=Weeks, default=Weeks.EVERY)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="timetable", verbose_name=_("class"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="timetable", verbose_name=_("subject"))
    teacher = models.ForeignKey(
        Teacher, models.PROTECT, null=True, blank=True, related_name="timetable", verbose_name=_("teacher")
    )
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="timetable", verbose_name=_("room")
    )
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["weekday", "period", "pk"]
        indexes = [models.Index(fields=["school", "term", "weekday"], name="timetable_of_a_weekday")]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="lesson_on_a_weekday"),
            models.CheckConstraint(condition=Q(period__range=(1, LAST_PERIOD)), name="lesson_in_a_period"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="lesson_begins_before_it_ends"
            ),
            _in_one_place("school_class", "class_has_one_lesson_at_a_time"),
            _in_one_place("teacher", "teacher_is_in_one_lesson_at_a_time"),
            _in_one_place("room", "room_holds_one_lesson_at_a_time"),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.period} {self.subject_id} {self.school_class_id}"

    def end(self, on: date) -> None:
        """End it on that day, with the changes of days behind it; what has not begun by then goes altogether."""
        if self.from_on >= on:
            self.delete()
            return
        self.substitutions.filter(on__gte=on).delete_together()
        self.to_on = min(on, self.to_on or on)
        self.save(update_fields=["to_on"])


class SubstitutionQuerySet(OfTimetableQuerySet):
    def moved(self):
        """Keep the lessons that are held at another time."""
        return self.filter(held_on__isnull=False)

    def touching(self, from_on: date, to_on: date):
        """Keep what is different in [from_on, to_on): lessons of these days, and lessons moved into them."""
        return self.filter(Q(on__gte=from_on, on__lt=to_on) | Q(held_on__gte=from_on, held_on__lt=to_on))

    def delete_together(self) -> None:
        """Delete these, and the other half of each swap: half a swap would put two lessons in one place."""
        pairs = list(self.filter(together__isnull=False).values_list("together", flat=True))
        self.delete()
        Substitution.objects.filter(together__in=pairs).delete()


@history
class Substitution(Record):
    """What is different about a lesson on one day: somebody else teaches it, it is held at another time, or not at all.

    Of a lesson that is moved `held_on`, `held_period`, `school_class` and `room` say where it is held; the two
    lessons of a swap are made and taken back `together` (C2.2.3).
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    slot = models.ForeignKey(TimetableSlot, models.CASCADE, related_name="substitutions")
    on = models.DateField(_("day"))
    period = models.PositiveSmallIntegerField(editable=False, help_text="Of the slot; for the constraint below.")
    teacher = models.ForeignKey(
        Teacher, models.PROTECT, null=True, blank=True, related_name="substitutions", verbose_name=_("who teaches")
    )
    is_cancelled = models.BooleanField(_("the lesson is not held"), default=False)
    held_on = models.DateField(_("held on"), null=True, blank=True)
    held_period = models.PositiveSmallIntegerField(null=True, blank=True)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, null=True, blank=True, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    together = models.UUIDField(null=True, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=100)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "period", "pk"]
        indexes = [models.Index(fields=["school", "held_on"], name="lessons_moved_to_a_day")]
        constraints = [
            models.UniqueConstraint(fields=["slot", "on"], name="lesson_substituted_once_a_day"),
            models.UniqueConstraint(
                F("teacher"),
                Coalesce("held_on", "on"),
                Coalesce("held_period", "period"),
                name="substitute_is_in_one_lesson_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["school_class", "held_on", "held_period"], name="class_has_one_moved_lesson_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["room", "held_on", "held_period"], name="room_holds_one_moved_lesson_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(teacher=None, is_cancelled=True) | Q(teacher__isnull=False, is_cancelled=False),
                name="lesson_is_substituted_or_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(held_on=None, held_period=None, school_class=None, room=None, together=None)
                | Q(held_on__isnull=False, held_period__range=(1, LAST_PERIOD), school_class__isnull=False)
                & Q(together__isnull=False, is_cancelled=False),
                name="moved_lesson_says_when_and_which_class",
            ),
        ]

    def __str__(self):
        return f"{self.on} {self.slot_id}"

    @property
    def is_moved(self) -> bool:
        return self.held_on is not None
