"""A stint from the application to the certificate, each step by whom it belongs to (G5.3.5)."""

from collections.abc import Iterable
from datetime import date, timedelta

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from alliances.messages import exchange as words
from alliances.models import Alliance, Membership, Stint, StintStep
from alliances.selectors.office import holders, runners
from core.refusals import Refused
from notices.services import send
from registry.models import Teacher
from schools.models import School

State = Stint.State
DAY = timedelta(days=1)


@transaction.atomic
def ask(
    *, alliance: Alliance, home: School, host: School, from_on: date, to_on: date, by: User,
    kind: str = Stint.Kind.TEACHER, backbone: str = "", subject: str = "", duties: str = "",
) -> Stint:  # fmt: skip
    """Apply for a stint of one's own; the principal of the home school is told, of the principal's own its deputies.

    Raises Refused: "ends-before", "same-school", "not-a-member" (one of the schools, on the first day),
    "not-on-staff", "exchanged-already".
    """
    if from_on >= to_on:
        raise Refused("ends-before")
    if home == host:
        raise Refused("same-school")
    _members(alliance.pk, {home.pk, host.pk}, from_on)
    if not Teacher.objects.filter(school=home, user=by).employed_on(from_on).exists():
        raise Refused("not-on-staff")
    stint = Stint(
        alliance=alliance, person=by, home=home, host=host, kind=kind, backbone=backbone, subject=subject,
        duties=duties, planned_from_on=from_on, planned_to_on=to_on, from_on=from_on, to_on=to_on,
    )  # fmt: skip
    _save(stint, by)
    _step(stint, by)
    heads = holders(home, [Role.PRINCIPAL], timezone.localdate())
    if by in heads:
        heads = [*heads, *holders(home, [Role.VICE_PRINCIPAL], timezone.localdate())]
    send(recipients=[each for each in heads if each != by], **words.to_decide(stint))
    return stint


@transaction.atomic
def approve_for_school(*, stint: Stint, backbone: str, by: User) -> Stint:
    """Let the home school agree, and say whether the person is a backbone teacher; the alliance's office is told.

    Raises Refused: "not-open-any-more", "own-application", "not-your-school", "not-a-member" (any more).
    """
    stint = _locked(stint, State.ASKED)
    _not_own(stint, by)
    _of_home(stint, by)
    _still_members(stint, max(timezone.localdate(), stint.from_on))
    _move(stint, State.SCHOOL_APPROVED, by, school_by=by, backbone=backbone)
    send(
        recipients=[each for each in runners(stint.alliance, timezone.localdate()) if each != by],
        **words.to_decide(stint),
    )
    return stint


@transaction.atomic
def approve_for_alliance(*, stint: Stint, by: User) -> Stint:
    """Let the alliance's office agree; the person and both schools are told.

    Raises Refused: "not-open-any-more", "own-application", "not-the-office", "not-a-member" (any more).
    """
    stint = _locked(stint, State.SCHOOL_APPROVED)
    _not_own(stint, by)
    _of_office(stint, by)
    _still_members(stint, max(timezone.localdate(), stint.from_on))
    _move(stint, State.APPROVED, by, alliance_by=by)
    _tell(stint, by)
    return stint


@transaction.atomic
def refuse(*, stint: Stint, why: str, by: User) -> Stint:
    """Refuse what is not under way yet: the home school before it agreed, the office afterwards.

    Raises Refused: "not-open-any-more", "own-application", "not-your-school", "not-the-office".
    """
    stint = _locked(stint, State.ASKED, State.SCHOOL_APPROVED, State.APPROVED)
    _not_own(stint, by)
    if stint.state == State.ASKED:
        _of_home(stint, by)
    else:
        _of_office(stint, by)
    _move(stint, State.REFUSED, by, why_not=why)
    _tell(stint, by)
    return stint


@transaction.atomic
def withdraw(*, stint: Stint, by: User) -> Stint:
    """Take the own application back before it is under way; whoever has it on the table is told.

    Raises Refused: "not-open-any-more", "not-own".
    """
    stint = _locked(stint, State.ASKED, State.SCHOOL_APPROVED, State.APPROVED)
    if stint.person_id != by.pk:
        raise Refused("not-own")
    _move(stint, State.WITHDRAWN, by)
    _tell(stint, by, others=runners(stint.alliance, timezone.localdate()) if stint.school_by_id else ())
    return stint


