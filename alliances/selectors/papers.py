"""What stands on the pages of papers, goals and groups of an alliance, as one user may read it."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from alliances.models import Alliance, GoalProof, GroupAdmission, Membership, Plan, PlanConfirmation, YearGoal
from alliances.selectors.alliances import adoption_of
from rulebook.selectors.in_force import latest_numbers


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


@dataclass(frozen=True)
class Year:
    """One year of the programme with its goals, as the calendar has it; `on` is None before the scheme says."""

    number: int
    on: int | None
    goals: list[YearGoal]

    @property
    def done(self) -> int:
        return sum(goal.done_on is not None for goal in self.goals)


def years_of(alliance: Alliance, user=None) -> list[Year]:
    """Give the goals by year with their proofs; those that the user may read, all for a report. Constant statements."""
    proofs = GoalProof.objects.visible_to(user) if user else GoalProof.objects.all()
    goals = YearGoal.objects.filter(alliance=alliance).select_related("alliance")
    goals = goals.visible_to(user) if user else goals
    several = list(goals.prefetch_related(Prefetch("proofs", queryset=proofs, to_attr="shown")).order_by("year", "pk"))
    start = _start_year(alliance)
    numbers = sorted({goal.year for goal in several})
    return [Year(n, start + n - 1 if start else None, [goal for goal in several if goal.year == n]) for n in numbers]


def _start_year(alliance: Alliance) -> int | None:
    adoption = adoption_of(alliance)
    if adoption is None or "programme.start_year" not in adoption.text.parameters:
        return None
    year = latest_numbers(adoption).number("programme.start_year")
    return int(year) if year else None


def admissions_of(alliance: Alliance, user):
    """Give who of partner schools is in which group today, by host school."""
    rows = GroupAdmission.objects.visible_to(user).filter(host__alliance=alliance, to_on=None)
    rows = rows.filter(from_on__lte=timezone.localdate())
    return rows.select_related("host__school", "group", "person", "school").order_by("host", "group__name", "pk")
