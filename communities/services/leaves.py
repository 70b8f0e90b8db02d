"""A guardian says on which days a child does not come, and takes it back; no reason is asked."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pghistory
from django.db import transaction
from django.utils import timezone

from communities import addresses
from communities.messages import leaves as words
from communities.models import Community, Leave, Membership
from communities.selectors.presence import duties_held
from communities.selectors.reminders import who_leads
from core.refusals import Refused
from families.selectors import children_of
from notices import services as notices
from notices.services import Letter
from registry.models import Student

LONGEST = timedelta(days=120)


@transaction.atomic
def ask(*, students: Iterable[Student], from_on: date, to_on: date, by, now: datetime | None = None) -> list[Leave]:
    """Note leave for own children, and tell the parent leader and the parents on duty on those days.

    Raises Refused("not-your-child", "leave-days-order", "leave-in-the-past", "leave-too-long", "leave-known").
    """
    now, students = now or timezone.now(), list(students)
    _check_days(from_on, to_on, today=timezone.localdate(now))
    ids = [student.pk for student in students]
    mine = children_of(by).filter(pk__in=ids).order_by("pk").select_for_update(of=("self",))
    if {child.pk for child in mine} != set(ids):
        raise Refused("not-your-child")
    overlapping = Leave.objects.filter(student__in=ids, taken_back_at=None, from_on__lte=to_on, to_on__gte=from_on)
    if overlapping.exists():
        raise Refused("leave-known")
    with pghistory.context(user=by.pk):
        rows = [
            Leave.objects.create(
                school_id=student.school_id, student=student, from_on=from_on, to_on=to_on, asked_by=by, asked_at=now
            )
            for student in students
        ]
    for leave in rows:
        _tell(leave, words.asked_subject, matter="asked", by=by)
    return rows


def _check_days(from_on: date, to_on: date, *, today: date) -> None:
    if to_on < from_on:
        raise Refused("leave-days-order")
    if from_on < today:
        raise Refused("leave-in-the-past")
    if to_on - today > LONGEST:
        raise Refused("leave-too-long")


@transaction.atomic
def take_back(*, leave: Leave, by, now: datetime | None = None) -> Leave:
    """Take leave back that is not over yet; the same people are told.

    Raises Refused("not-your-child", "leave-over", "leave-taken-back").
    """
    now = now or timezone.now()
    leave = Leave.objects.select_for_update().get(pk=leave.pk)
    if not children_of(by).filter(pk=leave.student_id).exists():
        raise Refused("not-your-child")
    if leave.taken_back_at:
        raise Refused("leave-taken-back")
    if leave.to_on < timezone.localdate(now):
        raise Refused("leave-over")
    leave.taken_back_at = now
    with pghistory.context(user=by.pk):
        leave.save(update_fields=["taken_back_at"])
    _tell(leave, words.taken_back_subject, matter="back", by=by)
    return leave


def _tell(leave: Leave, subject, *, matter: str, by) -> None:
    """Write to who looks after the child on those days, but not to who has just said it."""
    memberships = Membership.objects.agreed().pupils().filter(student=leave.student_id)
    community = Community.objects.existing().filter(pk__in=memberships.values("community")).first()
    if community is None:
        return
    common = {"subject": subject(leave, community), "body": words.body, "school_id": leave.school_id}
    common["dedupe"] = f"leave-{matter}-{leave.public_id}"
    duties = duties_held().filter(slot__community=community, slot__on__range=(leave.from_on, leave.to_on))
    on_duty = duties.exclude(guardian__user=None).select_related("guardian__user", "slot").order_by("starts_at")
    letters = [Letter(d.guardian.user, url=addresses.attendance_of(d.slot), **common) for d in on_duty]
    leaders = who_leads([community])[community.pk]
    letters = [Letter(leader, url=addresses.sessions_of(community), **common) for leader in leaders] + letters
    notices.send_each(letter for letter in letters if letter.recipient != by)
