"""Carrying out a timetable that was read from a workbook: all of it from one day on, or nothing."""

from collections.abc import Mapping
from datetime import date

import pghistory
from django.db import IntegrityError, transaction

from core.refusals import Refused
from registry.models import PeriodTime, Room, TimetableSlot
from registry.services.teachers import assign, end_assignment
from registry.services.timetable_lock import lock_timetables
from registry.timetables.names import Names
from registry.timetables.plan import Plan, make_plan
from registry.timetables.reading import read_timetable
from schools.models import Term


def plan_timetable(*, term: Term, data: bytes, from_on: date, answers: Mapping[str, int]) -> Plan:
    """Give what the workbook would change; nothing is written. Raises Unreadable."""
    names = Names(term.school, from_on)
    reading = read_timetable(data, names, answers)
    return make_plan(reading, names, term=term, from_on=from_on, answers=answers)


@transaction.atomic
def apply_timetable(
    *, term: Term, data: bytes, from_on: date, answers: Mapping[str, int], fingerprint: str, assignments: bool, by
) -> Plan:
    """Do what the preview with this fingerprint showed: old lessons end on the day, new ones begin.

    `assignments` lets who teaches what where follow. Raises Refused: "not-good", "changed-since" (the timetable
    is another one by now), "outside-term", "clash"; nothing is written then.
    """
    lock_timetables([term.pk])
    if from_on not in term.span:
        raise Refused("outside-term")
    plan = plan_timetable(term=term, data=data, from_on=from_on, answers=answers)
    if not plan.is_good:
        raise Refused("not-good")
    if plan.fingerprint != fingerprint:
        raise Refused("changed-since")
    with pghistory.context(user=by.pk):
        try:
            with transaction.atomic():
                _write(plan)
        except IntegrityError as error:
            raise Refused("clash") from error
        if assignments:
            _follow(plan, by)
    return plan


def _write(plan):
    for slot in [*plan.removed, *(slot for slot, _wanted in plan.changed)]:
        slot.end(plan.from_on)
    rooms = _rooms(plan)
    TimetableSlot.objects.bulk_create(
        TimetableSlot(
            school_id=plan.term.school_id,
            term=plan.term,
            weekday=wanted.weekday,
            period=wanted.period,
            weeks=wanted.weeks,
            school_class=wanted.school_class,
            subject=wanted.subject,
            teacher=wanted.teacher,
            room=rooms.get(wanted.room),
            from_on=plan.from_on,
        )
        for wanted in [*plan.new, *(wanted for _slot, wanted in plan.changed)]
    )
    for number, (starts_at, ends_at) in plan.hours.items():
        hours = {"starts_at": starts_at, "ends_at": ends_at}
        PeriodTime.objects.update_or_create(school_id=plan.term.school_id, number=number, defaults=hours)


def _rooms(plan):
    Room.objects.bulk_create(Room(school_id=plan.term.school_id, name=name) for name in plan.new_rooms)
    return {room.name: room for room in Room.objects.filter(school=plan.term.school_id)}


def _follow(plan, by):
    for teacher, school_class, subject in plan.begin:
        assign(teacher=teacher, school_class=school_class, subject=subject, from_on=plan.from_on, by=by)
    for assignment in plan.end:
        end_assignment(assignment=assignment, on=plan.from_on, by=by)
