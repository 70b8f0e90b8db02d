"""A filled-in template as plain rows: who, what was typed, and what stood there when it was exported."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from openpyxl.utils import get_column_letter

from registry.imports.reading import Cell, CellError, Sheet, Unreadable, read_workbook
from teaching_checks.workbooks.writing import HEADER, MARK


class NotOurs(Exception):
    """The workbook is readable, but no template of ours. `code`: no-mark, no-headings."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Typed:
    """A cell with something in it or not; `error` where a formula failed or Excel has made a date of it."""

    code: str
    column: str
    text: str
    error: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the file: its number, the key in the hidden column, the name, its cells."""

    number: int
    key: str
    name: str
    cells: list[Typed]


@dataclass
class Filled:
    """A template as it came back. `before` holds by key and criterion what stood there when it was exported."""

    page: str
    round: str
    revision: int
    language: str
    round_name: str
    lines: list[Line] = field(default_factory=list)
    before: dict[tuple[str, str], str] = field(default_factory=dict)
    strange: list[tuple[str, str]] = field(default_factory=list)  # columns that are not of the sheet: letter, heading


def read(data: bytes) -> Filled:
    """Read a file. Raises Unreadable and NotOurs."""
    sheets = read_workbook(data).sheets
    mark = next((sheet for sheet in sheets if sheet.name == MARK and _is_marked(sheet)), None)
    if mark is None:
        raise NotOurs("no-mark")
    first, codes, labels = ([_text(cell) for cell in row] for row in mark.rows[:3])
    page = sheets[0] if sheets[0] is not mark else sheets[-1]
    filled = Filled(page.name, first[1], int(first[2] or 0), first[3], first[4])
    for row in mark.rows[3:]:
        key, *values = [_text(cell) for cell in row] or [""]
        filled.before |= {(key, code): text for code, text in zip(codes[1:], values, strict=False)}
    _take(filled, page, dict(zip(labels[1:], codes[1:], strict=False)))
    return filled


def _is_marked(sheet: Sheet) -> bool:
    return (
        len(sheet.rows) >= 3
        and len(sheet.rows[0]) >= 5
        and sheet.rows[0][0] == MARK
        and _text(sheet.rows[0][2]).isdecimal()
    )


def _take(filled: Filled, page: Sheet, codes: dict[str, str]) -> None:
    at = HEADER - page.first_row
    if not 0 <= at < len(page.rows):
        raise NotOurs("no-headings")
    headings = [_text(cell) for cell in page.rows[at]]
    columns = {place: codes[words] for place, words in enumerate(headings) if words in codes}
    if not columns:
        raise NotOurs("no-headings")
    fixed = min(columns)
    filled.strange = [
        (get_column_letter(place + 1), words)
        for place, words in enumerate(headings)
        if words and place not in columns and place > fixed
    ]
    for number, row in enumerate(page.rows[at + 1 :], HEADER + 1):
        filled.lines += _line(number, row, columns, fixed)


def _line(number: int, row: list[Cell], columns: dict[int, str], fixed: int) -> Iterator[Line]:
    padded = [*row, *[None] * (max(columns) + 1 - len(row))]
    cells = [_typed(code, place, padded[place]) for place, code in columns.items()]
    key, name = _text(padded[0]), _text(padded[fixed - 1])
    if key or name or any(cell.text or cell.error for cell in cells):
        yield Line(number, key, name, cells)


def _typed(code: str, place: int, cell: Cell) -> Typed:
    column = get_column_letter(place + 1)
    if isinstance(cell, CellError):
        return Typed(code, column, str(cell), "formula")
    if isinstance(cell, date | datetime | time | timedelta):
        return Typed(code, column, str(cell), "date")
    return Typed(code, column, _text(cell))


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{round(cell, 6)!r}"
    return str(cell).strip()


__all__ = ["Filled", "Line", "NotOurs", "Typed", "Unreadable", "read"]
