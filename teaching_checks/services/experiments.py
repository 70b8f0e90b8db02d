"""Plan experiments, log them, verify what was done and what was not (C4.4.6)."""

from collections.abc import Sequence
from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from registry.models import SchoolClass, Subject, Teacher
from schools.models import Term
from teaching_checks.models import Experiment
from teaching_checks.rules.experiments import PlanRow

State = Experiment.State


@transaction.atomic
def plan(
    *, teacher: Teacher, term: Term, school_class: SchoolClass, subject: Subject, rows: Sequence[PlanRow], by: User
) -> int:
    """Plan these experiments for a class; what it has by that name already gets the new day while it is only planned.

    Gives how many are new. Raises Refused: "nothing".
    """
    if not rows:
        raise Refused("nothing")
    whose = {"term": term, "school_class": school_class, "subject": subject}
    known = {each.name: each for each in Experiment.objects.select_for_update().filter(**whose)}
    made = 0
    with pghistory.context(user=by.pk):
        for row in rows:
            old = known.get(row.name)
            if old is None:
                made += 1
                Experiment.objects.create(
                    school_id=teacher.school_id, teacher=teacher, person_id=teacher.user_id, **whose, **row._asdict()
                )
            elif old.state == State.PLANNED:
                old.due_on, old.kind = row.due_on, row.kind
                old.save(update_fields=["due_on", "kind"])
    return made


@transaction.atomic
def log(*, experiment: Experiment, done_on: date, note: str = "", by: User, today: date | None = None) -> Experiment:
    """Log that it was held. Raises Refused: "judged", "in_the_future", "outside_term"."""
    experiment = _locked(experiment)
    if experiment.state in Experiment.JUDGED:
        raise Refused("judged")
    if done_on > (today or timezone.localdate()):
        raise Refused("in_the_future")
    if done_on not in experiment.term.span:
        raise Refused("outside_term")
    experiment.state, experiment.done_on, experiment.note = State.DONE, done_on, note.strip()
    return _saved(experiment, by)


@transaction.atomic
def remove(*, experiment: Experiment, by: User) -> None:
    """Take it out of the plan. Raises Refused: "begun" once it is logged, judged or was due already."""
    experiment = _locked(experiment)
    if experiment.state != State.PLANNED or experiment.due_on < timezone.localdate():
        raise Refused("begun")
    with pghistory.context(user=by.pk):
        experiment.delete()


@transaction.atomic
def judge(
    *, experiment: Experiment, state: str, why: str = "", by: User, today: date | None = None, now=None
) -> Experiment:
    """Verify as somebody else that it was done, was not done, or need not have been (C4-D15: after verification).

    Raises Refused: "own", "not_logged", "too_early" (not due yet), "no_reason".
    """
    experiment = _locked(experiment)
    if experiment.person_id == by.pk:
        raise Refused("own")
    if state == State.CONFIRMED and experiment.done_on is None:
        raise Refused("not_logged")
    if state == State.MISSED and experiment.due_on >= (today or timezone.localdate()):
        raise Refused("too_early")
    if state == State.EXCUSED and not why.strip():
        raise Refused("no_reason")
    experiment.done_on = experiment.done_on if state == State.CONFIRMED else None
    experiment.state, experiment.judged_why = state, why.strip()
    experiment.judged_by, experiment.judged_at = by, now or timezone.now()
    return _saved(experiment, by)


def _locked(experiment: Experiment) -> Experiment:
    return Experiment.objects.select_for_update(of=("self",)).select_related("term").get(pk=experiment.pk)


def _saved(experiment: Experiment, by: User) -> Experiment:
    with pghistory.context(user=by.pk):
        experiment.save()
    return experiment
