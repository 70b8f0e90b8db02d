"""Keep spot checks of the steering group (G5.5.1) and commendations (G5.4.3)."""

from collections.abc import Mapping
from datetime import date, datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from alliances.models import Alliance, Commendation, SpotCheck
from core.refusals import Refused


@transaction.atomic
def record_check(*, alliance: Alliance, fields: Mapping, by: User, now: datetime | None = None) -> SpotCheck:
    """Keep what was seen at a school. Raises Refused: "not-yet-seen", "solves-nothing"."""
    _check(fields, now)
    with pghistory.context(user=by.pk):
        return SpotCheck.objects.create(alliance=alliance, entered_by=by, **fields)


@transaction.atomic
def correct_check(*, check: SpotCheck, fields: Mapping, by: User, now: datetime | None = None) -> SpotCheck:
    """Correct what was written, or add the solution.

    Raises Refused: "not-yet-seen", "solves-nothing", "followed-before".
    """
    _check(fields, now)
    check = SpotCheck.objects.select_for_update().get(pk=check.pk)
    if check.followed_on and check.followed_on < fields["on"]:
        raise Refused("followed-before")
    for name, value in fields.items():
        setattr(check, name, value)
    with pghistory.context(user=by.pk):
        check.save(update_fields=list(fields))
    return check


@transaction.atomic
def follow_up(*, check: SpotCheck, on: date, note: str, by: User, now: datetime | None = None) -> SpotCheck:
    """Say how it stands now. Raises Refused: "not-yet-seen", "followed-before"."""
    if on > timezone.localdate(now):
        raise Refused("not-yet-seen")
    check = SpotCheck.objects.select_for_update().get(pk=check.pk)
    if on < check.on:
        raise Refused("followed-before")
    check.followed_on, check.followed_note = on, note
    with pghistory.context(user=by.pk):
        check.save(update_fields=["followed_on", "followed_note"])
    return check


@transaction.atomic
def commend(*, alliance: Alliance, fields: Mapping, by: User, now: datetime | None = None) -> Commendation:
    """Keep who was commended for what. Raises Refused("not-yet-seen")."""
    if fields["on"] > timezone.localdate(now):
        raise Refused("not-yet-seen")
    with pghistory.context(user=by.pk):
        return Commendation.objects.create(alliance=alliance, entered_by=by, **fields)


@transaction.atomic
def take_back(*, commendation: Commendation, by: User) -> None:
    """Take out what was entered by mistake; its history stays."""
    with pghistory.context(user=by.pk):
        commendation.delete()


def _check(fields: Mapping, now: datetime | None) -> None:
    if fields["on"] > timezone.localdate(now):
        raise Refused("not-yet-seen")
    if fields["solution"] and not fields["problems"]:
        raise Refused("solves-nothing")
