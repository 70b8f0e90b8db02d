"""The school's own workbook back, with its bad cells coloured and commented.

Only an .xlsx of ordinary size is marked in place; any other file comes back as a new workbook of the problem rows with
their original row numbers. A full ID number is never written by us: what stands in the school's own cells stays theirs.
"""

import io
import zipfile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from registry.imports.findings import problems_of
from registry.models import RegisterImport, StagedStudent

ORDINARY_BYTES = 4 * 1024 * 1024  # openpyxl needs some fifty times that in memory
FILLS = {"reject": PatternFill("solid", fgColor="FFC7CE"), "warn": PatternFill("solid", fgColor="FFEB9C")}


def marked_workbook(register_import: RegisterImport, data: bytes) -> bytes:
    """Give an .xlsx with every problem marked, or listed when the file cannot be marked."""
    rows = StagedStudent.objects.filter(register_import=register_import).exclude(level="").order_by("sequence")
    book = _own_workbook(data)
    if book is None:
        return _saved(_list(rows))
    columns = _columns(register_import)
    for row in rows.iterator():
        if row.sheet in book.sheetnames:
            _mark(book[row.sheet], row, columns)
    return _saved(book)


def _own_workbook(data: bytes) -> Workbook | None:
    if len(data) > ORDINARY_BYTES or not zipfile.is_zipfile(io.BytesIO(data)):
        return None
    try:
        return load_workbook(io.BytesIO(data))
    except (InvalidFileException, KeyError, ValueError, TypeError, zipfile.BadZipFile):
        return None  # an .ods, or a workbook that openpyxl does not understand: it gets the list


def _columns(register_import) -> dict[tuple[str, str], str]:
    """Give the letter of each (sheet, header)."""
    return {
        (table["sheet"], column["header"] or column["letter"]): column["letter"]
        for table in register_import.tables["tables"]
        for column in reversed(table["columns"])
    }


def _mark(sheet, row: StagedStudent, columns):
    words: dict[str, list[str]] = {}
    for problem in problems_of(row):
        letter = columns.get((row.sheet, problem["column"]), "A")
        words.setdefault(letter, []).append(f"{problem['reason']} {problem['remedy']}")
    for letter, lines in words.items():
        cell = sheet[f"{letter}{row.row}"]
        if not hasattr(cell, "column_letter"):
            cell = sheet[f"A{row.row}"]  # inside a merged cell nothing can be written
        cell.fill = FILLS[row.level]
        cell.comment = Comment("\n".join(lines), _("Gongyu"), height=120, width=320)


def _list(rows) -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.append([_("Sheet"), _("Row"), _("Name"), _("Column"), _("Value"), _("Problem"), _("Remedy")])
    for row in rows.iterator():
        for problem in problems_of(row):
            sheet.append(
                [
                    row.sheet,
                    row.row,
                    row.name,
                    problem["column"],
                    problem["value"],
                    problem["reason"],
                    problem["remedy"],
                ]
            )
    for letter, width in zip("ABCDEFG", (16, 8, 14, 18, 24, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    return book


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
