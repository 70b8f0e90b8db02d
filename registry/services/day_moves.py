"""Lessons held at another time on one day: one moved to a free period, or two of a class swapped (C2.2.3)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pghistory
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from core.refusals import Refused
from registry.models import Room, Substitution, Teacher, TimetableSlot
from registry.selectors.timetable import Lesson, lessons_on
from registry.services.timetable_lock import lock_timetables
from schools.models import School, Term
from schools.selectors import school_calendar


class Taken(Refused):
    """The class, the teacher or the room has `lesson` at that time: class-clash, teacher-clash, room-clash."""

    def __init__(self, reason: str, lesson: Lesson):
        super().__init__(reason)
        self.lesson = lesson


@dataclass(frozen=True)
class Move:
    """A lesson of one day (slot, on), and when, with whom and in which room it is held instead."""

    slot: TimetableSlot
    on: date
    to_on: date
    to_period: int
    teacher: Teacher
    room: Room | None

    def is_own_time_of(self, lesson: Lesson) -> bool:
        return lesson.slot == self.slot and lesson.on == self.on and not lesson.is_moved_here


def swap(first: TimetableSlot, first_on: date, second: TimetableSlot, second_on: date) -> list[Move]:
    """Give the two moves of a swap: each lesson with its own teacher and room at the time of the other."""
    return [
        Move(first, first_on, second_on, second.period, first.teacher, first.room),
        Move(second, second_on, first_on, first.period, second.teacher, second.room),
    ]


def obstacle(moves: list[Move], *, today: date | None = None) -> Refused | None:
    """Give what stands in the way; None when nothing does. At most eight statements for each day touched.

    Reasons: "past" (a day that is over stays as it was), "other-school", "not-same-class" (a swap), "other-term",
    "no-school-day", "no-lesson", "changed-already", and Taken.
    """
    today = today or timezone.localdate()
    if any(day < today for move in moves for day in (move.on, move.to_on)):
        return Refused("past")
    if len({move.slot.school_class_id for move in moves}) > 1:
        return Refused("not-same-class")
    school = moves[0].slot.school
    held = {day: lessons_on(school, day) for day in {day for move in moves for day in (move.on, move.to_on)}}
    return next(filter(None, (_obstacle(move, moves, school, held) for move in moves)), None)


def _obstacle(move: Move, moves: list[Move], school: School, held: dict[date, list[Lesson]]) -> Refused | None:
    own = next((lesson for lesson in held[move.on] if move.is_own_time_of(lesson)), None)
    if own is None:
        return Refused("no-lesson")
    if own.substitution:
        return Refused("changed-already")
    term = move.slot.term
    if move.to_on not in term.span:
        return Refused("other-term")
    calendar = school_calendar(school, term.span.from_on, term.span.to_on)
    if calendar.lessons_weekday(move.to_on) is None:
        return Refused("no-school-day")
    places = {"class-clash": move.slot.school_class, "teacher-clash": move.teacher, "room-clash": move.room}
    if any(place and place.school_id != school.pk for place in places.values()):
        return Refused("other-school")
    return _taken(move, moves, places, held[move.to_on])


def _taken(move: Move, moves: list[Move], places: dict, lessons: list[Lesson]) -> Taken | None:
    for lesson in lessons:
        leaves = any(each.is_own_time_of(lesson) for each in moves)
        if lesson.period != move.to_period or lesson.is_cancelled or leaves:
            continue
        there = {"class-clash": lesson.slot.school_class, "teacher-clash": lesson.teacher, "room-clash": lesson.room}
        for reason, place in places.items():
            if place and there[reason] == place:
                return Taken(reason, lesson)
    return None


@transaction.atomic
def carry_out(*, moves: list[Move], reason: str, by, today: date | None = None) -> UUID:
    """Hold these lessons of one class at their other times; give the mark by which they are taken back together.

    Raises Refused as `obstacle` gives it, and "clash" when a constraint of the database refuses.
    """
    lock_timetables([moves[0].slot.term_id])
    refused = obstacle(moves, today=today)
    if refused:
        raise refused
    together = uuid4()
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            for move in moves:
                _create(move, together, reason, by)
    except IntegrityError as error:
        raise Refused("clash") from error
    return together


def _create(move: Move, together: UUID, reason: str, by) -> None:
    Substitution.objects.create(
        school_id=move.slot.school_id,
        slot=move.slot,
        on=move.on,
        period=move.slot.period,
        teacher=move.teacher,
        held_on=move.to_on,
        held_period=move.to_period,
        school_class=move.slot.school_class,
        room=move.room,
        together=together,
        reason=reason,
        by=by,
    )


@transaction.atomic
def take_back(*, together: UUID, term: Term, by) -> None:
    """Hold the lessons again when the timetable says; twice is once.

    Raises Taken when the class, the teacher or the room has meanwhile been given another lesson then.
    """
    lock_timetables([term.pk])
    rows = list(Substitution.objects.filter(together=together).select_related("slot__school", "teacher"))
    for row in rows:
        _refuse_taken(row, rows)
    with pghistory.context(user=by.pk):
        Substitution.objects.filter(together=together).delete()


def _refuse_taken(row: Substitution, rows: list[Substitution]) -> None:
    slot = row.slot
    places = {"class-clash": slot.school_class, "teacher-clash": slot.teacher, "room-clash": slot.room}
    others = [lesson for lesson in lessons_on(slot.school, row.on) if lesson.substitution not in rows]
    back = Move(slot, row.on, row.on, slot.period, slot.teacher, slot.room)
    taken = _taken(back, [back], places, others)
    if taken:
        raise taken


def is_place_taken_by_move(term: Term, fields: dict, from_on: date, slot: TimetableSlot | None) -> bool:
    """Tell whether a lesson of the week would meet one that is moved to its time on some day from then on."""
    places = [(name, fields[name]) for name in ("school_class", "teacher", "room") if fields.get(name)]
    moved = Substitution.objects.moved().filter(
        Q(*places, _connector=Q.OR), slot__term=term, held_on__gte=from_on, held_period=fields["period"]
    )
    days = list(moved.exclude(slot=slot.pk if slot else None).values_list("held_on", flat=True))
    if not days:
        return False
    calendar = school_calendar(term.school, term.span.from_on, term.span.to_on)
    return any(calendar.lessons_weekday(day) == fields["weekday"] for day in days)
