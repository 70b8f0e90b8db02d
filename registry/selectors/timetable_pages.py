"""What the pages of the timetable show: the week of a class, a teacher or a room, and the day of the school."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS

from accounts.permissions import Permission
from core.dates import Span, monday_of
from registry.models import PeriodTime, Room, SchoolClass, Substitution, Teacher, TimetableSlot
from registry.selectors.pupils import class_order
from registry.selectors.timetable import Lesson, lessons_on, slots_of, with_names
from schools.calendar import Day
from schools.models import School, Term
from schools.selectors import school_calendar


def classes_on_the_wall(user, school: School) -> QuerySet[SchoolClass]:
    """Give the classes of the school whose timetable the user may read: staff read all of them."""
    return _on_the_wall(SchoolClass.objects, user, school).with_grade().order_by(class_order())


def teachers_on_the_wall(user, school: School) -> QuerySet[Teacher]:
    """Give the teachers of the school whose timetable the user may read."""
    return _on_the_wall(Teacher.objects, user, school)


def own_employment(user, school: School) -> Teacher | None:
    """Give the user's own employment at the school."""
    return teachers_on_the_wall(user, school).filter(user=user).order_by("-pk").first()


def _on_the_wall(rows, user, school):
    return rows.filter(school=school, school__in=user.schools_where(Permission.TIMETABLE_VIEW))


@dataclass(frozen=True)
class Place:
    """A time of the week and what is taught then: one lesson, or one in odd and one in even weeks."""

    weekday: int
    period: int
    slots: list[TimetableSlot]


@dataclass(frozen=True)
class Row:
    """A period: its clock times and a Place for each weekday."""

    period: int
    hours: PeriodTime | None
    places: list[Place]


@dataclass(frozen=True)
class Week:
    """The week as the timetable says it. days: (number, name) of the weekdays shown."""

    days: list[tuple[int, str]]
    rows: list[Row]
    changes: list[Substitution] = field(default_factory=list)

    @property
    def by_day(self) -> list[tuple[str, list[tuple[Row, Place]]]]:
        """The same for a phone: each weekday with its lessons."""
        return [
            (name, [(row, row.places[index]) for row in self.rows if row.places[index].slots])
            for index, (_number, name) in enumerate(self.days)
        ]

    @property
    def lesson_count(self) -> int:
        return sum(len(place.slots) for row in self.rows for place in row.places)


def week_of(who: SchoolClass | Teacher | Room, term: Term, on: date) -> Week:
    """Give the week that holds on a day of the term, with the changes of the days around it; four statements."""
    slots = TimetableSlot.objects.filter(term=term).held_on(on)
    field_name = {SchoolClass: "school_class", Teacher: "teacher", Room: "room"}[type(who)]
    slots = list(with_names(slots.filter(**{field_name: who}), on))
    hours = {each.number: each for each in PeriodTime.objects.filter(school=term.school_id)}
    at = defaultdict(list)
    for slot in sorted(slots, key=lambda slot: slot.weeks == "even"):
        at[slot.weekday, slot.period].append(slot)
    days = sorted({1, 2, 3, 4, 5} | {slot.weekday for slot in slots})
    periods = sorted({slot.period for slot in slots} | (hours.keys() if slots else set()))
    return Week(
        days=[(day, str(WEEKDAYS[day - 1])) for day in days],
        rows=[
            Row(period, hours.get(period), [Place(day, period, at[day, period]) for day in days]) for period in periods
        ],
        changes=_changes_around(who, on),
    )


def _changes_around(who, on):
    monday = monday_of(on)
    span = Span(monday, monday + timedelta(days=14))
    rows = Substitution.objects.filter(slot__in=slots_of(who, span)).touching(span.from_on, span.to_on)
    if isinstance(who, Teacher):
        rows = rows.filter(slot__teacher=who) | rows.filter(teacher=who)
    return list(rows.select_related("teacher", "room", "slot__teacher", "slot__subject").order_by("on", "period"))


@dataclass(frozen=True)
class SchoolDay:
    """A day of the whole school. rows: (class, one list of lessons per period), by class."""

    day: Day
    term: Term | None
    teaching_week: int | None
    periods: list[int] = field(default_factory=list)
    hours: dict[int, PeriodTime] = field(default_factory=dict)
    rows: list[tuple[SchoolClass, list[list[Lesson]]]] = field(default_factory=list)

    @property
    def is_odd(self) -> bool:
        return bool(self.teaching_week and self.teaching_week % 2)

    @property
    def heads(self) -> list[tuple[int, PeriodTime | None]]:
        return [(period, self.hours.get(period)) for period in self.periods]


def day_of_school(school: School, on: date) -> SchoolDay:
    """Give what really happens on a day; nine statements."""
    terms = list(Term.objects.filter(school=school))
    term = next((each for each in terms if on in each.span), None)
    first, last = (term.span.from_on, term.span.to_on) if term else (on, on + timedelta(days=1))
    calendar = school_calendar(school, first, last, terms=terms)
    lessons = lessons_on(school, on)
    periods = sorted({lesson.period for lesson in lessons})
    return SchoolDay(
        day=calendar.day(on),
        term=term,
        teaching_week=calendar.teaching_week(on, term) if term else None,
        periods=periods,
        hours={lesson.period: lesson.hours for lesson in lessons},
        rows=_by_class(lessons, periods),
    )


def _by_class(lessons, periods):
    by_class = defaultdict(lambda: {period: [] for period in periods})
    for lesson in lessons:
        by_class[lesson.slot.school_class][lesson.period].append(lesson)
    ordered = sorted(by_class, key=lambda each: (each.grade_number or 0, each.number))
    return [(each, [by_class[each][period] for period in periods]) for each in ordered]
