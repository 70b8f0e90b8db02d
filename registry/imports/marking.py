"""The school's own workbook back, with its bad cells coloured and commented.

Only an .xlsx of ordinary size is marked in place; any other file comes back as a new workbook of the problem rows with
their original row numbers. A full ID number is never written by us: what stands in the school's own cells stays theirs.
"""

import io
import zipfile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from registry.imports.findings import problems_of
from registry.models import RegisterImport, StagedStudent

ORDINARY_BYTES = 4 * 1024 * 1024  # openpyxl needs some fifty times that in memory
FILLS = {"reject": PatternFill("solid", fgColor="FFC7CE"), "warn": PatternFill("solid", fgColor="FFEB9C")}
WIDTHS = {"A": 16, "B": 8, "C": 14, "D": 18, "E": 24, "F": 60, "G": 60}


def marked_workbook(register_import: RegisterImport, data: bytes) -> bytes:
    """Give an .xlsx with every problem marked, or listed when the file cannot be marked (or is empty: gone)."""
    rows = StagedStudent.objects.filter(register_import=register_import).exclude(level="").order_by("sequence")
    rows = rows.only("sheet", "row", "name", "problems")
    book = _own_workbook(data)
    if book is None:
        return _saved(_list(rows))
    sheets = {name: MarkedSheet(book[name], register_import.tables["tables"]) for name in book.sheetnames}
    for row in rows.iterator():
        if row.sheet in sheets:
            sheets[row.sheet].mark(row)
    return _saved(book)


def _own_workbook(data: bytes) -> Workbook | None:
    if len(data) > ORDINARY_BYTES or not zipfile.is_zipfile(io.BytesIO(data)):
        return None
    try:
        book = load_workbook(io.BytesIO(data))
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile):
        return None  # an .ods, or a workbook that openpyxl does not understand: it gets the list
    return book if len(book.worksheets) == len(book.sheetnames) else None


class MarkedSheet:
    """A sheet of the school's workbook, on which the problems of its rows are marked."""

    def __init__(self, sheet, tables: list[dict]):
        self._sheet = sheet
        own = [table for table in tables if table["sheet"] == sheet.title]
        columns = [column for table in own for column in reversed(table["columns"])]
        self._letters = {_words(column): column["letter"] for column in columns}
        self._name_letter = next((c["letter"] for c in columns if c["field"] == "name"), "A")
        self._corners: dict[tuple[int, int], object] | None = None

    def mark(self, row: StagedStudent) -> None:
        """Colour and comment each bad cell of a row; what belongs to no cell is said at the name."""
        found: dict[str, list[dict]] = {}
        for problem in problems_of(row):
            letter = self._letters.get(problem["column"], self._name_letter)
            found.setdefault(letter, []).append(problem)
        for letter, problems in found.items():
            level = "reject" if any(p["level"] == "reject" for p in problems) else "warn"
            self._comment(self._cell(f"{letter}{row.row}"), level, problems)

    def _comment(self, cell, level, problems):
        lines = [f"{problem['reason']} {problem['remedy']}" for problem in problems]
        if cell.comment:  # the school's own note, or that of another row of a merged cell, stays above
            lines = [cell.comment.text, *(line for line in lines if line not in cell.comment.text)]
        if cell.fill != FILLS["reject"]:
            cell.fill = FILLS[level]
        height = 60 + 30 * len(lines)
        cell.comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", "\n".join(lines)), _("Gongyu"), height=height, width=320)

    def _cell(self, place):
        """Give the cell; of merged cells the first, for in the others nothing can be written."""
        cell = self._sheet[place]
        if not isinstance(cell, MergedCell):
            return cell
        if self._corners is None:
            self._corners = {
                (row, column): self._sheet.cell(area.min_row, area.min_col)
                for area in self._sheet.merged_cells.ranges
                for row in range(area.min_row, area.max_row + 1)
                for column in range(area.min_col, area.max_col + 1)
            }
        return self._corners[cell.row, cell.column]


def _words(column: dict) -> str:
    """Name a column as its problems do."""
    return " ".join(f"{column['group']} {column['header']}".split()) or column["letter"]


def _list(rows) -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.append([_("Sheet"), _("Row"), _("Name"), _("Column"), _("Value"), _("Problem"), _("Remedy")])
    for row in rows.iterator():
        for problem in problems_of(row):
            place = [row.sheet, row.row, row.name, problem["column"], problem["value"]]
            _append(sheet, [*place, problem["reason"], problem["remedy"]], FILLS[problem["level"]])
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}1"].font = Font(bold=True)
    sheet.freeze_panes = "A2"
    return book


def _append(sheet, values, fill):
    """Add a row in which every text is a text: a cell of a file that begins with = + - or @ is no formula."""
    number = sheet.max_row + 1
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(number, column)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type = "s"
            cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        else:
            cell.value = value
    sheet.cell(number, 6).fill = fill


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
