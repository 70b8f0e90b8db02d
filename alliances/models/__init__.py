from alliances.models.admissions import GroupAdmission
from alliances.models.alliances import Alliance, Membership, OfAllianceQuerySet
from alliances.models.bodies import Body, Seat
from alliances.models.goals import GoalProof, YearGoal
from alliances.models.meetings import AllianceMeeting, MeetingAttendee, MeetingItem
from alliances.models.outcomes import MeetingDecision, MeetingTodo
from alliances.models.papers import BasisDocument, Plan, PlanConfirmation, PreparationStep
from alliances.models.short_exchanges import Direction, LessonVisit, ManagerVisit
from alliances.models.steering import Commendation, SpotCheck
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
    "AllianceMeeting",
    "BasisDocument",
    "Body",
    "Commendation",
    "Direction",
    "GoalProof",
    "GroupAdmission",
    "LessonVisit",
    "ManagerVisit",
    "MeetingAttendee",
    "MeetingDecision",
    "MeetingItem",
    "MeetingTodo",
    "Membership",
    "OfAllianceQuerySet",
    "OutsideTraining",
    "Plan",
    "PlanConfirmation",
    "PreparationStep",
    "Seat",
    "SpotCheck",
    "StaffCount",
    "Stint",
    "StintAssessment",
    "StintNote",
    "StintStep",
    "YearGoal",
]
