"""What is really taught: the timetable, the calendar, odd and even weeks and what is different on a day.

A make-up day follows the weekday that the calendar says, in the teaching week in which it lies (F-20).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from core.dates import Span
from registry.models import PeriodTime, Room, SchoolClass, Substitution, Teacher, TimetableSlot
from registry.timetables.rules import is_held
from schools.models import School, Term
from schools.selectors import school_calendar


@dataclass(frozen=True)
class Lesson:
    """A lesson of one day as it is really held. `teacher` is None when it is not held then or nobody is named.

    A lesson that is moved is there twice: at its own time as not held, and (`is_moved_here`) where it is held.
    """

    on: date
    slot: TimetableSlot
    hours: PeriodTime | None = None
    substitution: Substitution | None = None
    is_moved_here: bool = False

    @property
    def is_moved_away(self) -> bool:
        return bool(self.substitution and self.substitution.is_moved and not self.is_moved_here)

    @property
    def is_cancelled(self) -> bool:
        """Tell whether it is not held at this time: cancelled, or moved to another."""
        return self.is_moved_away or bool(self.substitution and self.substitution.is_cancelled)

    @property
    def period(self) -> int:
        """The period in which it is held; that of the timetable may be another."""
        return self.substitution.held_period if self.is_moved_here else self.slot.period

    @property
    def room(self) -> Room | None:
        return self.substitution.room if self.is_moved_here else self.slot.room

    @property
    def teacher(self) -> Teacher | None:
        if self.is_cancelled:
            return None
        return self.substitution.teacher if self.substitution else self.slot.teacher

    @property
    def own_on(self) -> date:
        """The day on which the timetable has it."""
        return self.substitution.on if self.is_moved_here else self.on

    @property
    def is_over(self) -> bool:
        return self.on < timezone.localdate()


def with_names(slots: QuerySet[TimetableSlot], on: date) -> QuerySet[TimetableSlot]:
    """Load what a lesson shows; the class carries its grade of that day. One more statement."""
    classes = SchoolClass.objects.with_grade(on)
    return slots.select_related("subject", "teacher", "room").prefetch_related(
        Prefetch("school_class", queryset=classes)
    )


def lessons_on(school: School, day: date) -> list[Lesson]:
    """Give what is taught on a day at the whole school, by period; at most seven statements.

    Cancelled lessons are among them, marked.
    """
    return lessons_of_school(school, Span(day, day + timedelta(days=1)))


def lessons_of_school(school: School, span: Span) -> list[Lesson]:
    """Give what is taught at the whole school, day by day; at most seven statements whatever the span."""
    return _lessons(school, span, TimetableSlot.objects.filter(school=school))


def lessons_between(who: Teacher | SchoolClass | Room, from_on: date, to_on: date) -> list[Lesson]:
    """Give the lessons of a teacher, a class or a room that are held in [from_on, to_on); at most seven statements.

    A teacher's are those that the teacher gives: as substitute too, and not those given by a substitute.
    """
    lessons = _lessons(who.school, Span(from_on, to_on), slots_of(who, Span(from_on, to_on)))
    held = [lesson for lesson in lessons if not lesson.is_cancelled]
    if isinstance(who, Teacher):
        return [lesson for lesson in held if lesson.teacher == who]
    return [lesson for lesson in held if lesson.room == who] if isinstance(who, Room) else held


def lesson_now(teacher: Teacher, now: datetime) -> Lesson | None:
    """Give the lesson that the teacher gives at this moment; None between lessons and without clock times."""
    local = timezone.localtime(now)
    today = lessons_between(teacher, local.date(), local.date() + timedelta(days=1))
    running = (each for each in today if each.hours and each.hours.starts_at <= local.time() < each.hours.ends_at)
    return next(running, None)


def slots_of(who: Teacher | SchoolClass | Room, span: Span) -> QuerySet[TimetableSlot]:
    """Give the lessons of the timetable that concern a teacher (as substitute in the span too), a class or a room."""
    slots = TimetableSlot.objects.filter(school=who.school_id)
    if isinstance(who, SchoolClass):
        return slots.filter(school_class=who)
    if isinstance(who, Room):
        moved_in = Substitution.objects.filter(room=who, held_on__gte=span.from_on, held_on__lt=span.to_on)
        return slots.filter(Q(room=who) | Q(pk__in=moved_in.values("slot")))
    stands_in = Substitution.objects.filter(teacher=who).touching(span.from_on, span.to_on)
    return slots.filter(Q(teacher=who) | Q(pk__in=stands_in.values("slot")))


def _lessons(school, span, slots):
    terms = list(Term.objects.filter(school=school))
    touched = [term for term in terms if term.span.from_on < span.to_on and span.from_on < term.span.to_on]
    if not touched:
        return []
    first = min(span.from_on, *(term.span.from_on for term in touched))
    last = max(span.to_on, *(term.span.to_on for term in touched))
    calendar = school_calendar(school, first, last, terms=terms)
    # A lesson that is moved into these days may itself have ended before them.
    moved_in = Substitution.objects.filter(school=school, held_on__gte=span.from_on, held_on__lt=span.to_on)
    holding = Q(to_on=None) | Q(to_on__gt=span.from_on) | Q(pk__in=moved_in.values("slot"))
    slots = slots.filter(holding, term__in=touched, from_on__lt=span.to_on)
    loaded = {slot.pk: slot for slot in with_names(slots, span.from_on)}
    hours = {each.number: each for each in PeriodTime.objects.filter(school=school)}
    changes = Substitution.objects.filter(slot__in=loaded).touching(span.from_on, span.to_on)
    changes = list(changes.select_related("teacher", "room"))
    changed = {(each.slot_id, each.on): each for each in changes}
    moved = defaultdict(list)
    for each in changes:
        if each.is_moved:
            moved[each.held_on].append(each)
    return [
        lesson
        for day in span
        for lesson in sorted(
            [
                *(
                    Lesson(day, slot, hours.get(slot.period), changed.get((slot.pk, day)))
                    for slot in _of_day(loaded.values(), day, touched, calendar)
                ),
                *(Lesson(day, loaded[each.slot_id], hours.get(each.held_period), each, True) for each in moved[day]),
            ],
            key=_order,
        )
    ]


def _of_day(slots, day, terms, calendar):
    """Give the slots that are held on the day, by period and class."""
    term = next((each for each in terms if day in each.span), None)
    weekday = calendar.lessons_weekday(day) if term else None
    if weekday is None:
        return []
    week = calendar.teaching_week(day, term)
    return [
        slot
        for slot in slots
        if slot.term_id == term.pk
        and slot.weekday == weekday
        and slot.from_on <= day
        and (slot.to_on is None or day < slot.to_on)
        and is_held(slot.weeks, week)
    ]


def _order(lesson):
    each = lesson.slot.school_class
    return lesson.period, each.stage, -each.entry_year, each.number
