"""What the kinds of reports hold: one module per kind, which gathers it and registers itself."""

from reports.contents import board, staff

__all__ = ["board", "staff"]
