from alliances.models.activities import Activity, ActivityFile, Attendee, EducationSystem, FiveOne, Level, Participation
from alliances.models.admissions import GroupAdmission
from alliances.models.alliances import Alliance, Membership, OfAllianceQuerySet
from alliances.models.assessing import (
    AssessmentStatement,
    Indicator,
    IndicatorScheme,
    IndicatorScore,
    Satisfaction,
    Strength,
)
from alliances.models.bodies import Body, Seat
from alliances.models.goals import GoalProof, YearGoal
from alliances.models.lessons import CycleStep, JointObservation, LessonCycle, ObservationGuest
from alliances.models.meetings import AllianceMeeting, MeetingAttendee, MeetingItem
from alliances.models.needs import Milestone, Need, SpecialProject
from alliances.models.outcomes import MeetingDecision, MeetingTodo
from alliances.models.papers import BasisDocument, Plan, PlanConfirmation, PreparationStep
from alliances.models.reporting import AllianceSummary, ReportSection, ReportStep, SelfReport, SharedEvaluation
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
from alliances.models.trainings import Training
from alliances.models.triples import Triple, TripleMatch

__all__ = [
    "AGREED",
    "BEGUN",
    "Activity",
    "ActivityFile",
    "Alliance",
    "AllianceMeeting",
    "AllianceSummary",
    "AssessmentStatement",
    "Attendee",
    "BasisDocument",
    "Body",
    "Commendation",
    "CycleStep",
    "Direction",
    "EducationSystem",
    "FiveOne",
    "GoalProof",
    "GroupAdmission",
    "Indicator",
    "IndicatorScheme",
    "IndicatorScore",
    "JointObservation",
    "LessonCycle",
    "LessonVisit",
    "Level",
    "ManagerVisit",
    "MeetingAttendee",
    "MeetingDecision",
    "MeetingItem",
    "MeetingTodo",
    "Membership",
    "Milestone",
    "Need",
    "ObservationGuest",
    "OfAllianceQuerySet",
    "OutsideTraining",
    "Participation",
    "Plan",
    "PlanConfirmation",
    "PreparationStep",
    "ReportSection",
    "ReportStep",
    "Satisfaction",
    "Seat",
    "SelfReport",
    "SharedEvaluation",
    "SpecialProject",
    "SpotCheck",
    "StaffCount",
    "Stint",
    "StintAssessment",
    "StintNote",
    "StintStep",
    "Strength",
    "Training",
    "Triple",
    "TripleMatch",
    "YearGoal",
]
