"""Real spreadsheets through calamine, and beside it what calamine does not tell."""

import zipfile
import zlib
from io import BytesIO

import python_calamine as calamine

from . import limits, ods_parts, ole, sniffing, xls_records, xlsx_parts
from .book import CellError, Sheet, Unreadable, Workbook
from .cells import plain_row

# All that zipfile raises for archives that were cut or spoiled.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, OSError, ValueError)
PARTS = {"xlsx": xlsx_parts, "ods": ods_parts}


def read_zip(data: bytes) -> Workbook:
    """Give a workbook from .xlsx or .ods bytes. Raises Unreadable."""
    try:
        with sniffing.open_zip(data) as archive:
            kind = sniffing.zip_kind(archive)
            parts = PARTS[kind].read(archive)
    except BROKEN as error:
        raise Unreadable("damaged") from error
    return _read(data, kind, parts)


def read_ole(data: bytes) -> Workbook:
    """Give a workbook from .xls bytes. Raises Unreadable, also for encrypted .xlsx files, which look alike."""
    stream = ole.workbook_stream(data) if data.startswith(sniffing.OLE) else data
    return _read(data, "xls", xls_records.read(stream))


def _read(data, kind, parts):
    """Give the sheets of cells; `parts` has for each sheet name what the side pass found (see parts.Part)."""
    try:
        with calamine.load_workbook(BytesIO(data)) as book:
            metadata = book.sheets_metadata[: limits.MAX_SHEETS]
            sheets = [_sheet(book, index, about, parts) for index, about in enumerate(metadata) if _holds_cells(about)]
    except calamine.PasswordError as error:
        raise Unreadable("password") from error
    except (calamine.CalamineError, ValueError, OverflowError, OSError) as error:
        raise Unreadable("damaged") from error
    except BaseException as error:
        # A panic inside calamine arrives as an exception outside Exception; everything else goes on its way.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("damaged") from error
    return Workbook(kind=kind, sheets=sheets)


def _holds_cells(about):
    return about.typ == calamine.SheetTypeEnum.WorkSheet


def _sheet(book, index, about, parts):
    hidden = about.visible != calamine.SheetVisibleEnum.Visible
    source = book.get_sheet_by_index(index)
    part = parts.get(about.name)
    sheet = Sheet(name=about.name, rows=[], hidden=hidden)
    if source.start is None:
        return sheet
    (top, left), (bottom, right) = source.start, source.end
    limits.refuse_vast(rows=bottom - top + 1, columns=right + 1, sheet=about.name)
    sheet.first_row = top + 1
    indent = [None] * left
    sheet.rows = source.to_python()
    for number, row in enumerate(sheet.rows):  # in place, so that two copies never stand in memory
        sheet.rows[number] = indent + plain_row(row)
    _add_merges(sheet, source.merged_cell_ranges, part)
    _add_part(sheet, part, top)
    return sheet


def _add_merges(sheet, ranges, part):
    if ranges is None:
        ranges = [((r0, c0), (r1, c1)) for r0, c0, r1, c1 in (part.merges if part else [])]
    top, height = sheet.first_row - 1, len(sheet.rows)
    for (row, column), (last_row, last_column) in ranges:
        if row >= top and row - top < height:
            sheet.merges.append((row - top, column, min(last_row - top, height - 1), last_column))


def _add_part(sheet, part, top):
    if part is None:
        return
    sheet.hidden_rows = {row - top for row in part.hidden_rows if 0 <= row - top < len(sheet.rows)}
    sheet.hidden_columns = part.hidden_columns
    for row, column, text in part.errors:
        _put_error(sheet.rows, row - top, column, text)


def _put_error(rows, row, column, text):
    """Put an error where calamine shows an empty cell; errors beside the data belong to nobody."""
    if 0 <= row < len(rows) and column < len(rows[row]) and rows[row][column] is None:
        rows[row][column] = CellError(text)
