"""Sets for mutual aid: entered, agreed to, matched by their numbers, ended at once by a no (G5.3.4.5)."""

from datetime import datetime

import pghistory
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from alliances import triple_messages as words
from alliances.models import Alliance, Membership, Triple, TripleMatch
from alliances.selectors.triples import agreeing
from core.refusals import Refused
from notices.services import send
from registry.models import Guardian, Guardianship, Student
from schools.models import School

Consent = Triple.Consent
NOES = (Consent.REFUSED, Consent.WITHDRAWN)


@transaction.atomic
def enter(
    *, alliance: Alliance, school: School, student: Student, guardian: Guardian, teacher: User, wishes: list[str],
    by: User, grade: int | None = None,
) -> Triple:  # fmt: skip
    """Enter a set of the own school, and ask the guardian.

    Raises Refused("not-member", "not-own-pupil" (or an adult who is not the legal guardian, L-01), "entered").
    """
    members = Membership.objects.select_for_update().filter(alliance=alliance)
    if school.pk not in {m.school_id for m in members.current()}:
        raise Refused("not-member")
    _check_own(school, student, guardian, by)
    if Triple.objects.open().filter(alliance=alliance, student=student).exists():
        raise Refused("entered")
    numbers = Triple.objects.filter(alliance=alliance, school=school)
    number = (numbers.aggregate(last=Max("number"))["last"] or 0) + 1
    with pghistory.context(user=by.pk):
        triple = Triple.objects.create(
            alliance=alliance, school=school, number=number, student=student, guardian=guardian, teacher=teacher,
            wishes=wishes, grade=grade, entered_by=by,
        )  # fmt: skip
    if guardian.user:
        send(recipients=guardian.user, **words.asked(triple))
    return triple


def _check_own(school, student, guardian, by):
    links = Guardianship.objects.filter(student=student, guardian=guardian, is_barred=False).exclude(is_guardian=False)
    acts = school.pk in by.schools_with(Permission.ALLIANCE_SCHOOL)
    if not acts or student.school_id != school.pk or guardian.school_id != school.pk or not links.exists():
        raise Refused("not-own-pupil")


@transaction.atomic
def answer(*, triple: Triple, agrees: bool, by: User, now: datetime | None = None) -> Triple:
    """The guardian agrees or not; a no ends what was matched at once, and holds however often it is said.

    A set that is closed can still be said no to: then the consent does not stand any longer in what is kept of it.
    Raises Refused("not-own", "closed").
    """
    triple = _locked(triple)
    if triple.guardian.user_id != by.pk or not Triple.objects.of_member(by).filter(pk=triple.pk).exists():
        raise Refused("not-own")
    if not agrees and triple.consent in NOES:
        return triple
    _decide(triple, agrees, by, now)
    return triple


@transaction.atomic
def record_paper(*, triple: Triple, by: User, now: datetime | None = None) -> Triple:
    """The school has the guardian's consent on paper. It never overrides a no. Raises Refused("not-own", "said-no")."""
    triple = _locked(triple)
    _check_acts(triple, by)
    if triple.consent != Consent.ASKED:
        raise Refused("said-no")
    triple.is_on_paper = True
    _decide(triple, True, by, now)
    return triple


@transaction.atomic
def close(*, triple: Triple, by: User, now: datetime | None = None) -> Triple:
    """The school takes the set out, as when the guardian says no by word. Raises Refused("not-own", "closed")."""
    triple = _locked(triple)
    _check_acts(triple, by)
    if triple.closed_at:
        raise Refused("closed")
    _end_match(triple, by, now)
    triple.closed_at = now or timezone.now()
    return _save(triple, by)


def _decide(triple, agrees, by, now):
    if triple.closed_at and agrees:
        raise Refused("closed")
    said_yes = triple.consent == Consent.GIVEN
    no = Consent.WITHDRAWN if said_yes else Consent.REFUSED
    triple.consent, triple.consent_by = Consent.GIVEN if agrees else no, by
    triple.consent_at = now or timezone.now()
    if not agrees:
        _end_match(triple, by, now)
        triple.closed_at = triple.closed_at or triple.consent_at
    _save(triple, by)
    if agrees and triple.match_id:
        _tell_if_open(triple.match)


