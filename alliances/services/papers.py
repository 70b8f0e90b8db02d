"""Basis documents, versions of plans and their confirmation, steps of the preparation (G5.0, G5.3.2.4, G5.4.1)."""

from datetime import date

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliances.messages import members as messages
from alliances.models import Alliance, BasisDocument, Membership, Plan, PlanConfirmation, PreparationStep
from core.refusals import Refused
from schools.models import School


@transaction.atomic
def add_basis(*, alliance: Alliance, file=None, by, **fields) -> BasisDocument:
    """Add a document of an authority. Raises Refused: "number_taken"."""
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            return BasisDocument.objects.create(alliance=alliance, file=file or "", added_by=by, **fields)
    except IntegrityError as error:
        raise Refused("number_taken") from error


@transaction.atomic
def draw_up(*, alliance: Alliance, school: School | None = None, file=None, by, **fields) -> Plan:
    """Write the next version of the joint plan or, with `school`, of that school's development plan.

    The principals of all members are asked to confirm a joint one. Raises Refused: "ended", "in_future".
    """
    alliance = Alliance.objects.select_for_update().get(pk=alliance.pk)
    if alliance.to_on:
        raise Refused("ended")
    if fields["decided_on"] > timezone.localdate():
        raise Refused("in_future")
    kind = Plan.Kind.SCHOOL if school else Plan.Kind.JOINT
    last = alliance.plans.filter(kind=kind, school=school).order_by("-number").first()
    number = last.number + 1 if last else 1
    with pghistory.context(user=by.pk):
        plan = Plan.objects.create(
            alliance=alliance, kind=kind, school=school, number=number, file=file or "", made_by=by, **fields
        )
    if plan.is_joint:
        for member in alliance.memberships.current().select_related("school"):
            messages.tell_principals(member.school, messages.plan_to_confirm(plan))
    return plan


@transaction.atomic
def confirm(*, plan: Plan, membership: Membership, by) -> PlanConfirmation:
    """Say yes to the newest version of the joint plan for one school (G5.0.2).

    Raises Refused: "not_newest", "confirmed", "not_a_member".
    """
    Alliance.objects.select_for_update().get(pk=plan.alliance_id)
    if not Plan.objects.newest().filter(pk=plan.pk, kind=Plan.Kind.JOINT).exists():
        raise Refused("not_newest")
    if not Membership.objects.current().filter(pk=membership.pk, alliance=plan.alliance_id).exists():
        raise Refused("not_a_member")
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            return PlanConfirmation.objects.create(
                plan=plan, membership=membership, confirmed_on=timezone.localdate(), confirmed_by=by
            )
    except IntegrityError as error:
        raise Refused("confirmed") from error


@transaction.atomic
def note_step(*, membership: Membership, kind: str, on: date, file=None, by, **fields) -> PreparationStep:
    """Write down what the school did in the preparation. Raises Refused: "in_future"."""
    if on > timezone.localdate():
        raise Refused("in_future")
    with pghistory.context(user=by.pk):
        return PreparationStep.objects.create(
            membership=membership, kind=kind, on=on, file=file or "", entered_by=by, **fields
        )
