"""What the kinds of reports hold: one module per kind, which gathers it and registers itself."""

from reports.contents import board, observations, staff

__all__ = ["board", "observations", "staff"]
from reports.contents import board, deductions, staff

__all__ = ["board", "deductions", "staff"]
from reports.contents import board, patrols, staff

__all__ = ["board", "patrols", "staff"]
from reports.contents import board, experiments, staff, tutoring

__all__ = ["board", "experiments", "staff", "tutoring"]
