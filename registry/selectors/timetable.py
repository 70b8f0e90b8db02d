"""What is really taught: the timetable, the calendar, odd and even weeks and the substitutions of a day.

A make-up day follows the weekday that the calendar says, in the teaching week in which it lies (F-20).
"""

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
    """A lesson of one day as it is really held. `teacher` is None when it is cancelled or nobody is named."""

    on: date
    slot: TimetableSlot
    hours: PeriodTime | None = None
    substitution: Substitution | None = None

    @property
    def is_cancelled(self) -> bool:
        return bool(self.substitution and self.substitution.is_cancelled)

    @property
    def teacher(self) -> Teacher | None:
        return self.substitution.teacher if self.substitution else self.slot.teacher

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
    return lessons_of_school(school, day, day + timedelta(days=1))


def lessons_of_school(school: School, from_on: date, to_on: date) -> list[Lesson]:
    """Give what is taught at the whole school in [from_on, to_on), as `lessons_on` does; as many statements."""
    return _lessons(school, Span(from_on, to_on), TimetableSlot.objects.filter(school=school))


def lessons_between(who: Teacher | SchoolClass | Room, from_on: date, to_on: date) -> list[Lesson]:
    """Give the lessons of a teacher, a class or a room that are held in [from_on, to_on); at most seven statements.

    A teacher's are those that the teacher gives: as substitute too, and not those given by a substitute.
    """
    lessons = _lessons(who.school, Span(from_on, to_on), slots_of(who, Span(from_on, to_on)))
    held = [lesson for lesson in lessons if not lesson.is_cancelled]
    return [lesson for lesson in held if lesson.teacher == who] if isinstance(who, Teacher) else held


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
        return slots.filter(room=who)
    stands_in = Substitution.objects.filter(teacher=who, on__gte=span.from_on, on__lt=span.to_on)
    return slots.filter(Q(teacher=who) | Q(pk__in=stands_in.values("slot")))


def _lessons(school, span, slots):
    terms = list(Term.objects.filter(school=school))
    touched = [term for term in terms if term.span.from_on < span.to_on and span.from_on < term.span.to_on]
    if not touched:
        return []
    first = min(span.from_on, *(term.span.from_on for term in touched))
    last = max(span.to_on, *(term.span.to_on for term in touched))
    calendar = school_calendar(school, first, last, terms=terms)
    slots = slots.filter(term__in=touched, from_on__lt=span.to_on).held_from(span.from_on)
    loaded = list(with_names(slots, span.from_on))
    hours = {each.number: each for each in PeriodTime.objects.filter(school=school)}
    changes = Substitution.objects.filter(slot__in=loaded, on__gte=span.from_on, on__lt=span.to_on)
    changed = {(each.slot_id, each.on): each for each in changes.select_related("teacher")}
    return [
        Lesson(day, slot, hours.get(slot.period), changed.get((slot.pk, day)))
        for day in span
        for slot in _of_day(loaded, day, touched, calendar)
    ]


def _of_day(slots, day, terms, calendar):
    """Give the slots that are held on the day, by period and class."""
    term = next((each for each in terms if day in each.span), None)
    weekday = calendar.lessons_weekday(day) if term else None
    if weekday is None:
        return []
    week = calendar.teaching_week(day, term)
    held = [
        slot
        for slot in slots
        if slot.term_id == term.pk
        and slot.weekday == weekday
        and slot.from_on <= day
        and (slot.to_on is None or day < slot.to_on)
        and is_held(slot.weeks, week)
    ]
    return sorted(held, key=_order)


def _order(slot):
    each = slot.school_class
    return slot.period, each.stage, -each.entry_year, each.number
