"""Begin the inspection of a week of the homework roster: a round of exactly its teachers (C2.1.1–2, F-19)."""

from datetime import date, datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from sheets.models import ScoreSheet
from teaching_checks.models import CheckObject, Roster, RosterPlace, RosterRound, Round
from teaching_checks.rules.checkers import Checkers
from teaching_checks.rules.roster import last_day
from teaching_checks.selectors.owed import inspection_in_force
from teaching_checks.services import planning

ROSTER = "C2-K01"  # the requirement of C2.1.1: the office, each teacher's homework, once a term


@transaction.atomic
def start(
    *, roster: Roster, week_on: date, name: str, sheet: ScoreSheet, by: User, now: datetime | None = None
) -> Round:
    """Plan the round of a week whose list is visible; the office inspects (C2.1.1).

    Raises Refused: "not_a_week", "not_begun", "started" (it stands in RosterRound), "no_teacher".
    """
    roster = Roster.objects.select_for_update(of=("self",)).select_related("school", "term").get(pk=roster.pk)
    _check(roster, week_on, now)
    places = RosterPlace.objects.filter(roster=roster, week_on=week_on)
    plan = planning.Plan(
        name=name,
        sheets={CheckObject.HOMEWORK: sheet},
        from_on=week_on,
        to_on=min(last_day(week_on), roster.term.ends_on),
        checkers=Checkers.OFFICE,
        only=set(places.values_list("teacher", flat=True)),
        requirement=ROSTER if inspection_in_force(roster.school, ROSTER, week_on) else "",
    )
    try:
        round = planning.plan(school=roster.school, term=roster.term, plan=plan, by=by)[0]
    except Refused as refused:
        raise Refused("no_teacher") if refused.reason == "nobody" else refused from None
    with pghistory.context(user=by.pk):
        RosterRound.objects.create(school=roster.school, roster=roster, week_on=week_on, round=round)
    return round


def _check(roster: Roster, week_on: date, now: datetime | None) -> None:
    if str(week_on) not in roster.weeks:
        raise Refused("not_a_week")
    if week_on > timezone.localdate(now):
        raise Refused("not_begun")
    if RosterRound.objects.filter(roster=roster, week_on=week_on).exists():
        raise Refused("started")
