"""What the kinds of reports hold: one module per kind, which gathers it and registers itself."""

from reports.contents import staff

__all__ = ["staff"]
