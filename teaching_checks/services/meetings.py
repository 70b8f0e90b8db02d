"""Leaders in groups, and what was told to a meeting (C1.1, C2.2.4, C3.10, C6.1, C7.1)."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from registry.models import TeacherGroup
from schools.models import School, Term
from teaching_checks.models import GroupVisit, LeaderAttachment, ReportGiven


@transaction.atomic
def attach(*, school: School, leader: User, group: TeacherGroup, from_on: date, by: User) -> LeaderAttachment:
    """Attach a leader to a group. Raises Refused("attached")."""
    if LeaderAttachment.objects.filter(leader=leader, group=group, to_on=None).exists():
        raise Refused("attached")
    with pghistory.context(user=by.pk):
        return LeaderAttachment.objects.create(school=school, leader=leader, group=group, from_on=from_on)


@transaction.atomic
def end(*, attachment: LeaderAttachment, by: User, now: datetime | None = None) -> LeaderAttachment:
    """End it today; what has not begun is as if it never was. Raises Refused("ended")."""
    attachment = LeaderAttachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    if attachment.to_on:
        raise Refused("ended")
    attachment.to_on = max(timezone.localdate(now), attachment.from_on)
    with pghistory.context(user=by.pk):
        attachment.save(update_fields=["to_on"])
    return attachment


@transaction.atomic
def record(*, school: School, fields: Mapping, by: User, now: datetime | None = None) -> GroupVisit:
    """Record that a leader took part in an activity, or urged a group; the office may do so for a leader.

    Raises Refused: "in_the_future", "recorded".
    """
    if fields["on"] > timezone.localdate(now):
        raise Refused("in_the_future")
    same = {name: fields[name] for name in ("leader", "group", "kind", "on")}
    if GroupVisit.objects.filter(**same).exists():
        raise Refused("recorded")
    with pghistory.context(user=by.pk):
        return GroupVisit.objects.create(school=school, entered_by=by, **fields)


@transaction.atomic
def forget(*, visit: GroupVisit, by: User) -> None:
    """Take a record out again: who entered it, or whose it is. Raises Refused("not_yours")."""
    if by.pk not in (visit.entered_by_id, visit.leader_id):
        raise Refused("not_yours")
    with pghistory.context(user=by.pk):
        visit.delete()


@transaction.atomic
def tell(
    *, term: Term, fields: Mapping, archived: uuid.UUID | None = None, by: User, now: datetime | None = None
) -> ReportGiven:
    """Note that a meeting was told how the routine stands. Raises Refused("in_the_future")."""
    if fields["on"] > timezone.localdate(now):
        raise Refused("in_the_future")
    with pghistory.context(user=by.pk):
        return ReportGiven.objects.create(school_id=term.school_id, term=term, archived=archived, given_by=by, **fields)
