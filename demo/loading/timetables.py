"""Every class gets a week of lessons from who teaches what, with rooms and clock times, for the terms of a year."""

from collections import defaultdict
from datetime import time

from demo.timetable import DEFAULT, HOURS, ROOMS, WEEKLY, Wanted, week_of
from registry.models import PeriodTime, Room, TeachingAssignment, TimetableSlot
from schools.models import School, Term


def fill_timetable(school: School, year: int) -> None:
    """Write the periods and the lessons of both terms; a school of 40 classes in six statements."""
    terms = list(Term.objects.filter(school=school, school_year=year))
    first = min(term.starts_on for term in terms)
    taught = list(TeachingAssignment.objects.filter(school=school).held_on(first).select_related("subject", "teacher"))
    weekly = WEEKLY.get(school.stages[0], {})
    wanted = [
        Wanted(each.school_class_id, each.subject_id, each.teacher_id, weekly.get(each.subject.name, DEFAULT))
        for each in taught
    ]
    periods = _periods(wanted)
    _write_hours(school, periods)
    rooms = _rooms(school, taught)
    lessons = week_of(wanted, periods)
    TimetableSlot.objects.bulk_create(
        TimetableSlot(
            school=school, term=term, weekday=weekday, period=period, school_class_id=each.school_class,
            subject_id=each.subject, teacher_id=each.teacher, room=rooms.get((each.subject, each.teacher)),
            from_on=term.starts_on,
        )
        for term in terms
        for each, weekday, period in lessons
    )  # fmt: skip


def _periods(wanted: list[Wanted]) -> int:
    """Give how many periods a day needs: as many as the fullest class or teacher asks for."""
    sums: dict[tuple, int] = defaultdict(int)
    for each in wanted:
        sums["class", each.school_class] += each.times
        sums["teacher", each.teacher] += each.times
    return max(6, -(-max(sums.values()) // 5))


def _write_hours(school: School, periods: int) -> None:
    PeriodTime.objects.bulk_create(
        PeriodTime(school=school, number=number, starts_at=time.fromisoformat(begins), ends_at=time.fromisoformat(ends))
        for number, (begins, ends) in enumerate(HOURS[:periods], 1)
    )


def _rooms(school: School, taught: list[TeachingAssignment]) -> dict[tuple[int, int], Room]:
    """Give the room of a subject and teacher; a teacher has one of each kind alone."""
    pairs = sorted(
        {(each.subject.name, each.subject_id, each.teacher_id) for each in taught if each.subject.name in ROOMS}
    )
    rooms, counts = {}, defaultdict(int)
    for name, subject, teacher in pairs:
        counts[name] += 1
        rooms[subject, teacher] = Room(school=school, name=f"{ROOMS[name]}{counts[name]}")
    Room.objects.bulk_create(rooms.values())
    return rooms
