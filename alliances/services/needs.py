"""Needs raised and answered (G4.4.5b), special projects (G4.4.5a), names of the education systems (X-12)."""

from collections.abc import Mapping
from datetime import date, datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from alliances.messages import activities as words
from alliances.models import Activity, Alliance, EducationSystem, Membership, Milestone, Need, SpecialProject
from alliances.selectors.office import runners
from core.refusals import Refused
from notices.services import send


@transaction.atomic
def raise_need(*, membership: Membership, title: str, about: str, by: User, now: datetime | None = None) -> Need:
    """Say what the own school needs; the office is told. Raises Refused("not_a_member") for a school that has left."""
    today = timezone.localdate(now)
    if not Membership.objects.current(today).filter(pk=membership.pk).exists():
        raise Refused("not_a_member")
    given = {"title": title, "about": about, "raised_on": today, "raised_by": by}
    with pghistory.context(user=by.pk):
        need = Need.objects.create(alliance=membership.alliance, membership=membership, **given)
    office = [each for each in runners(need.alliance, today) if each != by]
    send(recipients=office, school=need.alliance.seat, **words.need_raised(need))
    return need


@transaction.atomic
def answer(
    *, need: Need, answer: str = "", activity: Activity | None = None, by: User, now: datetime | None = None
) -> Need:
    """Answer a need with an activity, in words, or both; who raised it is told.

    Raises Refused: "answered", "nothing_said", "other_alliance".
    """
    rows = Need.objects.select_for_update(of=("self",)).select_related("raised_by", "membership__school", "alliance")
    need = rows.get(pk=need.pk)
    if need.answered_on:
        raise Refused("answered")
    if not answer.strip() and activity is None:
        raise Refused("nothing_said")
    if activity is not None and activity.alliance_id != need.alliance_id:
        raise Refused("other_alliance")
    need.answer, need.activity = answer.strip(), activity
    need.answered_on, need.answered_by = timezone.localdate(now), by
    with pghistory.context(user=by.pk):
        need.save()
    send(recipients=need.raised_by, school=need.membership.school, **words.need_answered(need))
    return need


@transaction.atomic
def begin(*, alliance: Alliance, fields: Mapping, by: User) -> SpecialProject:
    """Begin a special project against a pressing problem."""
    with pghistory.context(user=by.pk):
        return SpecialProject.objects.create(alliance=alliance, begun_by=by, **fields)


@transaction.atomic
def change(*, project: SpecialProject, fields: Mapping, by: User) -> SpecialProject:
    """Change what a project that goes on is about. Raises Refused("ended")."""
    project = _going_on(project)
    for name, value in fields.items():
        setattr(project, name, value)
    with pghistory.context(user=by.pk):
        project.save()
    return project


@transaction.atomic
def add_milestone(*, project: SpecialProject, name: str, due_on: date, by: User) -> Milestone:
    """Add a step with its day. Raises Refused("ended")."""
    with pghistory.context(user=by.pk):
        return Milestone.objects.create(project=_going_on(project), name=name, due_on=due_on)


@transaction.atomic
def reach(*, milestone: Milestone, by: User, now: datetime | None = None) -> Milestone:
    """Say that a step is done today. Raises Refused: "ended", "done"."""
    _going_on(milestone.project)
    milestone = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
    if milestone.done_on:
        raise Refused("done")
    milestone.done_on = timezone.localdate(now)
    with pghistory.context(user=by.pk):
        milestone.save(update_fields=["done_on"])
    return milestone


@transaction.atomic
def end(*, project: SpecialProject, result: str, by: User, now: datetime | None = None) -> SpecialProject:
    """End it with what came of it. Raises Refused: "ended", "no_result"."""
    project = _going_on(project)
    if not result.strip():
        raise Refused("no_result")
    project.result, project.ended_on = result.strip(), max(timezone.localdate(now), project.from_on)
    with pghistory.context(user=by.pk):
        project.save(update_fields=["result", "ended_on"])
    return project


def _going_on(project: SpecialProject) -> SpecialProject:
    project = SpecialProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if project.ended_on:
        raise Refused("ended")
    return project


@transaction.atomic
def name_systems(*, alliance: Alliance, names: Mapping[int, str], by: User) -> None:
    """Name the education systems by their numbers; an empty name takes one away (X-12)."""
    there = {row.number: row for row in alliance.education_systems.select_for_update(of=("self",))}
    with pghistory.context(user=by.pk):
        for number, name in names.items():
            row, name = there.get(number), name.strip()
            if row and not name:
                row.delete()
            elif row and row.name != name:
                row.name = name
                row.save(update_fields=["name"])
            elif not row and name:
                EducationSystem.objects.create(alliance=alliance, number=number, name=name)
