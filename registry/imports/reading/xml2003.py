"""SpreadsheetML of Excel 2003, the XML that many web systems call .xls."""

from datetime import datetime

from lxml import etree

from . import limits
from .book import CellError, Sheet, Unreadable
from .cells import plain_row

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
X = "{urn:schemas-microsoft-com:office:excel}"


def read(text: str) -> list[Sheet]:
    """Give the worksheets with merges and hidden rows and columns. Raises Unreadable."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("damaged")  # Excel never writes one; whoever did wants entities expanded
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=_parser())
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged") from error
    return [_sheet(worksheet) for worksheet in root.findall(SS + "Worksheet")[: limits.MAX_SHEETS]]


def _parser():
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )


def _sheet(worksheet):
    visible = worksheet.findtext(f"{X}WorksheetOptions/{X}Visible") or ""
    sheet = Sheet(name=worksheet.get(SS + "Name", ""), rows=[], hidden=visible.startswith("SheetHidden"))
    table = worksheet.find(SS + "Table")
    if table is None:
        return sheet
    _read_hidden_columns(sheet, table)
    width = 0
    for row in table.findall(SS + "Row"):
        number = _position(row, len(sheet.rows))
        limits.refuse_vast(rows=number, columns=max(width, 1), sheet=sheet.name)
        sheet.rows += [[] for _ in range(number - len(sheet.rows))]
        values = _values(sheet, row, number)
        width = max(width, len(values))
        if row.get(SS + "Hidden") == "1":
            sheet.hidden_rows.add(number)
        sheet.rows.append(plain_row(values))
    while sheet.rows and not any(value is not None for value in sheet.rows[-1]):
        sheet.rows.pop()
    return sheet


def _read_hidden_columns(sheet, table):
    index = 0
    for column in table.findall(SS + "Column"):
        index = _position(column, index)
        last = index + min(_number(column, "Span"), 16_384)
        if column.get(SS + "Hidden") == "1":
            sheet.hidden_columns.update(range(index, last + 1))
        index = last + 1


def _values(sheet, row, number):
    values = []
    for cell in row.findall(SS + "Cell"):
        column = _position(cell, len(values))
        limits.refuse_vast(rows=len(sheet.rows) + 1, columns=column, sheet=sheet.name)
        values += [None] * (column - len(values))
        values.append(_value(cell.find(SS + "Data")))
        right, down = min(_number(cell, "MergeAcross"), 16_384), min(_number(cell, "MergeDown"), 1_048_576)
        if right or down:
            sheet.merges.append((number, column, number + down, column + right))
            values += [None] * right
    return values


def _position(element, following):
    """Give the 0-based place of a row, column or cell: its Index when it says one, else the next."""
    return max(_number(element, "Index") - 1, following)


def _number(element, name):
    text = element.get(SS + name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _value(data):
    if data is None:
        return None
    text = "".join(data.itertext())
    try:
        return CASTS.get(data.get(SS + "Type"), str)(text)
    except ValueError:
        return text


def _moment(text):
    moment = datetime.fromisoformat(text)
    return moment.date() if moment.time() == datetime.min.time() else moment


CASTS = {
    "Number": float,
    "Boolean": lambda text: text == "1",
    "DateTime": _moment,
    "Error": CellError,
}
