"""Lesson changes from asking to the timetable of the day; nobody swaps freely (C2.2.3, N-14)."""

from datetime import date

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Post, User
from accounts.permissions import Permission
from accounts.roles import Role
from core.refusals import Refused
from notices.services import send
from patrols import messages as words
from patrols.models import LessonChange
from registry.models import Room, Substitution, Teacher, TimetableSlot
from registry.selectors.timetable import lessons_on
from registry.services import day_moves, timetable
from registry.services.day_moves import Move
from registry.services.timetable_lock import lock_timetables

State, Kind = LessonChange.State, LessonChange.Kind
OFFICE = (Role.ACADEMIC_DIRECTOR, Role.ACADEMIC_CLERK)


def obstacle(change: LessonChange, *, today: date | None = None) -> Refused | None:
    """Give what stands in the way of a change as the timetable is now; None when it can be done.

    Reasons: those of day_moves.obstacle with Taken, and Busy.
    """
    today = today or timezone.localdate()
    if change.on < today:
        return Refused("past")
    if change.kind != Kind.SUBSTITUTE:
        return day_moves.obstacle(moves_of(change), today=today)
    day = lessons_on(change.school, change.on)
    own = next((each for each in day if each.slot == change.slot and not each.is_moved_here), None)
    if own is None or own.is_cancelled:
        return Refused("no-lesson")
    if own.substitution:
        return Refused("changed-already")
    there = (each for each in day if each.period == change.slot.period and each.teacher == change.colleague)
    busy = next(there, None)
    return timetable.Busy(busy) if busy else None


def moves_of(change: LessonChange) -> list[Move]:
    """Give what a swap or a move does to the timetable."""
    slot = change.slot
    if change.kind == Kind.SWAP:
        return day_moves.swap(slot, change.on, change.other_slot, change.other_on)
    return [Move(slot, change.on, change.to_on, change.to_period, slot.teacher, change.room or slot.room)]


@transaction.atomic
def ask(
    *,
    slot: TimetableSlot,
    on: date,
    kind: str,
    reason: str,
    by: User,
    colleague: Teacher | None = None,
    other_slot: TimetableSlot | None = None,
    other_on: date | None = None,
    to_on: date | None = None,
    to_period: int | None = None,
    room: Room | None = None,
    today: date | None = None,
) -> LessonChange:
    """Ask to change a lesson of one's own; the colleague is asked first, a move goes to the office at once.

    Raises Refused: "not-own-lesson", "own-colleague", "asked-already", and what `obstacle` gives.
    """
    if slot.teacher is None or slot.teacher.user_id != by.pk:
        raise Refused("not-own-lesson")
    if colleague == slot.teacher:
        raise Refused("own-colleague")
    change = LessonChange(
        school_id=slot.school_id, kind=kind, slot=slot, on=on, teacher=slot.teacher, colleague=colleague,
        other_slot=other_slot, other_on=other_on, to_on=to_on, to_period=to_period, room=room, reason=reason,
        asked_by=by, state=State.AGREED if kind == Kind.MOVE else State.ASKED,
    )  # fmt: skip
    refused = obstacle(change, today=today)
    if refused:
        raise refused
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            change.save()
    except IntegrityError as error:
        raise Refused("asked-already") from error
    _tell_asked(change)
    return change


@transaction.atomic
def answer(*, change: LessonChange, agrees: bool, by: User, today: date | None = None, now=None) -> LessonChange:
    """Let the colleague agree, and so pass it to the office, or decline.

    Raises Refused: "not-open-any-more", "not-the-colleague", and with `agrees` what `obstacle` gives.
    """
    change = _locked(change)
    if change.state != State.ASKED:
        raise Refused("not-open-any-more")
    if change.colleague.user_id != by.pk:
        raise Refused("not-the-colleague")
    refused = obstacle(change, today=today) if agrees else None
    if refused:
        raise refused
    _set(change, by, state=State.AGREED if agrees else State.DECLINED, answered_at=now or timezone.now())
    if agrees:
        send(recipients=_office(change).exclude(pk=by.pk), **words.change_to_decide(change))
    else:
        send(recipients=[change.asked_by], **words.change_answered(change))
    return change


