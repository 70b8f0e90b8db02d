"""A parent on duty comes and goes and ticks who is there; the leader can do it for them and mend it later."""

from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from communities import hours
from communities.models import Assignment, Attendance, Community, Leave, Membership, Slot
from communities.selectors.presence import duties_held
from core.refusals import Refused
from registry.models import Student


@transaction.atomic
def check_in(*, duty: Assignment, by, now: datetime | None = None) -> Assignment:
    """Note that the parent is there; the first time counts. Whoever comes has accepted.

    Raises Refused("duty-is-off", "not-your-duty", "check-in-not-now").
    """
    now, duty = now or timezone.now(), _locked(duty)
    _check_hand(duty.slot, by, owner=duty.guardian.user_id)
    if duty.checked_in_at:
        return duty
    if not hours.can_check_in(starts_at=duty.starts_at, ends_at=duty.ends_at, now=now):
        raise Refused("check-in-not-now")
    duty.checked_in_at = now
    if duty.state == Assignment.State.ASKED:
        duty.state, duty.answered_at = Assignment.State.ACCEPTED, now
    return _saved(duty, by)


@transaction.atomic
def check_out(*, duty: Assignment, by, now: datetime | None = None) -> Assignment:
    """Note that the parent leaves; the first time counts, `correct` mends it.

    Raises Refused("duty-is-off", "not-your-duty", "not-checked-in", "too-late-for-parents").
    """
    now, duty = now or timezone.now(), _locked(duty)
    leads = _check_hand(duty.slot, by, owner=duty.guardian.user_id)
    if duty.checked_in_at is None or now < duty.checked_in_at:
        raise Refused("not-checked-in")
    if duty.checked_out_at:
        return duty
    if not leads and not hours.can_note(starts_at=duty.starts_at, ends_at=duty.ends_at, now=now):
        raise Refused("too-late-for-parents")
    duty.checked_out_at = now
    return _saved(duty, by)


@transaction.atomic
def correct(
    *, duty: Assignment, came_at: datetime, left_at: datetime | None, by, now: datetime | None = None
) -> Assignment:
    """Mend the minutes: the parent until an hour after the end, the leader also later. No reason is asked.

    Raises Refused("duty-is-off", "not-your-duty", "too-late-for-parents", "not-the-hours-of-the-duty",
    "left-before-coming", "not-yet").
    """
    now, duty = now or timezone.now(), _locked(duty)
    leads = _check_hand(duty.slot, by, owner=duty.guardian.user_id)
    if not leads and now > duty.ends_at + hours.CORRECTION:
        raise Refused("too-late-for-parents")
    if not hours.can_check_in(starts_at=duty.starts_at, ends_at=duty.ends_at, now=came_at):
        raise Refused("not-the-hours-of-the-duty")
    if left_at and left_at < came_at:
        raise Refused("left-before-coming")
    if max(came_at, left_at or came_at) > now:
        raise Refused("not-yet")
    duty.checked_in_at, duty.checked_out_at = came_at, left_at
    return _saved(duty, by)


@transaction.atomic
def mark(*, slot: Slot, student: Student, status: str, by, now: datetime | None = None) -> Attendance:
    """Note how a pupil attends a session; a later mark replaces an earlier one.

    Raises Refused("duty-is-off", "no-attendance", "not-your-duty", "attendance-not-now", "too-late-for-parents",
    "not-a-member", "no-leave").
    """
    now = now or timezone.now()
    slot = Slot.objects.held().filed().filter(pk=slot.pk).first()
    if slot is None:
        raise Refused("duty-is-off")
    if not slot.is_session:
        raise Refused("no-attendance")
    _check_time(slot, by, now)
    if not Membership.objects.agreed().pupils().filter(community=slot.community_id, student=student).exists():
        raise Refused("not-a-member")
    if status == Attendance.Status.LEAVE and not Leave.objects.on(slot.on).filter(student=student).exists():
        raise Refused("no-leave")
    fields = {"status": status, "marked_by": by, "marked_at": now}
    with pghistory.context(user=by.pk):
        attendance, _is_new = Attendance.objects.update_or_create(
            slot=slot, student=student, defaults=fields, create_defaults={**fields, "school_id": slot.school_id}
        )
    return attendance


def _check_time(slot: Slot, by, now: datetime) -> None:
    """Let the parent on duty tick around the session, the leader also later."""
    is_on_duty = duties_held().of_user(by).filter(slot=slot).exists()
    leads = _check_hand(slot, by, owner=by.pk if is_on_duty else None)
    if now < slot.starts_at - hours.CHECK_IN_EARLY:
        raise Refused("attendance-not-now")
    if not leads and not hours.can_note(starts_at=slot.starts_at, ends_at=slot.ends_at, now=now):
        raise Refused("too-late-for-parents")


def _check_hand(slot: Slot, by, *, owner: int | None) -> bool:
    """Tell whether `by` leads the community; raise Refused unless they do or the duty is theirs."""
    leads = Community.objects.rota_edited_by(by).filter(pk=slot.community_id).exists()
    if not leads and owner != by.pk:
        raise Refused("not-your-duty")
    return leads


def _locked(duty: Assignment) -> Assignment:
    held = duties_held().select_for_update(of=("self",)).select_related("slot", "guardian")
    found = held.filter(pk=duty.pk).first()
    if found is None:
        raise Refused("duty-is-off")
    return found


def _saved(duty: Assignment, by) -> Assignment:
    with pghistory.context(user=by.pk):
        duty.save(update_fields=["checked_in_at", "checked_out_at", "state", "answered_at"])
    return duty
