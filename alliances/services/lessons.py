"""The six steps of a lesson (G5.3.3.4), and lessons observed together with other schools (G5.1.1.3, L-13)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from alliances.models import Activity, CycleStep, JointObservation, LessonCycle, Membership, ObservationGuest
from alliances.rules.codes import six_steps
from alliances.rules.steps import next_step
from core.refusals import Refused
from observations.models import Observation
from registry.models import Teacher


@transaction.atomic
def begin_cycle(
    *, membership: Membership, teacher: User, fields: Mapping, by: User, now: datetime | None = None
) -> LessonCycle:
    """Begin the six steps for a lesson. Raises Refused: "not_a_member", "not_of_the_school"."""
    today = timezone.localdate(now)
    if not Membership.objects.current(today).filter(pk=membership.pk).exists():
        raise Refused("not_a_member")
    if not Teacher.objects.filter(school=membership.school_id, user=teacher).employed_on(today).exists():
        raise Refused("not_of_the_school")
    given = {**fields, "membership": membership, "teacher": teacher, "begun_on": today, "begun_by": by}
    with pghistory.context(user=by.pk):
        return LessonCycle.objects.create(**given)


@transaction.atomic
def take_step(
    *, cycle: LessonCycle, code: str, on: date, note: str = "", by: User, now: datetime | None = None
) -> CycleStep:
    """Take the step that comes now. Raises Refused: "out_of_order", "in_the_future"."""
    cycle = LessonCycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if code not in six_steps() or next_step(set(cycle.steps.values_list("code", flat=True))) != code:
        raise Refused("out_of_order")
    if on > timezone.localdate(now):
        raise Refused("in_the_future")
    with pghistory.context(user=by.pk):
        return CycleStep.objects.create(cycle=cycle, code=code, on=on, note=note, taken_by=by)


@transaction.atomic
def share(*, activity: Activity, observation: Observation, guests: Iterable[User], by: User) -> JointObservation:
    """Let invited staff of the schools that take part read an observation of the activity's days.

    Raises Refused: "closed" (cancelled), "withdrawn", "shared", "not_taking_part" (the home school or a guest's),
    "not_of_these_days".
    """
    if activity.state == Activity.State.CANCELLED:
        raise Refused("closed")
    if observation.withdrawn_at:
        raise Refused("withdrawn")
    if not activity.participations.filter(membership__school=observation.school_id).exists():
        raise Refused("not_taking_part")
    if not activity.on <= observation.on <= (activity.to_on or activity.on):
        raise Refused("not_of_these_days")
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            joint = JointObservation.objects.create(activity=activity, observation=observation, added_by=by)
    except IntegrityError as error:
        raise Refused("shared") from error
    with pghistory.context(user=by.pk):
        _invite(joint, guests)
    return joint


def _invite(joint: JointObservation, guests: Iterable[User]) -> None:
    wanted = {guest.pk for guest in guests}
    schools = joint.activity.participations.exclude(membership__school=joint.observation.school_id)
    by_school = dict(schools.values_list("membership__school", "membership"))
    employed = Teacher.objects.filter(school__in=by_school, user__in=wanted).employed_on(joint.activity.on)
    school_of = dict(employed.values_list("user", "school"))
    if wanted - school_of.keys():
        raise Refused("not_taking_part")
    for pk in sorted(wanted):
        ObservationGuest.objects.create(joint=joint, person_id=pk, membership_id=by_school[school_of[pk]])


@transaction.atomic
def report(*, joint: JointObservation, report: str, file=None, by: User) -> JointObservation:
    """Attach what the schools conclude for the reform of lessons (G5.1.1.3); a new file takes the old one's place."""
    joint = JointObservation.objects.select_for_update(of=("self",)).get(pk=joint.pk)
    joint.report = report.strip()
    if file:
        joint.file = file
    with pghistory.context(user=by.pk):
        joint.save(update_fields=["report", "file"])
    return joint
