"""A rota as a whole: draft it from the patterns, file it, match it to a changed calendar, delete a draft."""

from datetime import date, datetime, timedelta

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from communities import rules_days
from communities.models import Assignment, Community, Rota, Slot, SlotPattern
from communities.selectors.rotas import calendar_of, misfits
from communities.services.patterns import repeat_of
from communities.services.placing import Move, lock, take_away, tell
from core.refusals import Refused

LONGEST = timedelta(weeks=8)


@transaction.atomic
def draft(*, community: Community, from_on: date, to_on: date, by: User) -> Rota:
    """Make a draft for these days (both ends included) with the slots that patterns and calendar give.

    Raises Refused: "not-approved", "too-long", "no-patterns", "rota-overlap".
    """
    if not community.is_active:
        raise Refused("not-approved")
    if to_on - from_on >= LONGEST:
        raise Refused("too-long")
    repeats = [repeat_of(p) for p in SlotPattern.objects.filter(community=community)]
    if not repeats:
        raise Refused("no-patterns")
    with pghistory.context(user=by.pk):
        rota = _create(community, from_on, to_on, by)
        calendar = calendar_of(rota)
        planned = rules_days.plan(repeats, [calendar.day(on) for on in calendar.span])
        Slot.objects.bulk_create([_slot(rota, each) for each in planned])
    return rota


def _create(community, from_on, to_on, by) -> Rota:
    try:
        with transaction.atomic():
            return Rota.objects.create(
                school=community.school, community=community, from_on=from_on, to_on=to_on, created_by=by
            )
    except IntegrityError as error:
        if "rotas_of_a_community_do_not_overlap" not in str(error):
            raise
        raise Refused("rota-overlap") from error


def _slot(rota: Rota, duty: rules_days.PlannedDuty) -> Slot:
    return Slot(
        school_id=rota.school_id,
        community_id=rota.community_id,
        rota=rota,
        kind=duty.kind,
        on=duty.on,
        starts_at=moment(duty.on, duty.starts_at),
        ends_at=moment(duty.on, duty.ends_at),
        needed=duty.needed,
        venue_id=duty.venue_id,
    )


def moment(on: date, at) -> datetime:
    """Give the moment of a time of day in the school's zone."""
    return timezone.make_aware(datetime.combine(on, at))


@transaction.atomic
def file_rota(*, rota: Rota, by: User, now=None) -> int:
    """File a draft: every parent on it is asked, with one message each; gives how many parents.

    Gaps do not hinder: the page names them first. Raises Refused("already-filed", "empty").
    """
    now = now or timezone.now()
    rota = lock(rota)
    if rota.is_filed:
        raise Refused("already-filed")
    if not Slot.objects.filter(rota=rota).held().exists():
        raise Refused("empty")
    planned = Assignment.objects.filter(slot__rota=rota, state=Assignment.State.PLANNED)
    moves = [
        Move(duty.slot, duty.seat, None, duty.guardian)
        for duty in planned.select_related("guardian__user", "slot__community", "slot__school")
    ]
    with pghistory.context(user=by.pk):
        planned.update(state=Assignment.State.ASKED, asked_at=now)
        rota.state, rota.filed_at, rota.filed_by = Rota.State.FILED, now, by
        rota.save(update_fields=["state", "filed_at", "filed_by"])
    tell(moves, dedupe=f"rota-filed-{rota.pk}", now=now)
    return len({move.guardian.pk for move in moves})


@transaction.atomic
def match_calendar(*, rota: Rota, by: User, now=None) -> int:
    """Cancel the slots to come that no longer stand on a right day, tell those on duty, and give how many."""
    now = now or timezone.now()
    rota = lock(rota)
    slots = misfits(rota, calendar_of(rota), from_on=timezone.localdate(now))
    cancel(rota=rota, slots=slots, why="holiday", by=by, now=now)
    return len(slots)


def cancel(*, rota: Rota, slots: list[Slot], why: str, by: User, now: datetime) -> None:
    """Cancel slots; those on duty are free, and told when the rota is filed. Part of the caller's transaction."""
    ids = [slot.pk for slot in slots]
    live = Assignment.objects.live().filter(slot__in=ids)
    duties = list(live.select_related("guardian__user", "slot__community", "slot__school"))
    with pghistory.context(user=by.pk):
        take_away(duties, now=now)
        Slot.objects.filter(pk__in=ids).update(cancelled_at=now, cancelled_why=why)
    if rota.is_filed:
        moves = [Move(duty.slot, duty.seat, duty) for duty in duties]
        tell(moves, dedupe=f"slots-cancelled-{rota.pk}-{now.isoformat()}", now=now, is_cancelled=True)


@transaction.atomic
def delete_draft(*, rota: Rota, by: User) -> None:
    """Delete a draft with all that was planned. Raises Refused("already-filed")."""
    rota = lock(rota)
    if rota.is_filed:
        raise Refused("already-filed")
    with pghistory.context(user=by.pk):
        rota.delete()
