"""A sheet as a rectangle, with what merged cells say."""

import re
from functools import cached_property

from registry.imports.reading import Cell, CellError, Sheet

SPACES = re.compile("[\\s\u200b-\u200f\u2060\ufeff]+")


class Grid:
    """Rows of equal length; `first_row` turns an index into the row number that people see."""

    def __init__(self, sheet: Sheet):
        self.sheet, self.first_row = sheet, sheet.first_row
        self.width = max(map(len, sheet.rows), default=0)
        self.rows = [row if len(row) == self.width else row + [None] * (self.width - len(row)) for row in sheet.rows]

    def number(self, index: int) -> int:
        """Give the 1-based row number in the sheet."""
        return index + self.first_row

    @cached_property
    def merges_across(self) -> dict[int, list[tuple[int, int]]]:
        """Give for each row the (first, last) columns of merged cells that begin there and are wider than one."""
        across = {}
        for row, column, _, last in self.sheet.merges:
            if last > column:
                across.setdefault(row, []).append((column, min(last, self.width - 1)))
        return across

    @cached_property
    def merges_down(self) -> list[tuple[int, int, int]]:
        """Give (column, first row, last row) of merged cells taller than one."""
        return [(column, row, last) for row, column, last, _ in self.sheet.merges if row < min(last, len(self.rows))]

    def texts(self, index: int) -> list[str]:
        """Give one row as header texts."""
        return [text_of(value) for value in self.rows[index]]


def text_of(value: Cell) -> str:
    """Give a cell as one line of text without blanks at the ends; "" for blanks and error cells."""
    if value is None or value.__class__ is CellError:
        return ""
    return SPACES.sub(" ", str(value)).strip()


def is_blank(value: Cell) -> bool:
    """Tell whether a cell shows nothing; a formula that came to an error in an unused row shows nothing useful."""
    return value is None or value.__class__ is CellError or (value.__class__ is str and not SPACES.sub("", value))
