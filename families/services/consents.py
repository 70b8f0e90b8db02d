"""Decisions of guardians: what of a child may be shown to whom (L-01)."""

from collections.abc import Mapping
from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from families import consequences
from families.models import Consent
from families.rules import NOTICE_VERSION
from registry.models import Guardian, Guardianship, Student

State = Consent.State


def foretell(*, student: Student, guardian: Guardian, purposes: Mapping[str, bool]) -> list[str]:
    """Say what the answers would end; an answer that changes nothing ends nothing."""
    states = _states(student, guardian)
    return [
        words
        for purpose, agrees in purposes.items()
        if _ends_something(states.get(purpose), agrees)
        for words in consequences.foretell(purpose, student=student, guardian=guardian)
    ]


def withdraws(*, student: Student, guardian: Guardian, purposes: Mapping[str, bool]) -> bool:
    """Tell whether one of the answers takes back what the guardian had agreed to."""
    states = _states(student, guardian)
    return any(not agrees and states.get(purpose) == State.GIVEN for purpose, agrees in purposes.items())


@transaction.atomic
def decide(
    *, student: Student, guardian: Guardian, purposes: Mapping[str, bool], by: User, now: datetime | None = None
) -> None:
    """Keep what a guardian agrees to or not for a child, by purpose; what rested on a consent ends with it.

    Also a first no can end something: one guardian's no counts though the other has agreed. Raises
    Refused("not-own") for somebody else's child or guardian, and for one barred from the child.
    """
    # Locked, so that two answers of the same guardian come one after the other.
    links = Guardianship.objects.select_for_update().filter(student=student, guardian=guardian, is_barred=False)
    if guardian.user_id != by.pk or not links.exists():
        raise Refused("not-own")
    states = _states(student, guardian)
    with pghistory.context(user=by.pk):
        for purpose, agrees in purposes.items():
            _keep(student, guardian, purpose, _state(states.get(purpose), agrees), now or timezone.now())
            if _ends_something(states.get(purpose), agrees):
                consequences.carry_out(purpose, student=student, guardian=guardian, by=by)


def _states(student, guardian):
    return dict(Consent.objects.filter(student=student, guardian=guardian).values_list("purpose", "state"))


def _ends_something(state, agrees):
    return not agrees and state in (None, State.GIVEN)


def _state(before, agrees):
    if agrees:
        return State.GIVEN
    return State.WITHDRAWN if before in (State.GIVEN, State.WITHDRAWN) else State.REFUSED


def _keep(student, guardian, purpose, state, now):
    decided = {"state": state, "notice_version": NOTICE_VERSION, "decided_at": now, "school_id": student.school_id}
    Consent.objects.update_or_create(student=student, guardian=guardian, purpose=purpose, defaults=decided)
