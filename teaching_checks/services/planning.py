"""Planning rounds: several objects at once, whom, by whom, when; changing and deleting what is only planned."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from registry.models import Teacher
from schools.models import School, Term
from sheets.models import ScoreSheet
from teaching_checks.models import Inspected, Round, RoundCell
from teaching_checks.rules.checkers import Checkers, inspectors, leaders_chain
from teaching_checks.rules.sampling import Candidate, career_stage, draw
from teaching_checks.selectors.owed import inspection_in_force, objects_of
from teaching_checks.selectors.scope import Scope, scene, teachers_in
from teaching_checks.services.telling import tell_opened


@dataclass(frozen=True)
class Plan:
    """What is planned: `sheets` gives the sheet for each object, in order; a `sample` is drawn once for all of them.

    `only` keeps those of the scope whose teacher's id stands in it, as the list of a week of the roster.
    `requirement` is what the rounds are for, as "C3-K02"; a round of an object it does not name is for none.
    """

    name: str
    sheets: Mapping[str, ScoreSheet]
    from_on: date
    to_on: date
    mode: str = Round.Mode.FULL
    is_announced: bool = True
    scope: Scope = field(default_factory=Scope)
    sample: int | None = None
    checkers: Checkers = Checkers.CHAIN
    named: Sequence[User] = ()
    only: Collection[int] | None = None
    requirement: str = ""


@transaction.atomic
def plan(*, school: School, term: Term, plan: Plan, by: User, seed: int | None = None) -> list[Round]:
    """Make one round for each object, with the same teachers and inspectors.

    Raises Refused("outside-term"), ("nobody") when no teacher is in scope, ("no-inspector"), ("requirement") when
    the school owes no such inspection on the first day.
    """
    refuse_days(term, plan.from_on, plan.to_on)
    if plan.checkers is Checkers.NAMED and not plan.named:
        raise Refused("no-inspector")
    if plan.requirement and not inspection_in_force(school, plan.requirement, plan.from_on):
        raise Refused("requirement")
    teachers = teachers_in(school, plan.scope, plan.from_on)
    if plan.only is not None:
        teachers = [teacher for teacher in teachers if teacher.pk in plan.only]
    if plan.sample:
        seed = secrets.randbits(62) if seed is None else seed
        teachers = _sampled(teachers, plan, seed)
    if not teachers:
        raise Refused("nobody")
    by_whom = _inspectors(school, teachers, plan)
    with pghistory.context(user=by.pk):
        return [
            _made(school, term, plan, seed if plan.sample else None, check_object, teachers, by_whom, by)
            for check_object in plan.sheets
        ]


def refuse_days(term: Term, from_on: date, to_on: date) -> None:
    """Raise Refused("outside-term") for days that are not in the term."""
    if not term.starts_on <= from_on <= to_on <= term.ends_on:
        raise Refused("outside-term")


def _sampled(teachers: list[Teacher], plan: Plan, seed: int) -> list[Teacher]:
    candidates = [
        Candidate(each.pk, career_stage(employed_from=each.employed_from, on=plan.from_on)) for each in teachers
    ]
    drawn = set(draw(candidates, size=plan.sample, seed=seed))
    return [teacher for teacher in teachers if teacher.pk in drawn]


def _inspectors(school: School, teachers: list[Teacher], plan: Plan) -> dict[int, int | None]:
    people = [teacher.user_id for teacher in teachers]
    around = scene(school, plan.from_on)
    if plan.scope.whom == Round.Whom.LEADERS and plan.checkers is Checkers.CHAIN:
        return leaders_chain(people, around)
    return inspectors(plan.checkers, people, around, named=[user.pk for user in plan.named])


def _made(school, term, plan: Plan, seed, check_object: str, teachers, by_whom, by: User) -> Round:
    round = Round.objects.create(
        school=school,
        term=term,
        name=plan.name,
        object=check_object,
        sheet=plan.sheets[check_object],
        mode=plan.mode,
        is_announced=plan.is_announced,
        from_on=plan.from_on,
        to_on=plan.to_on,
        requirement=plan.requirement if check_object in objects_of(plan.requirement) else "",
        sample=plan.sample,
        seed=seed,
        organiser=by,
        **vars(plan.scope),
    )
    Inspected.objects.bulk_create(
        Inspected(
            school=school,
            round=round,
            teacher=teacher,
            person_id=teacher.user_id,
            inspector_id=by_whom[teacher.user_id],
            position=place,
        )
        for place, teacher in enumerate(teachers)
    )
    return round


@transaction.atomic
def change(*, round: Round, name: str, is_announced: bool, sheet: ScoreSheet, from_on, to_on, by: User) -> Round:
    """Change what is only planned. Raises Refused("not-planned"), ("outside-term")."""
    round = _planned(round)
    refuse_days(round.term, from_on, to_on)
    round.name, round.is_announced, round.sheet = name, is_announced, sheet
    round.from_on, round.to_on = from_on, to_on
    with pghistory.context(user=by.pk):
        round.save(update_fields=["name", "is_announced", "sheet", "from_on", "to_on"])
    return round


@transaction.atomic
def delete(*, round: Round, by: User) -> None:
    """Delete a round that is planned and empty. Raises Refused("not-planned"), ("not-empty")."""
    round = _planned(round)
    if RoundCell.objects.filter(round=round).exists():
        raise Refused("not-empty")
    with pghistory.context(user=by.pk):
        round.delete()


@transaction.atomic
def open_round(*, round: Round, by: User, now=None) -> Round:
    """Let inspectors enter from the first day on; an announced round is now seen by those inspected.

    Raises Refused("not-planned"), ("nobody").
    """
    round = _planned(round)
    if not round.rows.exists():
        raise Refused("nobody")
    round.state, round.opened_at, round.opened_by = Round.State.OPEN, now or timezone.now(), by
    with pghistory.context(user=by.pk):
        round.save(update_fields=["state", "opened_at", "opened_by"])
        tell_opened(round, by=by)
    return round


@transaction.atomic
def close(*, round: Round, by: User, now=None) -> Round:
    """End the entering: results are told to those inspected. Raises Refused("not-open")."""
    round = locked(round)
    if round.state != Round.State.OPEN:
        raise Refused("not-open")
    return _stand(round, Round.State.CLOSED, now or timezone.now(), by, by)


@transaction.atomic
def reopen(*, round: Round, by: User) -> Round:
    """Let values be entered again. Raises Refused("not-closed")."""
    round = locked(round)
    if round.state != Round.State.CLOSED:
        raise Refused("not-closed")
    return _stand(round, Round.State.OPEN, None, None, by)


def _stand(round: Round, state: str, closed_at, closed_by, by: User) -> Round:
    round.state, round.closed_at, round.closed_by = state, closed_at, closed_by
    with pghistory.context(user=by.pk):
        round.save(update_fields=["state", "closed_at", "closed_by"])
    return round


def locked(round: Round) -> Round:
    """Give the round's row, locked until the end of the transaction."""
    return Round.objects.select_for_update(of=("self",)).select_related("term").get(pk=round.pk)


def _planned(round: Round) -> Round:
    round = locked(round)
    if round.state != Round.State.PLANNED:
        raise Refused("not-planned")
    return round
