from teaching_checks.models.hand_ins import HandIn, HandInCall
from teaching_checks.models.roster import Roster, RosterAway, RosterPlace
from teaching_checks.models.rounds import CheckObject, Inspected, Round, RoundCell

__all__ = [
    "CheckObject",
    "HandIn",
    "HandInCall",
    "Inspected",
    "Roster",
    "RosterAway",
    "RosterPlace",
    "Round",
    "RoundCell",
]
