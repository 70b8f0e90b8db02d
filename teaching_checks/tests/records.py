"""Rows for tests: what teachers and the office record outside of inspections."""

from datetime import date, datetime, time

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.tests.factories import create_user
from registry.models import TimetableSlot
from teaching_checks.models import Experiment, HandIn, HandInCall, Insight, Marking, PlanException, PupilRecord

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


def create_marking(*, teacher, school_class, subject, on, times=1, expected=40, marked=40, **fields) -> Marking:
    fields = {"entered_by_id": teacher.user_id, **fields}
    return Marking.objects.create(
        school=teacher.school,
        teacher=teacher,
        person_id=teacher.user_id,
        school_class=school_class,
        subject=subject,
        on=on,
        times=times,
        expected=expected,
        marked=marked,
        **fields,
    )


def create_experiment(*, teacher, term, school_class, subject, due_on, name="Boiling water", **fields) -> Experiment:
    return Experiment.objects.create(
        school=teacher.school,
        term=term,
        teacher=teacher,
        person_id=teacher.user_id,
        school_class=school_class,
        subject=subject,
        name=name,
        due_on=due_on,
        **fields,
    )


def create_pupil_record(*, teacher, student, on, **fields) -> PupilRecord:
    fields = {"note": "fractions", **fields}
    return PupilRecord.objects.create(
        school=teacher.school, teacher=teacher, person_id=teacher.user_id, student=student, on=on, **fields
    )


def create_slot(*, teacher, term, school_class, subject, weekday=1, period=1, **fields) -> TimetableSlot:
    whose = {"school_class": school_class, "subject": subject, "teacher": teacher}
    fields = {"from_on": term.starts_on, **fields}
    return TimetableSlot.objects.create(
        school=teacher.school, term=term, weekday=weekday, period=period, **whose, **fields
    )


def samples(of: dict) -> dict:
    """Give one record of each noun for the walk over every address."""
    call = create_call(school=of["school"], term=of["term"], due_on=date(2026, 10, 9), by=of["account"])
    proof = ContentFile(b"%PDF-1.7", name="sample.pdf")
    handin = create_hand_in(call=call, teacher=of["teacher"], on=date(2026, 10, 8), file=proof)
    whose = {"teacher": of["teacher"], "school_class": of["class"], "subject": of["subject"]}
    exception = {"school": of["school"], "term": of["term"], "teacher": of["teacher"], "by": of["account"]}
    by_person = {"school": of["school"], "teacher": of["teacher"], "person_id": of["teacher"].user_id}
    return {
        "handin": handin,
        "handincall": call,
        "marking": create_marking(on=date(2026, 10, 8), **whose),
        "experiment": create_experiment(term=of["term"], due_on=date(2026, 10, 9), **whose),
        "tutoring": create_pupil_record(teacher=of["teacher"], student=of["student"], on=date(2026, 10, 8)),
        "insight": Insight.objects.create(on=date(2026, 10, 8), ways=["homework"], **by_person),
        "planexception": PlanException.objects.create(reason="textbook_missing", lessons=1, **exception),
    }
