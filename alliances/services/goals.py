"""The goals of the years: those of the scheme, own ones, what proves them, and when they are done (G5.1.2)."""

from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from alliances.models import Alliance, GoalProof, YearGoal
from core.refusals import Refused
from rulebook.documents import loading


@transaction.atomic
def take_over(*, alliance: Alliance, by) -> int:
    """Write down the goals of the scheme that the alliance does not have yet; give how many."""
    Alliance.objects.select_for_update().get(pk=alliance.pk)
    known = set(alliance.year_goals.values_list("code", flat=True))
    wanted = [YearGoal(alliance=alliance, year=year, code=code) for year, code in scheme_goals(alliance.document)]
    fresh = [goal for goal in wanted if goal.code not in known]
    with pghistory.context(user=by.pk):
        YearGoal.objects.bulk_create(fresh)
    return len(fresh)


def scheme_goals(document: str) -> list[tuple[int, str]]:
    """Give the goals that the text sets, as (year of the programme, code)."""
    text = loading.document(document)
    lists = [item for item in text.items_of("list") if item.id.endswith(".goals")]
    return [
        (int(text.items[each.data["phase"]].data["start"]["year"]), f"{each.id}:{item['code']}")
        for each in lists
        for item in each.data["items"]
    ]


@transaction.atomic
def add(*, alliance: Alliance, year: int, text: str, by) -> YearGoal:
    """Add a goal of the alliance's own."""
    with pghistory.context(user=by.pk):
        return YearGoal.objects.create(alliance=alliance, year=year, text=text)


@transaction.atomic
def prove(*, goal: YearGoal, on: date, text: str, file=None, by) -> GoalProof:
    """Add what shows that the goal is worked for. Raises Refused: "in_future"."""
    if on > timezone.localdate():
        raise Refused("in_future")
    with pghistory.context(user=by.pk):
        return GoalProof.objects.create(goal=goal, on=on, text=text, file=file or "", added_by=by)


@transaction.atomic
def complete(*, goal: YearGoal, on: date, by) -> YearGoal:
    """Say that a goal is done. Raises Refused: "done_already", "no_proof", "in_future"."""
    goal = YearGoal.objects.select_for_update().get(pk=goal.pk)
    if goal.done_on:
        raise Refused("done_already")
    if on > timezone.localdate():
        raise Refused("in_future")
    if not goal.proofs.exists():
        raise Refused("no_proof")
    return _save(goal, on, by)


@transaction.atomic
def reopen(*, goal: YearGoal, by) -> YearGoal:
    """Take back that a goal is done; its proofs stay. Raises Refused: "not_done"."""
    goal = YearGoal.objects.select_for_update().get(pk=goal.pk)
    if not goal.done_on:
        raise Refused("not_done")
    return _save(goal, None, by)


@transaction.atomic
def explain(*, goal: YearGoal, why: str, by) -> YearGoal:
    """Say why a goal is not reached in its year. Raises Refused: "done_already"."""
    goal = YearGoal.objects.select_for_update().get(pk=goal.pk)
    if goal.done_on:
        raise Refused("done_already")
    goal.why_unmet = why
    with pghistory.context(user=by.pk):
        goal.save(update_fields=["why_unmet"])
    return goal


def _save(goal: YearGoal, on: date | None, by) -> YearGoal:
    goal.done_on, goal.done_by = on, by if on else None
    with pghistory.context(user=by.pk):
        goal.save(update_fields=["done_on", "done_by"])
    return goal
