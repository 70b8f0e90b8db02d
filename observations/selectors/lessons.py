"""The lesson that was observed, as the timetable and the calendar of its day have it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from observations.models import Observation
from observations.rules.hours import hours_of
from registry.models import PeriodTime, SchoolClass, Teacher, TimetableSlot
from registry.selectors.timetable import Lesson, lessons_on
from schools.calendar import Day
from schools.models import School, Term
from schools.selectors import school_calendar


@dataclass(frozen=True)
class Found:
    """What is known of a day and a period at a school; `term` is None between terms, `lessons` are all of the day."""

    day: Day
    term: Term | None
    lessons: list[Lesson]
    period: int
    starts_at: datetime
    ends_at: datetime

    def lesson_of(self, school_class: SchoolClass, teacher: Teacher) -> Lesson | None:
        """Give the lesson that the timetable has so on this day: with its substitute, and not cancelled."""
        return next((each for each in self._of_class(school_class) if each.teacher == teacher), None)

    def slot_of(self, school_class: SchoolClass, teacher: Teacher) -> TimetableSlot | None:
        lesson = self.lesson_of(school_class, teacher)
        return lesson.slot if lesson else None

    def _of_class(self, school_class: SchoolClass) -> list[Lesson]:
        of_period = (each for each in self.lessons if each.slot.period == self.period and not each.is_cancelled)
        return [each for each in of_period if each.slot.school_class_id == school_class.pk]


def find(school: School, on: date, period: int) -> Found:
    """Look up a period of a day; a constant number of statements."""
    terms = list(Term.objects.filter(school=school))
    calendar = school_calendar(school, on, on + timedelta(days=1), terms=terms)
    times = PeriodTime.objects.filter(school=school, number=period).values_list("starts_at", "ends_at").first()
    starts_at, ends_at = (timezone.make_aware(moment) for moment in hours_of(on, period, times))
    return Found(
        calendar.day(on),
        next((term for term in terms if on in term.span), None),
        lessons_on(school, on),
        period,
        starts_at,
        ends_at,
    )


def overlapping(*, observer, starts_at: datetime, ends_at: datetime) -> Observation | None:
    """Give what the observer has handed in already of that time."""
    mine = Observation.objects.made_by(observer).valid()
    return mine.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).first()
