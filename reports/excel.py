"""A report as a workbook: an overview and one sheet per table, ready to print on A4."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from reports.kinds import Column, Gathered, Table, Value
from reports.word.context import CONTROL, joined

LONGEST_CELL, LONGEST_SHEET_NAME = 32_767, 31
NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
# What a spreadsheet reads as a formula when it is typed in, or read from a CSV made of this file.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
PLAIN, BOLD, TITLE, SMALL = Font(size=10), Font(size=10, bold=True), Font(size=14, bold=True), Font(size=9)
LINE = Side(style="thin", color="999999")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEAD = PatternFill("solid", fgColor="E7ECF2")
FROM_TOP = Alignment(vertical="top", wrap_text=True)
A4 = 9


def workbook(gathered: Gathered, *, made_by: str, made_at: datetime) -> bytes:
    """Give the .xlsx; it is written row by row, so that a long table does not stand in memory as cells."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = gathered.title, gathered.school
    names = _sheet_names([_("Overview"), *(table.title for table in gathered.tables)])
    _overview(book.create_sheet(names[0]), gathered, made_by=made_by, made_at=made_at)
    for name, table in zip(names[1:], gathered.tables, strict=True):
        _add(book.create_sheet(name), gathered, table)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _overview(sheet, gathered: Gathered, *, made_by: str, made_at: datetime) -> None:
    columns = [Column(_("Figure"), 44), Column(pgettext("of a figure", "Value"), 20), Column(_("Article"), 28)]
    rows = [[f.label, f.value, joined(f.articles)] for f in gathered.figures]
    facts = [
        f"{_('As on')} {formats.date_format(gathered.on, 'DATE_FORMAT')}",
        f"{_('Data read at')} {formats.date_format(timezone.localtime(gathered.as_of), 'DATETIME_FORMAT')}",
        f"{_('Data version')} {gathered.fingerprint}",
        f"{_('Made by')} {made_by} · {formats.date_format(timezone.localtime(made_at), 'DATE_FORMAT')}",
        *(f"{_('According to')} {version.name} · {version.version}" for version in gathered.versions),
    ]
    places = [f"{place} {'_' * 16}  {_('Date')} {'_' * 12}" for place in gathered.signatures]
    _add(sheet, gathered, Table(gathered.title, columns, rows, [*facts, "", *places]))


def _add(sheet, gathered: Gathered, table: Table) -> None:
    """Write a sheet: title, school and period, the header row that stays in sight and is repeated, rows, notes."""
    above = [(table.title, TITLE), (f"{gathered.school} · {gathered.period}", SMALL)]
    _set_up(sheet, gathered, table.columns, header_row=len(above) + 1)
    for words, font in above:
        sheet.append([_cell(sheet, words, font=font)])
    sheet.append([_cell(sheet, column.label, font=BOLD, fill=HEAD, border=BOX) for column in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, value, border=BOX) for value in row])
    for note in table.notes:
        sheet.append([_cell(sheet, note, font=SMALL)])


def _set_up(sheet, gathered: Gathered, columns: Sequence[Column], *, header_row: int) -> None:
    """Set what a write-only sheet takes before its first row only, and how it is printed."""
    sheet.freeze_panes = f"A{header_row + 1}"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width + 2
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if sum(column.width for column in columns) > 95 else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.left.text, sheet.oddHeader.right.text = _printed(gathered.school), _printed(gathered.period)
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = _printed(gathered.title), "&P / &N"


def _cell(sheet, value: Value, *, font=PLAIN, **style):
    """Give a cell with a real number or date; text stays text, whatever it begins with."""
    cell = WriteOnlyCell(sheet)
    if isinstance(value, str) and value:
        cell.value = CONTROL.sub("", value)[:LONGEST_CELL]
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
    else:
        cell.value = None if value == "" else value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    cell.font = font
    if "border" in style:
        cell.border, cell.alignment = style["border"], FROM_TOP
    if "fill" in style:
        cell.fill = style["fill"]
    return cell


def _printed(text: str) -> str:
    """Keep a name from being read as a code of the header line, where & begins one."""
    return CONTROL.sub("", text).replace("&", "&&")


def _sheet_names(titles: Iterable[str]) -> list[str]:
    """Give names as spreadsheets allow them: short, without some signs, each once whatever its case."""
    names: list[str] = []
    for title in titles:
        name = title.translate(NOT_IN_SHEET_NAMES).strip("' ")[:LONGEST_SHEET_NAME] or "…"
        taken = {each.casefold() for each in names}
        number = 2
        while name.casefold() in taken:
            name = f"{name[: LONGEST_SHEET_NAME - 4]} {number}"
            number += 1
        names.append(name)
    return names
