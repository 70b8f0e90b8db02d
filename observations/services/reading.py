"""What is done with an observation by those who read it: the teacher, and the office (C1.5, C2.2.4)."""

from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from observations.models import Observation, OfficeFeedback


@transaction.atomic
def mark_read(*, observation: Observation, by: User, now: datetime | None = None) -> None:
    """Note that the observed teacher has opened it, the first time; nobody else's look is a receipt."""
    if by.pk != observation.person_id or observation.read_at or observation.withdrawn_at:
        return
    kept = Observation.objects.select_for_update().get(pk=observation.pk)
    if kept.read_at is None:
        kept.read_at = now or timezone.now()
        with pghistory.context(user=by.pk):
            kept.save(update_fields=["read_at"])
    observation.read_at = kept.read_at


@transaction.atomic
def answer(*, observation: Observation, text: str, by: User, now: datetime | None = None) -> Observation:
    """Keep what the observed teacher says to it; once, so that both talk about the same words.

    Raises Refused: "not-yours", "withdrawn", "answered", "no-answer".
    """
    kept = Observation.objects.select_for_update().get(pk=observation.pk)
    if by.pk != kept.person_id:
        raise Refused("not-yours")
    if kept.withdrawn_at:
        raise Refused("withdrawn")
    if kept.answered_at:
        raise Refused("answered")
    if not text.strip():
        raise Refused("no-answer")
    kept.answer, kept.answered_at = text.strip(), now or timezone.now()
    with pghistory.context(user=by.pk):
        kept.save(update_fields=["answer", "answered_at"])
    return kept


@transaction.atomic
def tell_office(*, observation: Observation, text: str, by: User) -> OfficeFeedback:
    """Keep what the observer tells the office (C2.2.4). Raises Refused: "not-yours", "withdrawn", "told", "no-text"."""
    kept = Observation.objects.select_for_update().get(pk=observation.pk)
    if by.pk != kept.observer_id:
        raise Refused("not-yours")
    if kept.withdrawn_at:
        raise Refused("withdrawn")
    if not text.strip():
        raise Refused("no-text")
    if OfficeFeedback.objects.filter(observation=kept).exists():
        raise Refused("told")
    with pghistory.context(user=by.pk):
        return OfficeFeedback.objects.create(school=kept.school, observation=kept, text=text.strip(), given_by=by)


@transaction.atomic
def read_by_office(*, feedback: OfficeFeedback, by: User, now: datetime | None = None) -> OfficeFeedback:
    """Note who of the office has read it first. Raises Refused: "own" (nobody confirms the own words)."""
    kept = OfficeFeedback.objects.select_for_update().get(pk=feedback.pk)
    if kept.given_by_id == by.pk:
        raise Refused("own")
    if kept.read_at is None:
        kept.read_at, kept.read_by = now or timezone.now(), by
        with pghistory.context(user=by.pk):
            kept.save(update_fields=["read_at", "read_by"])
    return kept
