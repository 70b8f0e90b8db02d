"""A pair from asking both to what came of it (G4.4.2, G5.3.3.3)."""

from datetime import date

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from core.refusals import Refused
from growth import messages as words
from growth.models import RUNNING, Pair, PairActivity
from growth.settings import Setting, overseen_by
from notices.services import send
from registry.models import Teacher

State = Pair.State
ONE_AT_A_TIME = {"mentor_of_one_at_a_time": "mentor-taken", "apprentice_of_one_at_a_time": "apprentice-taken"}


@transaction.atomic
def propose(
    *, mentor: Teacher, apprentice: Teacher, setting: Setting, kind: str, from_on: date, by: User,
    to_on: date | None = None, goals: str = "",
) -> Pair:  # fmt: skip
    """Ask both. Raises Refused("self", "not-in-setting", "not-across", "not-your-school", "asked-already",
    "mentor-taken", "apprentice-taken")."""
    _check_places(mentor, apprentice, setting, by)
    if Pair.objects.open().filter(mentor=mentor.user, apprentice=apprentice.user).exists():
        raise Refused("asked-already")
    if kind == Pair.Kind.ONE_TO_ONE:
        _check_free(mentor.user_id, apprentice.user_id)
    with pghistory.context(user=by.pk):
        pair = Pair.objects.create(
            setting=setting.key, kind=kind, mentor=mentor.user, mentor_school_id=mentor.school_id,
            apprentice=apprentice.user, apprentice_school_id=apprentice.school_id, from_on=from_on, to_on=to_on,
            goals=goals, proposed_by=by,
        )  # fmt: skip
    for person in (pair.mentor, pair.apprentice):
        send(recipients=person, **words.pair_asked(pair, person))
    return pair


def _check_places(mentor, apprentice, setting, by):
    schools = {mentor.school_id, apprentice.school_id}
    if mentor.user_id == apprentice.user_id:
        raise Refused("self")
    if not schools <= setting.schools:
        raise Refused("not-in-setting")
    if setting.key and len(schools) == 1:
        raise Refused("not-across")
    if not schools & set(by.schools_with(Permission.PAIR_MANAGE)) and setting.key not in overseen_by(by):
        raise Refused("not-your-school")


def _check_free(mentor: int, apprentice: int) -> None:
    """The constraints hold it too; here it is said while asking."""
    running = Pair.objects.running().filter(kind=Pair.Kind.ONE_TO_ONE)
    if running.filter(mentor=mentor).exists():
        raise Refused("mentor-taken")
    if running.filter(apprentice=apprentice).exists():
        raise Refused("apprentice-taken")


def accept(*, pair: Pair, by: User) -> Pair:
    """One of both says yes; with the second yes the pair is accepted. Raises Refused("not-asked", "…-taken")."""
    try:
        return _accept(pair, by)
    except IntegrityError as error:
        name = getattr(error.__cause__.diag, "constraint_name", "")
        if name not in ONE_AT_A_TIME:
            raise
        raise Refused(ONE_AT_A_TIME[name]) from error


@transaction.atomic
def _accept(pair, by):
    pair = _locked(pair)
    if not pair.waits_for(by):
        raise Refused("not-asked")
    if by.pk == pair.mentor_id:
        pair.mentor_accepted_at = timezone.now()
    else:
        pair.apprentice_accepted_at = timezone.now()
    if pair.mentor_accepted_at and pair.apprentice_accepted_at:
        pair.state = State.ACCEPTED
    _save(pair, by)
    if pair.state == State.ACCEPTED:
        send(recipients=[pair.mentor, pair.apprentice], **words.pair_accepted(pair))
    return pair


@transaction.atomic
def decline(*, pair: Pair, why: str, by: User) -> Pair:
    """One of both says no. Raises Refused("not-asked")."""
    pair = _locked(pair)
    if pair.state != State.PROPOSED or not pair.has_partner(by):
        raise Refused("not-asked")
    pair.state, pair.why_not = State.DECLINED, why
    _save(pair, by)
    send(recipients={pair.proposed_by, pair.partner_of(by)} - {by}, **words.pair_declined(pair))
    return pair


@transaction.atomic
def withdraw(*, pair: Pair, by: User) -> Pair:
    """Who looks after the pairs takes back what was asked. Raises Refused("not-asked", "not-yours")."""
    pair = _locked(pair)
    if pair.state != State.PROPOSED:
        raise Refused("not-asked")
    if not Pair.objects.managed_by(by).filter(pk=pair.pk).exists():
        raise Refused("not-yours")
    pair.state = State.WITHDRAWN
    return _save(pair, by)


@transaction.atomic
def begin(*, pair: Pair, goals: str, by: User) -> Pair:
    """A partner writes down the goals: first time they begin, later they are changed. Raises Refused("not-running")."""
    pair = _locked(pair)
    _check_runs_for(pair, by)
    pair.goals, pair.state = goals, State.UNDER_WAY
    return _save(pair, by)


@transaction.atomic
def end(*, pair: Pair, result: str, on: date, by: User) -> Pair:
    """A partner, or who looks after it, ends it with what came of it. Raises Refused("not-running", "too-early")."""
    pair = _locked(pair)
    if pair.state not in RUNNING or not _may_end(pair, by):
        raise Refused("not-running")
    if on < pair.from_on or on > timezone.localdate():
        raise Refused("too-early")
    pair.result, pair.to_on, pair.state, pair.ended_by = result, on, State.ENDED, by
    _save(pair, by)
    send(recipients={pair.mentor, pair.apprentice} - {by}, **words.pair_ended(pair))
    return pair


def _may_end(pair, by):
    return pair.has_partner(by) or Pair.objects.managed_by(by).filter(pk=pair.pk).exists()


@transaction.atomic
def add_activity(*, pair: Pair, by: User, on: date, **fields) -> PairActivity:
    """A partner notes what they did. Raises Refused("not-running", "too-early")."""
    pair = _locked(pair)
    _check_runs_for(pair, by)
    if on < pair.from_on or on > timezone.localdate():
        raise Refused("too-early")
    with pghistory.context(user=by.pk):
        return PairActivity.objects.create(pair=pair, on=on, entered_by=by, **fields)


@transaction.atomic
def remove_activity(*, activity: PairActivity, by: User) -> None:
    """Who entered it takes it away while the pair runs. Raises Refused("not-running", "not-yours")."""
    if activity.entered_by_id != by.pk:
        raise Refused("not-yours")
    _check_runs_for(_locked(activity.pair), by)
    with pghistory.context(user=by.pk):
        activity.delete()


def _check_runs_for(pair, by):
    if pair.state not in RUNNING or not pair.has_partner(by):
        raise Refused("not-running")


def _locked(pair) -> Pair:
    return Pair.objects.select_for_update().get(pk=pair.pk)


def _save(pair, by) -> Pair:
    with pghistory.context(user=by.pk):
        pair.save()
    return pair
