"""Who is in a round: adding, taking out, excusing; and that opinions were exchanged."""

from datetime import datetime

import pghistory
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from registry.models import Teacher
from teaching_checks.models import Inspected, Round
from teaching_checks.services.planning import locked


@transaction.atomic
def add(*, round: Round, teacher: Teacher, inspector: User | None, by: User) -> Inspected:
    """Add a teacher of the school to a round that is not closed.

    Raises Refused("closed"), ("twice"), ("himself") when the teacher would be the inspector, ("not-here").
    """
    round = _open_to_change(round)
    if teacher.school_id != round.school_id:
        raise Refused("not-here")
    if inspector and inspector.pk == teacher.user_id:
        raise Refused("himself")
    if round.rows.filter(person=teacher.user_id).exists():
        raise Refused("twice")
    last = round.rows.aggregate(last=Max("position"))["last"]
    with pghistory.context(user=by.pk):
        _note_change(round)
        return Inspected.objects.create(
            school_id=round.school_id,
            round=round,
            teacher=teacher,
            person_id=teacher.user_id,
            inspector=inspector,
            position=0 if last is None else last + 1,
        )


@transaction.atomic
def remove(*, row: Inspected, by: User, even_with_values: bool = False) -> None:
    """Take a teacher out of a round.

    Raises Refused("closed"), ("yourself"), ("has-values") unless one has agreed, ("has-records") when something was
    made of what was found, as a correction that was ordered: that is not lost with the line.
    """
    round = _open_to_change(row.round)
    _refuse_oneself(row, by)
    if not even_with_values and row.cells.exclude(value="").exists():
        raise Refused("has-values")
    with pghistory.context(user=by.pk):
        _note_change(round)
        try:
            row.delete()
        except ProtectedError:
            raise Refused("has-records") from None


@transaction.atomic
def excuse(*, row: Inspected, reason: str, by: User) -> Inspected:
    """Say why somebody is not inspected after all; an empty reason takes that back.

    Raises Refused("closed"), ("yourself"), ("done") when everything has been entered.
    """
    round = _open_to_change(row.round)
    _refuse_oneself(row, by)
    row = Inspected.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if reason and row.is_done:
        raise Refused("done")
    row.excused = reason
    with pghistory.context(user=by.pk):
        _note_change(round)
        row.save(update_fields=["excused"])
    return row


@transaction.atomic
def note_feedback(*, row: Inspected, at: datetime, by: User, now: datetime | None = None) -> Inspected:
    """Keep when opinions were exchanged with the teacher; from then on he or she reads the result.

    Raises Refused("not-done"), ("yourself"), ("later") for a moment to come. Source: C1.7, C3.4, C7.2.
    """
    _refuse_oneself(row, by)
    row = Inspected.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not row.is_done:
        raise Refused("not-done")
    if at > (now or timezone.now()):
        raise Refused("later")
    row.feedback_at = at
    with pghistory.context(user=by.pk):
        row.save(update_fields=["feedback_at"])
    return row


def _open_to_change(round: Round) -> Round:
    round = locked(round)
    if round.state == Round.State.CLOSED:
        raise Refused("closed")
    return round


def _note_change(round: Round) -> None:
    """Let open pages know that the list is another one."""
    round.roster += 1
    round.save(update_fields=["roster"])


def _refuse_oneself(row: Inspected, by: User) -> None:
    if row.person_id == by.pk:
        raise Refused("yourself")
