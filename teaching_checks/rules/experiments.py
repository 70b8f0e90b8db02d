"""Reading a plan of experiments as pasted from a sheet, and how much of it is done (C4.4.6)."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

DEMONSTRATION, GROUP = "demonstration", "group"
KINDS = {"演示": DEMONSTRATION, "demonstration": DEMONSTRATION, "分组": GROUP, "group": GROUP}
WEEK = re.compile(r"^(?:第|week)?\s*(\d{1,2})\s*周?$", re.IGNORECASE)
DAY = re.compile(r"^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$")
LONGEST_NAME = 60
WHOLE_WEEK = timedelta(days=6)


class PlanRow(NamedTuple):
    """One line of the plan as it will be stored."""

    name: str
    kind: str
    due_on: date


class Problem(NamedTuple):
    """What is wrong with a line: "name", "long", "due", "outside", "twice"."""

    line: int
    code: str
    value: str


def read_plan(text: str, *, weeks: Sequence[date], first: date, last: date) -> tuple[list[PlanRow], list[Problem]]:
    """Read lines of name, kind and week (or day), parted by tabs or commas; the kind may be left out.

    `weeks` are the Mondays of the term's teaching weeks, week 1 first. A week is due on its last day.
    """
    rows: list[PlanRow] = []
    problems: list[Problem] = []
    for number, line in enumerate(unicodedata.normalize("NFKC", text).splitlines(), 1):
        cells = [cell.strip() for cell in re.split(r"[\t,;]", line)]
        if not any(cells) or _is_heading(cells):
            continue
        row = _row(cells, weeks, first, last)
        if isinstance(row, PlanRow) and row.name in {each.name for each in rows}:
            row = ("twice", row.name)
        if isinstance(row, PlanRow):
            rows.append(row)
        else:
            problems.append(Problem(number, *row))
    return rows, problems


def _is_heading(cells: Sequence[str]) -> bool:
    return any(cell in ("实验名称", "名称", "name", "experiment") for cell in map(str.lower, cells))


def _row(cells, weeks, first, last) -> PlanRow | tuple[str, str]:
    name, *others = cells
    if not name or len(name) > LONGEST_NAME:
        return ("long" if name else "name", name[:LONGEST_NAME])
    kind, due = DEMONSTRATION, None
    for cell in filter(None, others):
        word = next((code for word, code in KINDS.items() if word in cell.lower()), None)
        if word:
            kind = word
        elif (due := due_day(cell, weeks, first, last)) is None:
            return ("due", cell)
    if due is None:
        return ("due", "")
    return PlanRow(name, kind, due) if first <= due <= last else ("outside", str(due))


def due_day(cell: str, weeks: Sequence[date], first: date, last: date) -> date | None:
    """Give the day that a cell means: the last of a teaching week, or a date, of the term where no year is given."""
    if found := WEEK.match(cell):
        number = int(found[1])
        return min(weeks[number - 1] + WHOLE_WEEK, last) if 1 <= number <= len(weeks) else None
    found = DAY.match(cell)
    if not found:
        return None
    month, day = int(found[2]), int(found[3])
    years = [int(found[1])] if found[1] else sorted({first.year, last.year})
    tried = [on for year in years if (on := _date(year, month, day))]
    return next((on for on in tried if first <= on <= last), tried[0] if tried else None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
