"""Rows for tests: what teachers and the office record outside of inspections."""

from datetime import date, datetime, time

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.tests.factories import create_user
from teaching_checks.models import HandIn, HandInCall

DUE = date(2026, 9, 18)


def moment(on: date, at: time = time(12)) -> datetime:
    return timezone.make_aware(datetime.combine(on, at))


def create_call(*, school, term, kind="teaching_plan", due_on=DUE, by=None, **fields) -> HandInCall:
    fields = {"title": "Plan", **fields}
    return HandInCall.objects.create(
        school=school, term=term, kind=kind, due_on=due_on, made_by=by or create_user(), **fields
    )


def create_hand_in(*, call, teacher, on=None, **fields) -> HandIn:
    """Give the row of a teacher; with `on`, handed in at noon of that day."""
    if on:
        fields = {"state": "handed_in", "handed_in_at": moment(on), "renewed_at": moment(on), "version": 1, **fields}
    return HandIn.objects.create(school=call.school, call=call, teacher=teacher, person_id=teacher.user_id, **fields)


def samples(of: dict) -> dict:
    """Give one record of each noun for the walk over every address."""
    call = create_call(school=of["school"], term=of["term"], due_on=date(2026, 10, 9), by=of["account"])
    proof = ContentFile(b"%PDF-1.7", name="sample.pdf")
    handin = create_hand_in(call=call, teacher=of["teacher"], on=date(2026, 10, 8), file=proof)
    return {"handin": handin, "handincall": call}
