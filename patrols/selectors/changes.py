"""Lesson changes to list, and what a teacher can choose when asking for one."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from patrols.models import LessonChange
from registry.models import PeriodTime, Room, Teacher, TimetableSlot
from registry.selectors.timetable import Lesson, lessons_between, lessons_on
from schools.models import School
from schools.selectors import school_calendar

DAYS_AHEAD = 14


def changes(user: User, school: School, *, which: str, query: str = "") -> QuerySet[LessonChange]:
    """Give "mine" (asked by or of the user), "open" (waiting for the office) or "all" changes of the school."""
    rows = LessonChange.objects.visible_to(user).filter(school=school).for_listing()
    if which == "mine":
        rows = rows.of(user)
    elif which == "open":
        rows = rows.to_decide()
    if query:
        words = Q(teacher__name__icontains=query) | Q(colleague__name__icontains=query)
        rows = rows.filter(words | Q(slot__subject__name__icontains=query) | Q(reason__icontains=query))
    return rows


def own_lessons(user: User, school: School, today: date) -> list[Lesson]:
    """Give the lessons that the timetable has for the user in the next two weeks and that are not changed yet."""
    teacher = Teacher.objects.filter(school=school, user=user).order_by("-pk").first()
    if teacher is None:
        return []
    lessons = lessons_between(teacher, today, today + timedelta(days=DAYS_AHEAD))
    return [lesson for lesson in lessons if not lesson.substitution]


@dataclass(frozen=True)
class Choices:
    """What can be chosen for one lesson: lessons of colleagues in the class, free times, who is free, all rooms."""

    lessons: list[Lesson]
    times: list[tuple[date, int]]
    colleagues: QuerySet[Teacher]
    rooms: QuerySet[Room]


def choices_for(slot: TimetableSlot, on: date, today: date) -> Choices:
    """Give the choices of the two weeks from today, or around the lesson when it lies later; some 25 statements."""
    first = max(today, on - timedelta(days=DAYS_AHEAD // 2))
    after = max(first, on) + timedelta(days=DAYS_AHEAD)
    of_class = lessons_between(slot.school_class, first, after)
    of_teacher = lessons_between(slot.teacher, first, after)
    others = [each for each in of_class if not each.substitution and each.teacher and each.teacher != slot.teacher]
    times = _free_times(slot, first, after, [*of_class, *of_teacher])
    return Choices(others, times, _free_colleagues(slot, on), Room.objects.filter(school=slot.school_id))


def _free_times(slot, first, after, lessons) -> list[tuple[date, int]]:
    taken = {(lesson.on, lesson.period) for lesson in lessons}
    numbers = set(PeriodTime.objects.filter(school=slot.school_id).values_list("number", flat=True))
    numbers |= {period for _on, period in taken}
    calendar = school_calendar(slot.school, first, after)
    days = [day for day in calendar.school_days(first, after) if calendar.lessons_weekday(day)]
    return [(day, number) for day in days if day in slot.term.span for number in sorted(numbers - _of(taken, day))]


def _of(taken, day) -> set[int]:
    return {period for on, period in taken if on == day}


def free_rooms(slot: TimetableSlot, on: date, period: int) -> QuerySet[Room]:
    """Give the rooms of the school that nobody has at that time; the lesson itself takes none."""
    lessons = (each for each in lessons_on(slot.school, on) if each.period == period and not each.is_cancelled)
    taken = {each.room.pk for each in lessons if each.room and each.slot != slot}
    return Room.objects.filter(school=slot.school_id).exclude(pk__in=taken)


def _free_colleagues(slot, on) -> QuerySet[Teacher]:
    busy = {
        lesson.teacher.pk for lesson in lessons_on(slot.school, on) if lesson.period == slot.period and lesson.teacher
    }
    staff = Teacher.objects.filter(school=slot.school_id, user__isnull=False).employed_on(timezone.localdate())
    return staff.exclude(pk__in=busy | {slot.teacher_id})
