from alliances.models.admissions import GroupAdmission
from alliances.models.alliances import Alliance, Membership, OfAllianceQuerySet
from alliances.models.bodies import Body, Seat
from alliances.models.goals import GoalProof, YearGoal
from alliances.models.papers import BasisDocument, Plan, PlanConfirmation, PreparationStep
from alliances.models.short_exchanges import Direction, LessonVisit, ManagerVisit
from alliances.models.stints import (
    AGREED,
    BEGUN,
    OutsideTraining,
    StaffCount,
    Stint,
    StintAssessment,
    StintNote,
    StintStep,
)

__all__ = [
    "AGREED",
    "BEGUN",
    "Alliance",
    "BasisDocument",
    "Body",
    "Direction",
    "GoalProof",
    "GroupAdmission",
    "LessonVisit",
    "ManagerVisit",
    "Membership",
    "OfAllianceQuerySet",
    "OutsideTraining",
    "Plan",
    "PlanConfirmation",
    "PreparationStep",
    "Seat",
    "StaffCount",
    "Stint",
    "StintAssessment",
    "StintNote",
    "StintStep",
    "YearGoal",
]
