"""Corrections: ordered by who found it, made by the teacher, verified by somebody else, or sent back with a reason."""

from datetime import date, datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from notices.services import send
from teaching_checks.messages import corrections as words
from teaching_checks.models import Correction, Inspected

State = Correction.State


@transaction.atomic
def order(*, row: Inspected, what: str, due_on: date, by: User, today: date | None = None) -> Correction:
    """Ask a teacher to put something right until a day.

    Raises Refused: "oneself", "past-day", "already-open" (one order of a row at a time).
    """
    row = Inspected.objects.select_for_update(of=("self",)).select_related("round", "school").get(pk=row.pk)
    if row.person_id == by.pk:
        raise Refused("oneself")
    if due_on < (today or timezone.localdate()):
        raise Refused("past-day")
    if row.corrections.open().exists():
        raise Refused("already-open")
    with pghistory.context(user=by.pk):
        correction = Correction.objects.create(
            school=row.school, row=row, person_id=row.person_id, what=what, due_on=due_on, ordered_by=by
        )
    _tell(correction, correction.person, words.ordered(correction), f"ordered-{correction.pk}")
    return correction


@transaction.atomic
def correct(*, correction: Correction, note: str, by: User, file=None, now: datetime | None = None) -> Correction:
    """Say what was done. Raises Refused: "not-yours", "not-open"."""
    correction = _locked(correction)
    if correction.person_id != by.pk:
        raise Refused("not-yours")
    if correction.state != State.ORDERED:
        raise Refused("not-open")
    correction.state, correction.note, correction.sent_back = State.CORRECTED, note, ""
    correction.corrected_at = now or timezone.now()
    if file:
        correction.file = file
    with pghistory.context(user=by.pk):
        correction.save()
    key = f"corrected-{correction.pk}-{correction.corrected_at.isoformat()}"
    _tell(correction, correction.ordered_by, words.corrected(correction), key)
    return correction


@transaction.atomic
def verify(*, correction: Correction, by: User, now: datetime | None = None) -> Correction:
    """Confirm that it is put right. Raises Refused: "oneself", "not-corrected"."""
    correction = _to_judge(correction, by)
    correction.state, correction.verified_by, correction.verified_at = State.VERIFIED, by, now or timezone.now()
    with pghistory.context(user=by.pk):
        correction.save()
    _tell(correction, correction.person, words.verified(correction), f"verified-{correction.pk}")
    return correction


@transaction.atomic
def send_back(*, correction: Correction, why: str, due_on: date, by: User, today: date | None = None) -> Correction:
    """Ask for it once more, until a new day. Raises Refused: "oneself", "not-corrected", "past-day"."""
    correction = _to_judge(correction, by)
    if due_on < (today or timezone.localdate()):
        raise Refused("past-day")
    key = f"sent-back-{correction.pk}-{correction.corrected_at.isoformat()}"
    correction.state, correction.sent_back, correction.due_on = State.ORDERED, why, due_on
    with pghistory.context(user=by.pk):
        correction.save()
    _tell(correction, correction.person, words.sent_back(correction), key)
    return correction


def _to_judge(correction: Correction, by: User) -> Correction:
    correction = _locked(correction)
    if correction.person_id == by.pk:
        raise Refused("oneself")
    if correction.state != State.CORRECTED:
        raise Refused("not-corrected")
    return correction


def _locked(correction: Correction) -> Correction:
    rows = Correction.objects.select_for_update(of=("self",))
    return rows.select_related("row__round", "school", "person", "ordered_by").get(pk=correction.pk)


def _tell(correction: Correction, recipient: User, notice: dict, key: str) -> None:
    send(recipients=[recipient], school=correction.school, dedupe=f"correction-{key}", may_leave=True, **notice)
