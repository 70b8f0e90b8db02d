"""Write the six-earnests evaluation of a teacher, and answer it (C4.3b)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.dates import Span
from core.refusals import Refused
from notices.services import send
from registry.models import Teacher
from rulebook.selectors.people import load_people
from schools.models import Term
from sheets import rules
from sheets.models import ScoreSheet
from teaching_checks.messages.reviews import written
from teaching_checks.models import SixEarnestsReview

State = SixEarnestsReview.State


@transaction.atomic
def write(
    *,
    term: Term,
    teacher: Teacher,
    sheet: ScoreSheet,
    values: Mapping[str, str],
    is_final: bool,
    by: User,
    now: datetime | None = None,
) -> SixEarnestsReview:
    """Keep a draft, or make it final and tell the teacher; a final one is corrected, never a draft again.

    Anybody of the office may prepare a draft; only the administrative meeting evaluates. Raises Refused:
    "own", "final", "not_in_meeting", "incomplete" (a grade is missing).
    """
    now = now or timezone.now()
    if teacher.user_id == by.pk:
        raise Refused("own")
    Teacher.objects.select_for_update(of=("self",)).get(pk=teacher.pk)  # two of the meeting may write at once
    known = SixEarnestsReview.objects.filter(term=term, teacher=teacher).first()
    if known and known.state == State.FINAL and not is_final:
        raise Refused("final")
    if is_final and not rules.is_complete(sheet.sheet, values):
        raise Refused("incomplete")
    if is_final and not _is_in_meeting(by, term, now):
        raise Refused("not_in_meeting")
    fields = {"sheet": sheet, "values": dict(values), "written_by": by, "written_at": now}
    fields |= {"school_id": term.school_id, "person_id": teacher.user_id}
    if is_final:
        first = known.final_on if known else None
        fields |= {"state": State.FINAL, "final_on": first or timezone.localdate(now)}
    with pghistory.context(user=by.pk):
        review, _made = SixEarnestsReview.objects.update_or_create(term=term, teacher=teacher, defaults=fields)
    if is_final:
        send(recipients=teacher.user, **written(review))
    return review


def _is_in_meeting(user: User, term: Term, now: datetime) -> bool:
    today = timezone.localdate(now)
    people = load_people(term.school, Span(today, today + timedelta(days=1)), wanted=())
    return any(holding.user == user.pk for holding in people.holders_on(["admin_meeting"], today))


@transaction.atomic
def answer(*, review: SixEarnestsReview, word: str, by: User, now: datetime | None = None) -> SixEarnestsReview:
    """Add the teacher's own word, or change it. Raises Refused("not_yours")."""
    review = SixEarnestsReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.person_id != by.pk or review.state != State.FINAL:
        raise Refused("not_yours")
    review.word, review.word_at = word.strip(), now or timezone.now()
    with pghistory.context(user=by.pk):
        review.save(update_fields=["word", "word_at"])
    return review
