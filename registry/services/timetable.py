"""The timetable by hand: one lesson of the week, and what is different on a day (C2.2.3)."""

from datetime import date, time
from uuid import uuid4

import pghistory
from django.db import IntegrityError, transaction
from django.db.models import Q

from core.refusals import Refused
from registry.models import PeriodTime, Substitution, Teacher, TimetableSlot, Weeks
from registry.selectors.timetable import Lesson, lessons_on, with_names
from registry.services.day_moves import is_place_taken_by_move, take_back
from registry.services.timetable_lock import lock_lesson, lock_timetables
from registry.timetables.rules import do_meet
from schools.models import School, Term

PLACES = {"school_class": "class-clash", "teacher": "teacher-clash", "room": "room-clash"}


class Clash(Refused):
    """Somebody or something is in another lesson then: `slot`. Reasons: class-clash, teacher-clash, room-clash."""

    def __init__(self, reason: str, slot: TimetableSlot):
        super().__init__(reason)
        self.slot = slot


class Busy(Refused):
    """The substitute teaches at that time on that day: `lesson`."""

    def __init__(self, lesson: Lesson):
        super().__init__("substitute-busy")
        self.lesson = lesson


@transaction.atomic
def save_lesson(*, term: Term, fields: dict, from_on: date, by, slot: TimetableSlot | None = None) -> TimetableSlot:
    """Enter a lesson of the week, or change one from that day on; what was before stays what it was.

    fields: weekday, period, weeks, school_class, subject, teacher, room. Raises Refused: "outside-term",
    "other-school", "ended", "changed-meanwhile", "moved-there" (a lesson is moved to that time),
    and Clash.
    """
    lock_timetables([term.pk])
    slot = lock_lesson(slot) if slot else None
    if from_on not in term.span:
        raise Refused("outside-term")
    _refuse_foreign(term, fields)
    if slot and (slot.to_on is not None and slot.to_on <= from_on):
        raise Refused("ended")
    _refuse_clash(term, fields, from_on, slot)
    if is_place_taken_by_move(term, fields, from_on, slot):
        raise Refused("moved-there")
    to_on = slot.to_on if slot else None
    with pghistory.context(user=by.pk):
        if slot:
            slot.end(from_on)
        try:
            with transaction.atomic():
                return TimetableSlot.objects.create(
                    school_id=term.school_id, term=term, from_on=from_on, to_on=to_on, **fields
                )
        except IntegrityError as error:
            raise Refused("clash") from error


@transaction.atomic
def end_lesson(*, slot: TimetableSlot, on: date, by) -> None:
    """End a lesson of the week on that day, the first without it; one that has not begun goes altogether.

    Raises Refused: "changed-meanwhile".
    """
    slot = lock_lesson(slot)
    with pghistory.context(user=by.pk):
        slot.end(on)


@transaction.atomic
def change_day(*, slot: TimetableSlot, on: date, teacher: Teacher | None, reason: str, by) -> Substitution:
    """Let somebody else teach a lesson on one day, or with None cancel it; replaces an earlier change of the day.

    Raises Refused: "no-lesson" (it is not held that day), "moved-away", "same-teacher", "other-school",
    "changed-meanwhile", and Busy. Source: C2.2.3 (rule set 2): no free swapping, a change goes through the office.
    """
    slot = lock_lesson(slot)
    day = lessons_on(slot.school, on)
    own = next((lesson for lesson in day if lesson.slot == slot and not lesson.is_moved_here), None)
    if own is None:
        raise Refused("no-lesson")
    if own.is_moved_away:
        raise Refused("moved-away")
    if teacher:
        _refuse_substitute(slot, day, teacher)
    fields = {"school_id": slot.school_id, "period": slot.period, "teacher": teacher, "is_cancelled": teacher is None}
    with pghistory.context(user=by.pk):
        return Substitution.objects.update_or_create(slot=slot, on=on, defaults=fields | {"reason": reason, "by": by})[
            0
        ]


@transaction.atomic
def undo_change(*, substitution: Substitution, by) -> None:
    """Take a change of a day back: the lesson is held as the timetable says.

    Raises Busy when its teacher has meanwhile been given another lesson then, and what day_moves.take_back raises.
    """
    if substitution.is_moved:
        take_back(together=substitution.together, term=substitution.slot.term, by=by)
        return
    slot = lock_lesson(substitution.slot)
    if slot.teacher:
        others = [each for each in lessons_on(slot.school, substitution.on) if each.slot != slot]
        _refuse_busy(slot.period, others, slot.teacher)
    with pghistory.context(user=by.pk):
        substitution.delete()


def _refuse_foreign(term, fields):
    schools = {fields[name].school_id for name in ("school_class", "subject", "teacher", "room") if fields.get(name)}
    if schools != {term.school_id}:
        raise Refused("other-school")


def _refuse_clash(term, fields, from_on, slot):
    """Say in which lesson the class, the teacher or the room is; the constraints hold the same."""
    others = TimetableSlot.objects.filter(term=term, weekday=fields["weekday"], period=fields["period"])
    others = others.held_from(from_on).exclude(pk=slot.pk if slot else None)
    if slot and slot.to_on:
        others = others.filter(from_on__lt=slot.to_on)
    in_places = Q(*[(name, fields[name]) for name in PLACES if fields.get(name)], _connector=Q.OR)
    for other in with_names(others.filter(in_places), from_on):
        if do_meet(other.weeks, fields.get("weeks", Weeks.EVERY)):
            place = next(name for name in PLACES if fields.get(name) and getattr(other, name) == fields[name])
            raise Clash(PLACES[place], other)


def _refuse_substitute(slot, day, teacher):
    if teacher.school_id != slot.school_id:
        raise Refused("other-school")
    if teacher == slot.teacher:
        raise Refused("same-teacher")
    _refuse_busy(slot.period, [each for each in day if each.slot != slot], teacher)


def _refuse_busy(period, lessons, teacher):
    for lesson in lessons:
        if lesson.period == period and lesson.teacher == teacher:
            raise Busy(lesson)


@transaction.atomic
def set_hours(*, school: School, hours: dict[int, tuple[time, time]], by) -> None:
    """Let the periods of the day begin and end at exactly these clock times; others have none."""
    with pghistory.context(user=by.pk):
        PeriodTime.objects.filter(school=school).exclude(number__in=hours).delete()
        for number, (starts_at, ends_at) in hours.items():
            PeriodTime.objects.update_or_create(
                school=school, number=number, defaults={"starts_at": starts_at, "ends_at": ends_at}
            )


def release_teacher(*, teacher: Teacher, on: date) -> None:
    """Leave the lessons of a teacher who goes to nobody from that day on; the classes keep them.

    The caller has locked the timetables of the teacher (lock_timetables_of) before it wrote anything.
    """
    Substitution.objects.filter(Q(on__gte=on) | Q(held_on__gte=on), teacher=teacher).delete_together()
    for slot in TimetableSlot.objects.filter(teacher=teacher).held_from(on):
        until, begins = slot.to_on, max(on, slot.from_on)
        slot.end(on)
        slot.pk, slot.public_id, slot._state.adding = None, uuid4(), True
        slot.teacher, slot.from_on, slot.to_on = None, begins, until
        slot.save()
