"""A walk over the records of an .xls for what calamine hides: errors in cells, hidden rows, vast extents."""

import struct

from . import limits
from .book import Unreadable
from .parts import Part

BOF, EOF, BOUNDSHEET, FILEPASS = 0x0809, 0x000A, 0x0085, 0x002F
ROW, COLINFO, BOOLERR, FORMULA = 0x0208, 0x007D, 0x0205, 0x0006
CELLS = frozenset({0x0203, 0x0204, 0x00FD, 0x027E, 0x00BD, FORMULA, BOOLERR})
DIMENSIONS, SHARED_STRINGS = 0x0200, 0x00FC
MOST_ROWS, MOST_COLUMNS = 65_536, 256
ERROR_HOLDERS = frozenset({FORMULA, BOOLERR})
ERROR_TEXTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
HEAD = struct.Struct("<HH")
PLACE = struct.Struct("<HH")


def read(stream: bytes) -> dict[str, Part]:
    """Give a Part for each sheet name. Raises Unreadable for encrypted, damaged and vast workbooks."""
    try:
        return {name: _walk(stream, start, name) for name, start in _sheets(stream)}
    except (struct.error, IndexError) as error:
        raise Unreadable("damaged") from error


def _sheets(stream):
    """Give (name, offset) of the sheets, from the records before the first one."""
    sheets, position = [], 0
    while position + 4 <= len(stream):
        kind, size = HEAD.unpack_from(stream, position)
        if kind == FILEPASS:
            raise Unreadable("password")
        if kind == BOUNDSHEET:
            sheets.append(_bound_sheet(stream[position + 4 : position + 4 + size]))
        if kind == SHARED_STRINGS and struct.unpack_from("<I", stream, position + 8)[0] > len(stream):
            raise Unreadable("damaged")  # calamine would reserve room for as many strings as the record claims
        if kind == EOF:
            break
        position += 4 + size
    return sheets


def _bound_sheet(record):
    start, length, flags = struct.unpack_from("<I2xBB", record)
    encoding, width = ("utf-16-le", 2) if flags & 1 else ("latin-1", 1)
    return record[8 : 8 + length * width].decode(encoding, "replace"), start


def _walk(stream, position, name):
    part, last_row, last_column, depth = Part(), 0, 0, 0
    unpack, place, end = HEAD.unpack_from, PLACE.unpack_from, len(stream) - 4
    while position <= end:
        kind, size = unpack(stream, position)
        if kind in CELLS:
            row, column = place(stream, position + 4)
            if row > last_row:
                last_row = row
            if column > last_column:
                last_column = column
            if kind in ERROR_HOLDERS:
                _note_error(part, kind, stream[position + 4 : position + 4 + size])
        elif kind == DIMENSIONS:
            _refuse_impossible(stream[position + 4 : position + 4 + size])
        elif kind == ROW:
            _note_hidden_row(part, stream, position + 4)
        elif kind == COLINFO:
            _note_hidden_columns(part, stream, position + 4)
        elif kind & 0x00FF == 0x09:  # a chart inside the sheet begins; its records are not the sheet's
            depth += 1
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                break
        position += 4 + size
    limits.refuse_vast(rows=last_row + 1, columns=last_column + 1, sheet=name)
    return part


def _refuse_impossible(record):
    """Raise Unreadable for dimensions that no sheet has: calamine reserves what they claim."""
    layout = "<IIHH" if len(record) >= 12 else "<HHHH"
    top, bottom, left, right = struct.unpack_from(layout, record)
    if not (top <= bottom <= MOST_ROWS and left <= right <= MOST_COLUMNS):
        raise Unreadable("damaged")


def _note_error(part, kind, record):
    """Note a cell whose value is an error, or whose formula came to one."""
    row, column = PLACE.unpack_from(record)
    if kind == BOOLERR and record[7] == 1:
        part.errors.append((row, column, ERROR_TEXTS.get(record[6], "#N/A")))
    if kind == FORMULA and record[6] == 2 and record[12:14] == b"\xff\xff":
        part.errors.append((row, column, ERROR_TEXTS.get(record[8], "#N/A")))


def _note_hidden_row(part, stream, position):
    row, flags = struct.unpack_from("<H10xH", stream, position)
    if flags & 0x20:
        part.hidden_rows.add(row)


def _note_hidden_columns(part, stream, position):
    first, last, flags = struct.unpack_from("<HH4xH", stream, position)
    if flags & 1:
        part.hidden_columns.update(range(first, min(last, 255) + 1))
