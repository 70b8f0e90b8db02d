"""What the kinds of reports hold: one module per kind, which gathers it and registers itself."""

from reports.contents import (
    alliance_activities,
    board,
    check_notes,
    checks,
    deductions,
    experiments,
    joint_assessment,
    observations,
    patrols,
    reviews,
    self_reports,
    staff,
    staff_exchange,
    three_years,
    tutoring,
)

__all__ = [
    "alliance_activities",
    "board",
    "check_notes",
    "checks",
    "deductions",
    "experiments",
    "joint_assessment",
    "observations",
    "patrols",
    "reviews",
    "self_reports",
    "staff",
    "staff_exchange",
    "three_years",
    "tutoring",
]
