"""Finding the rows of a staff list in a workbook of any kind."""

from typing import NamedTuple

import tablib

from registry.imports.reading import Unreadable, Workbook, read_workbook
from registry.staff_lists.columns import COLUMNS, code_of

ROWS_BEFORE_HEADER = 15


class Found(NamedTuple):
    """A header row: sheet, index of the row, column index → code."""

    sheet: object
    index: int
    codes: dict[int, str]


def read_staff_list(data: bytes) -> tablib.Dataset:
    """Give one row per teacher: `number` (1-based row of the sheet) and the columns that the file has.

    Raises Unreadable: what the reader says of the file, or "no-name-column".
    """
    found = _find_header(read_workbook(data))
    if found is None:
        raise Unreadable("no-name-column")
    codes = [column.code for column in COLUMNS if column.code in found.codes.values()]
    dataset = tablib.Dataset(headers=["number", *codes])
    for offset, cells in enumerate(found.sheet.rows[found.index + 1 :], found.index + 1):
        values = {code: cells[i] for i, code in found.codes.items() if i < len(cells)}
        if any(_is_filled(value) for value in values.values()) and offset not in found.sheet.hidden_rows:
            dataset.append([found.sheet.first_row + offset, *(values.get(code) for code in codes)])
    return dataset


def _find_header(workbook: Workbook) -> Found | None:
    """Give the row with the most known headings, a name among them, of the first visible sheet that has one."""
    for sheet in workbook.sheets:
        if sheet.hidden:
            continue
        candidates = [_codes_of(cells) for cells in sheet.rows[:ROWS_BEFORE_HEADER]]
        best = max(range(len(candidates)), key=lambda index: len(candidates[index]), default=None)
        if best is not None and "name" in candidates[best].values():
            return Found(sheet, best, candidates[best])
    return None


def _codes_of(cells):
    codes = {}
    for index, cell in enumerate(cells):
        code = code_of(cell) if isinstance(cell, str) else None
        if code and code not in codes.values():
            codes[index] = code
    return codes


def _is_filled(value):
    return value is not None and str(value).strip() != ""
