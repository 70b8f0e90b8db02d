"""Pupils enter, move between and leave classes; every step is a dated row, never an overwrite."""

from datetime import date

import pghistory
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.refusals import Refused
from registry.models import Enrolment, SchoolClass, Student


@transaction.atomic
def move_to_class(*, student: Student, school_class: SchoolClass, on: date, by) -> Enrolment:
    """Let the pupil be in another class from that day on; the first class counts as entering.

    A second move on the same day corrects the first. Raises Refused: "other-school", "closed", "same-class",
    "overlap" (something later is already entered).
    """
    _lock(student)
    if school_class.school_id != student.school_id:
        raise Refused("other-school")
    if school_class.closed_on and school_class.closed_on <= on:
        raise Refused("closed")
    enrolments = student.enrolments
    if enrolments.filter(Q(from_on__gt=on) | Q(to_on__gt=on)).exists():
        raise Refused("overlap")
    current = enrolments.filter(to_on=None).first()
    if current and current.school_class_id == school_class.pk:
        raise Refused("same-class")
    with pghistory.context(user=by.pk):
        return _enter(student, current, school_class, on)


def _enter(student, current, school_class, on):
    if current and current.from_on == on:
        return _correct(student, current, school_class)
    how = Enrolment.How.MOVED if current else _way_in(student)
    if current:
        _end(current, on, Enrolment.Ended.MOVED)
    return Enrolment.objects.create(
        school_id=student.school_id, student=student, school_class=school_class, from_on=on, how=how
    )


def _way_in(student):
    has_been_here = student.enrolments.exists()
    return Enrolment.How.TRANSFERRED if has_been_here else Enrolment.How.ENTERED


def _correct(student, current, school_class):
    """Put the right class in place of one entered for the same day; back to the old class means no move at all."""
    previous = student.enrolments.filter(to_on=current.from_on).exclude(pk=current.pk).last()
    if previous and previous.school_class_id == school_class.pk:
        current.delete()
        return _reopen(previous)
    current.school_class = school_class
    current.save(update_fields=["school_class"])
    return current


@transaction.atomic
def leave_school(*, student: Student, on: date, ended: str, by) -> Enrolment:
    """End the pupil's time in the school: from that day on they are in no class.

    Raises Refused: "not-enrolled", "overlap" (the class began later than that day).
    """
    _lock(student)
    current = student.enrolments.filter(to_on=None).first()
    if current is None:
        raise Refused("not-enrolled")
    if current.from_on > on:
        raise Refused("overlap")
    with pghistory.context(user=by.pk):
        return _end(current, on, ended)


@transaction.atomic
def undo_last_step(*, student: Student, by) -> None:
    """Take back today's move or leaving. Raises Refused("nothing-to-undo") when the last step is older."""
    _lock(student)
    last = last_step_of_today(student)
    if last is None:
        raise Refused("nothing-to-undo")
    with pghistory.context(user=by.pk):
        if last.to_on:
            _reopen(last)
        else:
            previous = _before(last)
            last.delete()
            _reopen(previous)


def last_step_of_today(student: Student, today: date | None = None) -> Enrolment | None:
    """Give the enrolment that a person ended or moved into today, as long as it is the last and can be taken back."""
    last = student.enrolments.order_by("from_on", "pk").last()
    if last is None or not (last.to_on or _before(last)):
        return None
    newest = Enrolment.pgh_event_model.objects.filter(pgh_obj_id=last.pk).order_by("pgh_id").last()
    wanted = "update" if last.to_on else "insert"
    is_of_today = newest and timezone.localdate(newest.pgh_created_at) == (today or timezone.localdate())
    return last if is_of_today and newest.pgh_label == wanted else None


def _before(enrolment):
    return (
        Enrolment.objects.filter(student=enrolment.student_id, to_on=enrolment.from_on, ended=Enrolment.Ended.MOVED)
        .exclude(pk=enrolment.pk)
        .last()
    )


def _end(enrolment, on, ended):
    enrolment.to_on, enrolment.ended = on, ended
    enrolment.save(update_fields=["to_on", "ended"])
    return enrolment


def _reopen(enrolment):
    enrolment.to_on, enrolment.ended = None, ""
    enrolment.save(update_fields=["to_on", "ended"])
    return enrolment


def _lock(student):
    Student.objects.select_for_update().get(pk=student.pk)
