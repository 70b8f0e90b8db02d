from teaching_checks.models.contests import Contest, ContestJudge, Entry, EntryFile, Judgement
from teaching_checks.models.corrections import Correction
from teaching_checks.models.experiments import Experiment
from teaching_checks.models.hand_ins import HandIn, HandInCall
from teaching_checks.models.markings import Marking, MarkingRule
from teaching_checks.models.meetings import GroupVisit, LeaderAttachment, ReportGiven
from teaching_checks.models.plans import PlanException
from teaching_checks.models.pupils import Insight, PupilRecord
from teaching_checks.models.reviews import SixEarnestsReview
from teaching_checks.models.roster import Roster, RosterAway, RosterPlace, RosterRound
from teaching_checks.models.rounds import CheckObject, Inspected, Round, RoundCell

__all__ = [
    "CheckObject",
    "Contest",
    "ContestJudge",
    "Correction",
    "Entry",
    "EntryFile",
    "Experiment",
    "GroupVisit",
    "HandIn",
    "HandInCall",
    "Insight",
    "Inspected",
    "Judgement",
    "LeaderAttachment",
    "Marking",
    "MarkingRule",
    "PlanException",
    "PupilRecord",
    "ReportGiven",
    "Roster",
    "RosterAway",
    "RosterPlace",
    "RosterRound",
    "Round",
    "RoundCell",
    "SixEarnestsReview",
]
