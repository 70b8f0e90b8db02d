"""Sheets written as .xlsx, .xls and .ods; the same sheets give the same bytes on every day."""

import io
import re
import zipfile
from datetime import date, datetime

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from demo.registers.ods import ods_parts
from demo.registers.sheets import Sheet

WRITTEN_ON = datetime(2026, 9, 1, 8, 0)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?")
STAMPED = "docProps/core.xml"


def to_xlsx(sheets: list[Sheet]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    return _undated(_saved(book))


def _fill(target, sheet: Sheet) -> None:
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                cell = target.cell(number, column, value)
                cell.number_format = "@" if isinstance(value, str) else cell.number_format
    for merge in sheet.merges:
        target.merge_cells(None, merge.top + 1, merge.left + 1, merge.bottom + 1, merge.right + 1)
        first = target.cell(merge.top + 1, merge.left + 1)
        first.font, first.alignment = Font(bold=True), Alignment(horizontal="center", vertical="center")
    for column, words in sheet.lists.items():
        rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        letter = target.cell(1, column + 1).column_letter
        rule.add(f"{letter}2:{letter}2000")
        target.add_data_validation(rule)
    target.sheet_state = "hidden" if sheet.is_hidden else "visible"


def to_xls(sheets: list[Sheet]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for sheet in sheets:
        target = book.add_sheet(sheet.name)
        target.visibility = int(sheet.is_hidden)
        hidden = sheet.covered()
        spans = {(merge.top, merge.left): merge for merge in sheet.merges}
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                if (number, column) in spans:
                    merge = spans[number, column]
                    target.write_merge(merge.top, merge.bottom, merge.left, merge.right, _plain(value))
                elif value is not None and (number, column) not in hidden:
                    target.write(number, column, _plain(value))
    return _saved(book)


def _plain(value):
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else value


def to_ods(sheets: list[Sheet]) -> bytes:
    return _archive(ods_parts(sheets))


def _saved(book) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _undated(data: bytes) -> bytes:
    """Write an archive anew with one fixed date in place of the moment of writing."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {entry.filename: source.read(entry) for entry in source.infolist()}
    parts[STAMPED] = _MOMENT.sub(WRITTEN_ON.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), parts[STAMPED])
    return _archive(parts)


def _archive(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, WRITTEN_ON.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()
