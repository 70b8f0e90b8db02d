"""What an activity for which pupils leave their school must have (L-15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Outing:
    """What is known about the way out. `approved_on` is the day of the approval, None without one."""

    on: date
    approved_on: date | None = None
    has_plan: bool = False
    has_consent: bool = False
    has_leaders: bool = False
    counted_out: int | None = None
    counted_back: int | None = None


def missing_to_hold(outing: Outing) -> Sequence[str]:
    """Give what must be there before it may be called held."""
    points = {
        "approval": outing.approved_on is not None,
        "safety_plan": outing.has_plan,
        "consent": outing.has_consent,
        "leaders": outing.has_leaders,
        "counted_out": outing.counted_out is not None,
    }
    return [point for point, is_there in points.items() if not is_there]


def missing_to_write_up(outing: Outing) -> Sequence[str]:
    """Give what must be there too before it may be called written up: the report on return."""
    back = ["counted_back"] if outing.counted_back is None else []
    return [*missing_to_hold(outing), *back]


def doubts(outing: Outing) -> Sequence[str]:
    """Give what is there and not as it should be: it is shown, and stops nothing.

    An approval given afterwards is no prior one; yet what was held cannot be unheld.
    """
    found = []
    if outing.approved_on and outing.approved_on > outing.on:
        found.append("approved_late")
    if None not in (outing.counted_out, outing.counted_back) and outing.counted_out != outing.counted_back:
        found.append("miscounted")
    return found
