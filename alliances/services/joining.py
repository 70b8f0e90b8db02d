"""A school joins an alliance, declines, leaves, or takes over from the core school (G5.0.1)."""

from datetime import date

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliances.messages import members as messages
from alliances.models import Alliance, Membership
from alliances.services import bodies, scheme
from alliances.settings import key_of
from core.refusals import Refused
from growth.services import resources

CORE, MEMBER = Membership.Part.CORE, Membership.Part.MEMBER


@transaction.atomic
def accept(*, membership: Membership, by) -> Membership:
    """Join: from today, or from the founding day where that is to come; the scheme is adopted with it.

    Raises Refused: "answered", "ended", "in_another" (the school is in an alliance of this kind), "core_count", and
    as the adoption of the scheme does.
    """
    membership = _locked(membership)
    if membership.accepted_at or membership.to_on:
        raise Refused("answered")
    if membership.alliance.to_on:
        raise Refused("ended")
    membership.from_on = max(membership.from_on, timezone.localdate())
    membership.accepted_at, membership.accepted_by = timezone.now(), by
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            membership.save(update_fields=["from_on", "accepted_at", "accepted_by"])
    except IntegrityError as error:
        raise Refused("core_count" if "one_core" in str(error) else "in_another") from error
    scheme.adopt_for(membership=membership, by=by)
    bodies.set_up(alliance=membership.alliance, school=membership.school, by=by)
    resources.welcome(school=membership.school, setting=key_of(membership.alliance_id), by=by)
    messages.tell_runners(membership.alliance, messages.joined(membership), but=by)
    return membership


@transaction.atomic
def decline(*, membership: Membership, why: str, by) -> Membership:
    """Say no to being a member. Raises Refused: "answered"."""
    membership = _locked(membership)
    if membership.accepted_at or membership.to_on:
        raise Refused("answered")
    membership.to_on, membership.left_why = membership.from_on, why
    with pghistory.context(user=by.pk):
        membership.save(update_fields=["to_on", "left_why"])
    messages.tell_runners(membership.alliance, messages.declined(membership), but=by)
    return membership


@transaction.atomic
def leave(*, membership: Membership, on: date, why: str, by) -> Membership:
    """Leave from a day on, today or later: what was stays readable, nothing new is shared.

    Raises Refused: "not_a_member", "past_day", "core_leaves", "seat_leaves" (another school takes over first).
    """
    membership = _locked(membership)
    if not membership.accepted_at or membership.to_on:
        raise Refused("not_a_member")
    if membership.part == CORE:
        raise Refused("core_leaves")
    if membership.school_id == membership.alliance.seat_id:
        raise Refused("seat_leaves")
    if on < max(timezone.localdate(), membership.from_on):
        raise Refused("past_day")
    part(membership=membership, on=on, why=why, by=by)
    messages.tell_runners(membership.alliance, messages.left(membership), but=by)
    return membership


@transaction.atomic
def part(*, membership: Membership, on: date, why: str = "", by) -> None:
    """End a membership with what goes with it: the school's seats and bodies, and its scheme. No rule is asked."""
    was_member = bool(membership.accepted_at)
    membership.to_on, membership.left_why = max(on, membership.from_on), why
    with pghistory.context(user=by.pk):
        membership.save(update_fields=["to_on", "left_why"])
    if was_member:
        bodies.vacate(alliance=membership.alliance, school=membership.school, on=membership.to_on, by=by)
        scheme.end_for(membership=membership, on=membership.to_on, by=by)


@transaction.atomic
def hand_over(*, to: Membership, by) -> Alliance:
    """Let another member school take the office, and be the core school where there is one; its principal is told.

    The seats that are bound to posts of the two schools change places. Raises Refused: "not_a_member", "has_it".
    """
    to = _locked(to)
    alliance = to.alliance
    if not to.accepted_at or to.to_on:
        raise Refused("not_a_member")
    if alliance.seat_id == to.school_id:
        raise Refused("has_it")
    before = alliance.memberships.accepted().filter(to_on=None, school=alliance.seat_id).first()
    with pghistory.context(user=by.pk):
        if alliance.has_core and before:
            _set_part(before, MEMBER)
            _set_part(to, CORE)
        bodies.exchange(alliance=alliance, one=alliance.seat_id, other=to.school_id, by=by)
        alliance.seat = to.school
        alliance.save(update_fields=["seat"])
    messages.tell_principals(to.school, messages.took_over(to))
    return alliance


def _set_part(membership: Membership, part: str) -> None:
    membership.part = part
    membership.save(update_fields=["part"])


def _locked(membership: Membership) -> Membership:
    """Lock the alliance, then the row: two schools that act at once see each other."""
    Alliance.objects.select_for_update().get(pk=membership.alliance_id)
    rows = Membership.objects.select_for_update(of=("self",)).select_related("alliance__seat", "school")
    return rows.get(pk=membership.pk)
