"""What happens to an observation after it was handed in: talked over, words mended, withdrawn."""

from collections.abc import Mapping
from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from notices.services import send as send_notice
from observations import messages
from observations.models import Observation

TEXTS = ("topic", "notes", "strengths", "shortcomings", "suggestions")


@transaction.atomic
def talk_over(*, observation: Observation, at: datetime, by: User, now: datetime | None = None) -> Observation:
    """Record when it was talked over; from then on it counts (F-09, C1.5). Observer or observed teacher says so.

    Raises Refused: "not-yours", "withdrawn", "talked-over", "talk-before-lesson", "talk-in-future".
    """
    kept = _held(observation)
    if by.pk not in (kept.observer_id, kept.person_id):
        raise Refused("not-yours")
    if kept.feedback_at:
        raise Refused("talked-over")
    if at < kept.starts_at:
        raise Refused("talk-before-lesson")
    if at > (now or timezone.now()):
        raise Refused("talk-in-future")
    kept.feedback_at, kept.feedback_by = at, by
    return _saved(kept, by, "feedback_at", "feedback_by")


@transaction.atomic
def mend(*, observation: Observation, texts: Mapping[str, str], by: User) -> Observation:
    """Let the observer mend the own words until they were talked over or answered; the history keeps what stood there.

    Scores, lesson and photos stay: who has those wrong withdraws it and sends another.
    Raises Refused: "not-observer", "withdrawn", "talked-over", "answered".
    """
    kept = _held(observation)
    _check_own(kept, by)
    if kept.feedback_at:
        raise Refused("talked-over")
    for name in TEXTS:
        setattr(kept, name, texts[name])
    return _saved(kept, by, *TEXTS)


@transaction.atomic
def withdraw(*, observation: Observation, why: str, by: User, now: datetime | None = None) -> Observation:
    """Take the own observation back until it is answered; it stays readable and counts no more.

    Raises Refused: "not-observer", "withdrawn", "answered", "no-reason".
    """
    kept = _held(observation)
    _check_own(kept, by)
    if not why.strip():
        raise Refused("no-reason")
    kept.withdrawn_at, kept.withdrawn_why = now or timezone.now(), why.strip()
    send_notice(recipients=kept.person, **messages.withdrawn(kept))
    return _saved(kept, by, "withdrawn_at", "withdrawn_why")


def _held(observation) -> Observation:
    kept = Observation.objects.select_for_update().get(pk=observation.pk)
    if kept.withdrawn_at:
        raise Refused("withdrawn")
    return kept


def _check_own(kept, by) -> None:
    if kept.observer_id != by.pk:
        raise Refused("not-observer")
    if kept.answered_at:
        raise Refused("answered")


def _saved(kept, by, *fields) -> Observation:
    with pghistory.context(user=by.pk):
        kept.save(update_fields=fields)
    return kept
