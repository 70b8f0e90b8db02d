"""Why a teacher was missing: found out by the office, passed to the academic director, seen there (C2.2.2)."""

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import Post, User
from accounts.roles import Role
from core.refusals import Refused
from notices.services import send
from patrols import messages as words
from patrols.models import PatrolEntry, Reason


@transaction.atomic
def give(*, entry: PatrolEntry, kind: str, text: str, by: User, now=None) -> Reason:
    """Enter why the teacher was missing, or mend it; the academic director is told and has to see it (again).

    Raises Refused: "not-missing", "own-absence" (nobody excuses the own absence).
    """
    entry = PatrolEntry.objects.select_for_update(of=("self",)).select_related("teacher").get(pk=entry.pk)
    if not entry.is_missing or entry.teacher is None:
        raise Refused("not-missing")
    if entry.teacher.user_id == by.pk:
        raise Refused("own-absence")
    fields = {
        "school_id": entry.school_id, "kind": kind, "text": text, "entered_by": by,
        "entered_at": now or timezone.now(), "seen_by": None, "seen_at": None,
    }  # fmt: skip
    with pghistory.context(user=by.pk):
        reason, _is_new = Reason.objects.update_or_create(entry=entry, defaults=fields)
    directors = User.objects.filter(posts__in=_posts_of_directors(entry.school_id)).exclude(pk=by.pk).distinct()
    send(recipients=directors, **words.reason_given(reason))
    return reason


@transaction.atomic
def see(*, reason: Reason, by: User, now=None) -> Reason:
    """Mark as seen by who leads the office; twice is once.

    Raises Refused: "own-reason" (who entered it does not see it), "own-absence".
    """
    reason = Reason.objects.select_for_update(of=("self",)).select_related("entry__teacher").get(pk=reason.pk)
    if reason.entered_by_id == by.pk:
        raise Refused("own-reason")
    if reason.entry.teacher and reason.entry.teacher.user_id == by.pk:
        raise Refused("own-absence")
    if reason.seen_at is None:
        reason.seen_by, reason.seen_at = by, now or timezone.now()
        with pghistory.context(user=by.pk):
            reason.save(update_fields=["seen_by", "seen_at"])
    return reason


def _posts_of_directors(school_id: int):
    return Post.objects.held_on(timezone.localdate()).filter(school=school_id, role=Role.ACADEMIC_DIRECTOR)
