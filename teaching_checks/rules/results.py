"""What follows from the values of one inspected teacher."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sheets import rules as sheets
from sheets.rules import Sheet, is_complete, total


@dataclass(frozen=True)
class Outcome:
    """`grade` is the code of a grade line of the sheet, "" without one."""

    points: Decimal | None
    grade: str
    is_done: bool


def outcome(sheet: Sheet, values: Mapping[str, str]) -> Outcome:
    """Give total, grade and whether every score, count and grade is entered.

    A grade is said of a whole sheet only: half of the criteria would always look like a bad one.
    """
    points, is_done = total(sheet, values), is_complete(sheet, values)
    line = sheets.outcome(sheet, values) if is_done else None
    return Outcome(points, line.code if line else "", is_done)


def done_on(*, today: date, last_on: date) -> date:
    """Give the day for which a row counts: of its last entry, but not after the round's last day.

    What was inspected in the window may be typed in from paper afterwards; it was inspected in the window all the same.
    """
    return min(today, last_on)