@transaction.atomic
def approve(*, change: LessonChange, by: User, today: date | None = None, now=None) -> LessonChange:
    """Approve it: from now on the timetable of the day says so, and those concerned are told.

    Raises Refused: "not-open-any-more", "own-change", and what stands in the way by now.
    """
    lock_timetables([change.slot.term_id])
    change = _decidable(change, by)
    refused = obstacle(change, today=today)
    if refused:
        raise refused
    if change.kind == Kind.SUBSTITUTE:
        timetable.change_day(slot=change.slot, on=change.on, teacher=change.colleague, reason=change.reason, by=by)
        together = None
    else:
        together = day_moves.carry_out(moves=moves_of(change), reason=change.reason, by=by, today=today)
    _set(change, by, state=State.APPROVED, decided_by=by, decided_at=now or timezone.now(), together=together)
    _tell_decided(change, by)
    return change


@transaction.atomic
def refuse(*, change: LessonChange, why: str, by: User, now=None) -> LessonChange:
    """Refuse it, with the reason. Raises Refused: "not-open-any-more", "own-change"."""
    change = _decidable(change, by)
    _set(change, by, state=State.REFUSED, decided_by=by, decided_at=now or timezone.now(), answer=why)
    people = {change.asked_by, change.colleague.user if change.colleague else change.asked_by}
    send(recipients=people, **words.change_answered(change))
    return change


@transaction.atomic
def withdraw(*, change: LessonChange, by: User) -> LessonChange:
    """Take one's own question back before it is decided. Raises Refused: "not-open-any-more", "not-own-lesson"."""
    change = _locked(change)
    if change.asked_by_id != by.pk:
        raise Refused("not-own-lesson")
    if not change.is_open:
        raise Refused("not-open-any-more")
    _set(change, by, state=State.WITHDRAWN)
    return change


@transaction.atomic
def cancel(*, change: LessonChange, by: User, today: date | None = None) -> LessonChange:
    """Cancel an approved change before its first day: the lessons are held as the timetable says.

    Raises Refused: "not-own-lesson" (neither who asked nor the office), "too-late-to-cancel", and Taken or Busy when
    the old time was given away meanwhile.
    """
    lock_timetables([change.slot.term_id])
    change = _locked(change)
    if by.pk != change.asked_by_id and change.school_id not in by.schools_with(Permission.LESSON_CHANGE_DECIDE):
        raise Refused("not-own-lesson")
    if change.state != State.APPROVED or change.first_on <= (today or timezone.localdate()):
        raise Refused("too-late-to-cancel")
    if change.together:
        day_moves.take_back(together=change.together, term=change.slot.term, by=by)
    else:
        for row in Substitution.objects.filter(slot=change.slot, on=change.on, teacher=change.colleague):
            timetable.undo_change(substitution=row, by=by)
    _set(change, by, state=State.CANCELLED)
    _tell_decided(change, by)
    return change


def _decidable(change: LessonChange, by: User) -> LessonChange:
    change = _locked(change)
    if change.state != State.AGREED:
        raise Refused("not-open-any-more")
    if by.pk == change.asked_by_id or (change.colleague and change.colleague.user_id == by.pk):
        raise Refused("own-change")
    return change


def _locked(change: LessonChange) -> LessonChange:
    """Give it as it is now. Raises Refused: "changed-meanwhile" (it went with its lesson)."""
    kept = LessonChange.objects.for_listing().select_for_update(of=("self",)).filter(pk=change.pk).first()
    if kept is None:
        raise Refused("changed-meanwhile")
    return kept


def _set(change: LessonChange, by: User, **fields) -> None:
    for name, value in fields.items():
        setattr(change, name, value)
    with pghistory.context(user=by.pk):
        change.save(update_fields=list(fields))


def _tell_asked(change: LessonChange) -> None:
    if change.colleague:
        send(recipients=[change.colleague.user], **words.change_asked(change))
    else:
        send(recipients=_office(change), **words.change_to_decide(change))


def _tell_decided(change: LessonChange, by: User) -> None:
    """Tell who asked, the colleague and the class teacher (N-14); who did it knows."""
    people = {change.asked_by_id, change.colleague.user_id if change.colleague else change.asked_by_id}
    leads = Post.objects.held_on(timezone.localdate()).filter(
        school=change.school_id, role=Role.CLASS_TEACHER, scope_id=change.slot.school_class_id
    )
    people |= set(leads.values_list("user", flat=True))
    send(recipients=User.objects.filter(pk__in=people - {by.pk}), **words.change_decided(change))


def _office(change: LessonChange):
    posts = Post.objects.held_on(timezone.localdate()).filter(school=change.school_id, role__in=OFFICE)
    return User.objects.filter(pk__in=posts.values("user"))
