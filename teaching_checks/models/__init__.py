from teaching_checks.models.rounds import CheckObject, Inspected, Round, RoundCell

__all__ = ["CheckObject", "Inspected", "Round", "RoundCell"]