@transaction.atomic
def match(*, alliance: Alliance, one: Triple, other: Triple, by: User) -> TripleMatch:
    """The office matches two sets of two schools by their numbers. Raises Refused("not-office", "same-school",
    "not-free")."""
    if not Alliance.objects.run_by(by).filter(pk=alliance.pk).exists():
        raise Refused("not-office")
    found = Triple.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk, other.pk], alliance=alliance)
    rows = list(found.order_by("pk"))
    current = set(Membership.objects.current().filter(alliance=alliance).values_list("school", flat=True))
    if len(rows) != 2 or any(not _is_free(row, current) for row in rows):
        raise Refused("not-free")
    first, second = rows
    if first.school_id == second.school_id:
        raise Refused("same-school")
    with pghistory.context(user=by.pk):
        made = TripleMatch.objects.create(
            alliance=alliance, one_school_id=first.school_id, one_number=first.number,
            other_school_id=second.school_id, other_number=second.number, from_on=timezone.localdate(), matched_by=by,
        )  # fmt: skip
        for row in rows:
            row.match = made
            row.save(update_fields=["match"])
    _tell_if_open(made)
    return made


def _is_free(triple, schools) -> bool:
    undecided = triple.consent in (Consent.ASKED, Consent.GIVEN)
    return triple.match_id is None and triple.closed_at is None and undecided and triple.school_id in schools


@transaction.atomic
def end_match(*, made: TripleMatch, by: User, now: datetime | None = None) -> None:
    """The office parts two sets; both are free again. Raises Refused("not-office", "closed")."""
    if not Alliance.objects.run_by(by).filter(pk=made.alliance_id).exists():
        raise Refused("not-office")
    list(Triple.objects.select_for_update().filter(match=made).order_by("pk"))  # first the sets, as everywhere
    made = TripleMatch.objects.select_for_update().get(pk=made.pk)
    if made.ended_at:
        raise Refused("closed")
    _part(made, by, now)


def _end_match(triple, by, now):
    if triple.match_id:
        _part(TripleMatch.objects.select_for_update().get(pk=triple.match_id), by, now)
        triple.match = None


def _part(made, by, now):
    """Take the match from both sets, and tell their members, without a reason."""
    members = _members(made)
    with pghistory.context(user=by.pk):
        made.ended_at = now or timezone.now()
        made.save(update_fields=["ended_at"])
        for triple in Triple.objects.filter(match=made):
            triple.match = None
            triple.save(update_fields=["match"])
    send(recipients=members, **words.ended(made))


def _tell_if_open(made):
    if agreeing(Triple.objects.filter(match=made)).count() == 2:
        send(recipients=_members(made), **words.opened(made))


def _members(made) -> list[User]:
    triples = Triple.objects.filter(match=made).select_related("teacher", "guardian__user")
    return [user for each in triples for user in (each.teacher, each.guardian.user) if user]


def _check_acts(triple, by):
    if triple.school_id not in by.schools_with(Permission.ALLIANCE_SCHOOL):
        raise Refused("not-own")


def _locked(triple) -> Triple:
    """Lock the set and the one it is matched with, in the order of their keys: two parents may say no at once."""
    matched = Triple.objects.filter(pk=triple.pk, match__isnull=False).values("match")
    rows = Triple.objects.select_for_update(of=("self",)).filter(Q(pk=triple.pk) | Q(match__in=matched))
    return next(row for row in rows.select_related("guardian", "match").order_by("pk") if row.pk == triple.pk)


def _save(triple, by):
    with pghistory.context(user=by.pk):
        triple.save()
    return triple


def take_over_triples(*, keep: Guardian, drop: Guardian) -> None:
    """Two rows of one guardian become one: the sets go over, with what was agreed to."""
    Triple.objects.filter(guardian=drop).update(guardian=keep)
