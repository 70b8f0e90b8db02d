"""Rows for tests: an inspected teacher, and what is to be put right."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from registry.models import Teacher
from schools.models import School, Term
from sheets.tests.factories import create_score_sheet
from teaching_checks.models import Correction, Inspected, Round

DAY = date(2026, 10, 8)


def create_done_row(*, school: School, term: Term, teacher: Teacher, by: User, on: date = DAY) -> Inspected:
    """Give a teacher's row in an open round, done and talked over."""
    now = timezone.now()
    sheet = create_score_sheet(school=school, code="sample-plan")
    round = Round.objects.create(
        school=school,
        term=term,
        name="Plans",
        object="lesson_plan",
        sheet=sheet,
        from_on=on,
        to_on=on,
        state="open",
        organiser=by,
        opened_at=now,
        opened_by=by,
    )
    done = {"is_done": True, "done_on": on, "done_by": by, "feedback_at": now, "grade": "failed"}
    return Inspected.objects.create(school=school, round=round, teacher=teacher, person=teacher.user, **done)


def create_correction(row: Inspected, *, by: User, has_file: bool = False, **fields) -> Correction:
    """Give an order of a week; with `has_file` the teacher has answered already."""
    if has_file:
        proof = ContentFile(b"%PDF-1.7", name="sample.pdf")
        fields = {"state": "corrected", "note": "done", "corrected_at": timezone.now(), "file": proof, **fields}
    defaults = {"what": "two goals are missing", "due_on": timezone.localdate() + timedelta(days=7)}
    return Correction.objects.create(
        school=row.school, row=row, person=row.person, ordered_by=by, **{**defaults, **fields}
    )
