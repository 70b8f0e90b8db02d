from alliances.models.admissions import GroupAdmission
from alliances.models.alliances import Alliance, Membership, OfAllianceQuerySet
from alliances.models.bodies import Body, Seat
from alliances.models.goals import GoalProof, YearGoal
from alliances.models.papers import BasisDocument, Plan, PlanConfirmation, PreparationStep

__all__ = [
    "Alliance",
    "BasisDocument",
    "Body",
    "GoalProof",
    "GroupAdmission",
    "Membership",
    "OfAllianceQuerySet",
    "Plan",
    "PlanConfirmation",
    "PreparationStep",
    "Seat",
    "YearGoal",
]
