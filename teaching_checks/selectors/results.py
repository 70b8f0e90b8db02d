"""One inspected teacher's values in words."""

from dataclasses import dataclass

from sheets.rules import Item, Kind, Sheet
from teaching_checks.models import Inspected


@dataclass(frozen=True)
class ResultLine:
    """A criterion and what was entered, as a person reads it; `heading` where a new dimension begins."""

    item: Item
    shown: str
    heading: str = ""

    @property
    def is_score(self) -> bool:
        return self.item.kind is Kind.SCORE

    @property
    def is_text(self) -> bool:
        return self.item.kind is Kind.TEXT


def result_lines(row: Inspected, sheet: Sheet) -> list[ResultLine]:
    """Give a line for each criterion with a value, in the order of the sheet; the row's cells are loaded."""
    values = {cell.criterion: cell.value for cell in row.cells.all() if cell.value}
    lines, heading = [], ""
    for item in sheet.items:
        if item.code in values:
            new = item.dimension if item.dimension != heading else ""
            heading = item.dimension
            lines.append(ResultLine(item, shown(sheet, item, values[item.code]), new))
    return lines


def shown(sheet: Sheet, item: Item, value: str) -> str:
    """Give a kept value as it is read: √ for a tick, the name of a grade."""
    if item.kind is Kind.TICK:
        return "√" if value else ""
    line = sheet.grade(value) if item.kind is Kind.GRADE else None
    return line.name if line else value
