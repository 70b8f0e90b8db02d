"""What the kinds of reports hold: one module per kind, which gathers it and registers itself."""

from reports.contents import board, check_notes, checks, observations, staff

__all__ = ["board", "observations", "staff"]
from reports.contents import deductions

__all__ = ["board", "deductions", "staff"]
from reports.contents import patrols

__all__ = ["board", "patrols", "staff"]
from reports.contents import experiments, tutoring

__all__ = ["board", "experiments", "staff", "tutoring"]
__all__ = ["board", "check_notes", "checks", "observations", "staff"]