@transaction.atomic
def begin(*, stint: Stint, on: date, by: User, today: date | None = None) -> Stint:
    """Say that the person has begun at the host school; either school enters it.

    Raises Refused: "not-open-any-more", "own-application", "not-your-school", "in-the-future", "ends-before",
    "not-a-member" (on that day), "exchanged-already".
    """
    stint = _locked(stint, State.APPROVED)
    _not_own(stint, by)
    _of_school({stint.home_id, stint.host_id}, by)
    if on > (today or timezone.localdate()):
        raise Refused("in-the-future")
    if on >= stint.to_on:
        raise Refused("ends-before")
    _still_members(stint, on)
    return _move(stint, State.UNDER_WAY, by, from_on=on)


@transaction.atomic
def end(*, stint: Stint, last_on: date, by: User, today: date | None = None) -> Stint:
    """Say that the person is back, and which day was the last one there; the home school enters it.

    Raises Refused: "not-open-any-more", "own-application", "not-your-school", "in-the-future", "ends-before",
    "exchanged-already".
    """
    stint = _locked(stint, State.UNDER_WAY)
    _not_own(stint, by)
    _of_school({stint.home_id}, by)
    if last_on > (today or timezone.localdate()):
        raise Refused("in-the-future")
    if last_on < stint.from_on:
        raise Refused("ends-before")
    return _move(stint, State.RETURNED, by, to_on=last_on + DAY)


@transaction.atomic
def certify(*, stint: Stint, by: User) -> Stint:
    """Certify the time: it counts as teaching in a remote school (G5.3.5.6); the person is told.

    Raises Refused: "not-open-any-more", "own-application", "not-the-office".
    """
    stint = _locked(stint, State.RETURNED)
    _not_own(stint, by)
    _of_office(stint, by)
    _move(stint, State.CERTIFIED, by)
    send(recipients=[stint.person], **words.decided(stint))
    return stint


def _locked(stint: Stint, *states: str) -> Stint:
    """Give the stint as it is now, so that of two who decide one is told. Raises Refused("not-open-any-more")."""
    stint = Stint.objects.for_listing().select_for_update(of=("self",)).get(pk=stint.pk)
    if stint.state not in states:
        raise Refused("not-open-any-more")
    return stint


def _still_members(stint: Stint, on: date) -> None:
    _members(stint.alliance_id, {stint.home_id, stint.host_id}, on)


def _members(alliance: int, schools: set[int], on: date) -> None:
    if Membership.objects.current(on).filter(alliance=alliance, school__in=schools).count() < len(schools):
        raise Refused("not-a-member")


def _not_own(stint: Stint, by: User) -> None:
    if stint.person_id == by.pk:
        raise Refused("own-application")


def _of_home(stint: Stint, by: User) -> None:
    if not Stint.objects.of_home_of(by).filter(pk=stint.pk).exists():
        raise Refused("not-your-school")


def _of_school(schools: set[int], by: User) -> None:
    if not schools & set(by.schools_with(Permission.ALLIANCE_SCHOOL)):
        raise Refused("not-your-school")


def _of_office(stint: Stint, by: User) -> None:
    if not Alliance.objects.run_by(by).filter(pk=stint.alliance_id).exists():
        raise Refused("not-the-office")


def _move(stint: Stint, state: str, by: User, **fields) -> Stint:
    for name, value in {**fields, "state": state}.items():
        setattr(stint, name, value)
    _save(stint, by)
    _step(stint, by)
    return stint


def _save(stint: Stint, by: User) -> None:
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            stint.save()
    except IntegrityError as error:
        raise Refused("exchanged-already") from error


def _step(stint: Stint, by: User) -> None:
    with pghistory.context(user=by.pk):
        StintStep.objects.create(stint=stint, state=stint.state, by=by)


def _tell(stint: Stint, by: User, others: Iterable[User] = ()) -> None:
    """Tell the person and the leaders of both schools; the host learns of nothing to which the home has not agreed."""
    today, people = timezone.localdate(), {stint.person, *others}
    for school in (stint.home, stint.host) if stint.school_by_id else (stint.home,):
        people |= set(holders(school, [Role.PRINCIPAL], today))
    send(recipients=people - {by}, **words.decided(stint))
