"""An activity of an alliance from its plan to its summary (G4.3, G4.4, G5.3; L-15)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

import pghistory
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Post, User
from accounts.roles import Role
from alliances.messages import activities as words
from alliances.models import Activity, ActivityFile, Alliance, FiveOne, Membership, Participation
from alliances.rules.safety import Outing, missing_to_hold, missing_to_write_up
from core.refusals import Refused
from notices.services import send

State = Activity.State
LEADERS = (Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ACADEMIC_DIRECTOR, Role.ACADEMIC_CLERK)
MOST_FILES = 12


def outing_of(activity: Activity) -> Outing:
    """Give what is known about the way out of school, as the rules take it."""
    return Outing(
        on=activity.on,
        approved_on=timezone.localdate(activity.approved_at) if activity.approved_at else None,
        has_plan=bool(activity.safety_plan.strip()),
        has_consent=activity.has_consent,
        has_leaders=bool(activity.leaders.strip()),
        counted_out=activity.counted_out,
        counted_back=activity.counted_back,
    )


@transaction.atomic
def plan(
    *, alliance: Alliance, fields: Mapping, schools: Iterable[Membership], by: User, now: datetime | None = None
) -> Activity:
    """Plan an activity; the host takes part, the other schools are asked and told.

    Raises Refused: "other_alliance", "not_a_member".
    """
    with pghistory.context(user=by.pk):
        activity = Activity.objects.create(alliance=alliance, planned_by=by, **fields)
        _ask(activity, schools, now=now)
    return activity


@transaction.atomic
def change(
    *, activity: Activity, fields: Mapping, schools: Iterable[Membership], by: User, now: datetime | None = None
) -> Activity:
    """Change it until it is written up. A school that has confirmed stays. An approval of another day, place or
    safety plan is none: the principal approves anew.

    Raises Refused: "closed", "in_the_future" (what was held), "other_alliance", "not_a_member".
    """
    activity = _locked(activity)
    if not activity.is_open:
        raise Refused("closed")
    before = _what_was_approved(activity)
    for name, value in fields.items():
        setattr(activity, name, value)
    if activity.state == State.PLANNED and _what_was_approved(activity) != before:
        activity.approved_at = activity.approved_by = None
    if activity.state == State.HELD:
        if activity.on > timezone.localdate(now):
            raise Refused("in_the_future")
        _keep_safe(missing_to_hold, activity)
    with pghistory.context(user=by.pk):
        activity.save()
        _ask(activity, schools, now=now)
    return activity


def _what_was_approved(activity: Activity) -> tuple:
    return activity.on, activity.to_on, activity.place, activity.safety_plan, activity.is_off_campus


def _ask(activity: Activity, schools: Iterable[Membership], *, now: datetime | None) -> None:
    """Let the host and these schools be asked; one that was asked and has not confirmed may be left out again."""
    wanted = {each.pk: each for each in (activity.host, *schools)}
    if any(each.alliance_id != activity.alliance_id for each in wanted.values()):
        raise Refused("other_alliance")
    current = set(Membership.objects.current(activity.on).filter(pk__in=wanted).values_list("pk", flat=True))
    there = {each.membership_id: each for each in activity.participations.all()}
    if wanted.keys() - there.keys() - current:
        raise Refused("not_a_member")
    for pk, row in there.items():
        if pk not in wanted and row.confirmed_at is None:
            row.delete()
    new = [each for pk, each in wanted.items() if pk not in there]
    for each in new:
        Participation.objects.create(activity=activity, membership=each, five_one=_proposed(activity))
    guests = [each.school_id for each in new if each.pk != activity.host_id]
    if guests and activity.state == State.PLANNED:
        _tell(guests, words.invited(activity), now=now)


def _proposed(activity: Activity) -> str:
    """Propose that it counts as what it is; only G5 has the five ones (G5.3.4)."""
    return activity.kind if activity.alliance.has_core and activity.kind in FiveOne.values else ""


@transaction.atomic
def approve(*, activity: Activity, by: User, now: datetime | None = None) -> Activity:
    """Approve the way out of school: the principal of the host school (L-15).

    Raises Refused: "closed", "not_asked", "approved".
    """
    activity = _locked(activity)
    if not activity.is_open:
        raise Refused("closed")
    if not activity.is_off_campus:
        raise Refused("not_asked")
    if activity.approved_at:
        raise Refused("approved")
    activity.approved_at, activity.approved_by = now or timezone.now(), by
    return _saved(activity, by, "approved_at", "approved_by")


@transaction.atomic
def hold(*, activity: Activity, counted_out: int | None = None, by: User, now: datetime | None = None) -> Activity:
    """Say that it was held: the host took part, the others are asked to confirm.

    Raises Refused: "not_planned", "in_the_future", "not_safe".
    """
    activity = _locked(activity)
    if activity.state != State.PLANNED:
        raise Refused("not_planned")
    if activity.on > timezone.localdate(now):
        raise Refused("in_the_future")
    if counted_out is not None:
        activity.counted_out = counted_out
    _keep_safe(missing_to_hold, activity)
    activity.state = State.HELD
    _saved(activity, by, "state", "counted_out")
    with pghistory.context(user=by.pk):
        own = activity.participations.filter(membership=activity.host_id, confirmed_at=None)
        own.update(confirmed_at=now or timezone.now(), confirmed_by=by)
    _tell(_there(activity.participations.filter(confirmed_at=None)), words.to_confirm(activity), now=now)
    return activity


@transaction.atomic
def write_up(*, activity: Activity, summary: str, counted_back: int | None = None, by: User) -> Activity:
    """Sum it up, with the head count on return where pupils were out.

    Raises Refused: "not_held", "no_summary", "not_safe".
    """
    activity = _locked(activity)
    if activity.state not in (State.HELD, State.WRITTEN_UP):
        raise Refused("not_held")
    if not summary.strip():
        raise Refused("no_summary")
    activity.summary = summary.strip()
    if counted_back is not None:
        activity.counted_back = counted_back
    _keep_safe(missing_to_write_up, activity)
    activity.state = State.WRITTEN_UP
    return _saved(activity, by, "summary", "counted_back", "state")


@transaction.atomic
def cancel(*, activity: Activity, why: str, by: User, now: datetime | None = None) -> Activity:
    """Call a planned activity off and tell the schools. Raises Refused: "not_planned", "no_reason"."""
    activity = _locked(activity)
    if activity.state != State.PLANNED:
        raise Refused("not_planned")
    if not why.strip():
        raise Refused("no_reason")
    activity.state, activity.cancelled_why = State.CANCELLED, why.strip()
    _saved(activity, by, "state", "cancelled_why")
    guests = activity.participations.exclude(membership=activity.host_id)
    _tell(_there(guests), words.cancelled(activity), now=now)
    return activity


@transaction.atomic
def add_file(*, activity: Activity, name: str, file, by: User) -> ActivityFile:
    """Keep a photo or a file. Raises Refused: "closed" (cancelled), "too_many_files"."""
    activity = _locked(activity)
    if activity.state == State.CANCELLED:
        raise Refused("closed")
    if activity.files.count() >= MOST_FILES:
        raise Refused("too_many_files")
    with pghistory.context(user=by.pk):
        return ActivityFile.objects.create(activity=activity, name=name, file=file, added_by=by)


@transaction.atomic
def remove_file(*, file: ActivityFile, by: User) -> None:
    """Take a file out again."""
    with pghistory.context(user=by.pk):
        file.delete()


def _keep_safe(missing, activity: Activity) -> None:
    if activity.is_off_campus and missing(outing_of(activity)):
        raise Refused("not_safe")


def _saved(activity: Activity, by: User, *names: str) -> Activity:
    with pghistory.context(user=by.pk):
        activity.save(update_fields=names)
    return activity


def _locked(activity: Activity) -> Activity:
    rows = Activity.objects.select_for_update(of=("self",)).select_related("alliance", "host")
    return rows.get(pk=activity.pk)


def _there(parts) -> list[int]:
    """Give the schools of these that were still members on the day: one that has left hears nothing of it."""
    left = Q(membership__to_on__lte=F("activity__on"))
    return list(parts.exclude(left).values_list("membership__school", flat=True))


def _tell(schools: Collection[int], letter: dict, *, now: datetime | None) -> None:
    send(recipients=leaders_of(schools, timezone.localdate(now)), **letter)


def leaders_of(schools: Collection[int], on: date) -> list[User]:
    """Give who acts for these schools in alliances."""
    posts = Post.objects.held_on(on).filter(school__in=schools, role__in=LEADERS)
    return list(User.objects.filter(pk__in=posts.values("user")))
