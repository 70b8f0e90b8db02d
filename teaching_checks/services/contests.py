"""A contest from its plan to its awards (C1.3, C3.6, C5.6, C6.3, C7.3)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from notices.services import send, send_each
from schools.models import Term
from teaching_checks.messages import contests as words
from teaching_checks.models import Contest, ContestJudge, Entry

State = Contest.State
# What is announced stays as it is: only the last day of entries and the reward may still be changed.
FIXED_ONCE_ANNOUNCED = ("object", "subject", "sheet", "entries_from_on")


@transaction.atomic
def plan(*, term: Term, fields: Mapping, judges: Iterable[User], by: User) -> Contest:
    """Plan a contest; nobody who teaches sees it before it is announced. Raises Refused("no_judges")."""
    with pghistory.context(user=by.pk):
        contest = Contest.objects.create(school_id=term.school_id, term=term, organiser=by, **fields)
        _seat(contest, judges)
    return contest


@transaction.atomic
def change(*, contest: Contest, fields: Mapping, judges: Iterable[User], by: User) -> Contest:
    """Change a contest that is not decided; once announced not what it is about.

    Raises Refused: "decided", "announced", "no_judges", "has_judged" (a judge who has given points stays).
    """
    contest = _locked(contest)
    if contest.state == State.DECIDED:
        raise Refused("decided")
    for name, value in fields.items():
        if contest.state != State.PLANNED and name in FIXED_ONCE_ANNOUNCED and getattr(contest, name) != value:
            raise Refused("announced")
        setattr(contest, name, value)
    with pghistory.context(user=by.pk):
        contest.save()
        _seat(contest, judges)
    return contest


def _seat(contest: Contest, judges: Iterable[User]) -> None:
    chosen = {judge.pk for judge in judges}
    if not chosen:
        raise Refused("no_judges")
    leaving = contest.judges.exclude(user__in=chosen)
    if contest.entries.filter(judgements__judge__in=leaving.values("user")).exists():
        raise Refused("has_judged")
    leaving.delete()
    seated = set(contest.judges.values_list("user", flat=True))
    for user in sorted(chosen - seated):
        ContestJudge.objects.create(school_id=contest.school_id, contest=contest, user_id=user)


@transaction.atomic
def announce(*, contest: Contest, by: User) -> Contest:
    """Open it for entries. Raises Refused("not_planned")."""
    return _step(contest, State.PLANNED, State.ENTRIES, by=by, otherwise="not_planned")


@transaction.atomic
def start_judging(*, contest: Contest, by: User, now: datetime | None = None) -> Contest:
    """Close the entries and ask the judges.

    Raises Refused: "not_open", "too_early" (entries may still come), "no_entries".
    """
    contest = _locked(contest)
    if contest.state == State.ENTRIES and contest.entries_to_on >= timezone.localdate(now):
        raise Refused("too_early")
    if not contest.entries.standing().exists():
        raise Refused("no_entries")
    contest = _step(contest, State.ENTRIES, State.JUDGING, by=by, otherwise="not_open")
    judges = User.objects.filter(pk__in=contest.judges.values("user"))
    send(recipients=judges, **words.judging(contest))
    return contest


@transaction.atomic
def award(*, contest: Contest, awards: Mapping[int, str], by: User) -> Contest:
    """Say which entry gets which award, by its id; "" for none. Raises Refused: "not_judging", "own_entry"."""
    contest = _locked(contest)
    if contest.state != State.JUDGING:
        raise Refused("not_judging")
    with pghistory.context(user=by.pk):
        for entry in contest.entries.standing().filter(pk__in=awards).select_for_update():
            if entry.award != awards[entry.pk]:
                if entry.person_id == by.pk:
                    raise Refused("own_entry")
                entry.award = awards[entry.pk]
                entry.save(update_fields=["award"])
    return contest


@transaction.atomic
def decide(*, contest: Contest, by: User, now: datetime | None = None) -> Contest:
    """Decide it with the awards given, and tell who took part, without points.

    Raises Refused: "not_judging", "unjudged" (an entry without any judge's points), "no_award".
    """
    contest = _locked(contest)
    if contest.state != State.JUDGING:
        raise Refused("not_judging")
    standing = contest.entries.standing()
    if standing.filter(judgements=None).exists():
        raise Refused("unjudged")
    if not standing.exclude(award="").exists():
        raise Refused("no_award")
    contest.decided_on, contest.decided_by = timezone.localdate(now), by
    contest = _step(contest, State.JUDGING, State.DECIDED, by=by, otherwise="not_judging")
    send_each(words.decided(entry) for entry in standing.select_related("contest", "person"))
    return contest


@transaction.atomic
def drop(*, contest: Contest, by: User) -> None:
    """Take out a contest that nobody has entered. Raises Refused("has_entries")."""
    contest = _locked(contest)
    if Entry.objects.filter(contest=contest).exists():
        raise Refused("has_entries")
    with pghistory.context(user=by.pk):
        contest.delete()


def _locked(contest: Contest) -> Contest:
    return Contest.objects.select_for_update(of=("self",)).get(pk=contest.pk)


def _step(contest: Contest, before: str, after: str, *, by: User, otherwise: str) -> Contest:
    if Contest.objects.select_for_update(of=("self",)).get(pk=contest.pk).state != before:
        raise Refused(otherwise)
    contest.state = after
    with pghistory.context(user=by.pk):
        contest.save(update_fields=["state", "decided_on", "decided_by"])
    return contest
