"""What stands on the pages of papers and groups of an alliance, as one user may read it."""

from dataclasses import dataclass

from django.utils import timezone

from alliances.models import Alliance, GroupAdmission, Membership, Plan, PlanConfirmation


@dataclass(frozen=True)
class Confirmed:
    """A member school and its yes to a plan, if there is one."""

    membership: Membership
    confirmation: PlanConfirmation | None


def confirmed_by(plan: Plan) -> list[Confirmed]:
    """Give the schools that are members, each with its confirmation of this version; two statements."""
    found = {row.membership_id: row for row in plan.confirmations.select_related("confirmed_by")}
    members = Membership.objects.current().filter(alliance=plan.alliance_id).select_related("school")
    return [Confirmed(member, found.get(member.pk)) for member in members]


def newest_plans(alliance: Alliance, user) -> list[Plan]:
    """Give the newest version of the joint plan, then of each school's own."""
    plans = Plan.objects.visible_to(user).newest().filter(alliance=alliance).select_related("school")
    return sorted(plans, key=lambda plan: (not plan.is_joint, plan.school.name if plan.school else ""))


def admissions_of(alliance: Alliance, user):
    """Give who of partner schools is in which group today, by host school."""
    rows = GroupAdmission.objects.visible_to(user).filter(host__alliance=alliance, to_on=None)
    rows = rows.filter(from_on__lte=timezone.localdate())
    return rows.select_related("host__school", "group", "person", "school").order_by("host", "group__name", "pk")
