"""SpreadsheetML of Excel 2003, the XML that many web systems call .xls."""

from datetime import datetime
from io import BytesIO

from lxml import etree

from . import limits
from .book import CellError, Sheet, Unreadable
from .cells import plain_row

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
X = "{urn:schemas-microsoft-com:office:excel}"


WORKSHEET, TABLE, COLUMN, ROW, CELL, DATA = (
    SS + name for name in ("Worksheet", "Table", "Column", "Row", "Cell", "Data")
)
VISIBLE = f"{X}WorksheetOptions/{X}Visible"


def read(text: str) -> list[Sheet]:
    """Give the worksheets with merges and hidden rows and columns. Raises Unreadable."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("damaged")  # Excel never writes one; whoever did wants entities expanded
    try:
        return _read(BytesIO(text.encode("utf-8", "replace")))
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged") from error


def _read(stream):
    """Read row by row and drop each at once: the tree of a large file is ten times the file."""
    sheets, reader = [], None
    events = etree.iterparse(
        stream, ("start", "end"), tag=(WORKSHEET, COLUMN, ROW), encoding="utf-8", recover=True, **SAFE
    )
    for event, element in events:
        if event == "start":
            if element.tag == WORKSHEET and len(sheets) < limits.MAX_SHEETS:
                reader = _SheetReader(element.get(SS + "Name", ""))
                sheets.append(reader)
        elif reader and element.tag == ROW:
            reader.take_row(element)
            element.clear()
        elif reader and element.tag == COLUMN:
            reader.take_column(element)
        elif reader and element.tag == WORKSHEET:
            reader.sheet.hidden = (element.findtext(VISIBLE) or "").startswith("SheetHidden")
            element.clear()
    return [reader.finished() for reader in sheets]


SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class _SheetReader:
    def __init__(self, name):
        self.sheet, self.width, self.columns = Sheet(name=name, rows=[]), 1, 0

    def take_column(self, element):
        """Note hidden columns."""
        first = _position(element, self.columns)
        last = first + min(_number(element, "Span"), 16_384)
        if element.get(SS + "Hidden") == "1":
            self.sheet.hidden_columns.update(range(first, last + 1))
        self.columns = last + 1

    def take_row(self, element):
        """Append a row, after the blank ones that its index leaves out."""
        rows = self.sheet.rows
        number = _position(element, len(rows))
        limits.refuse_vast(rows=number, columns=self.width, sheet=self.sheet.name)
        rows += [[] for _ in range(number - len(rows))]
        values = self._values(element, number)
        self.width = max(self.width, len(values))
        if element.get(SS + "Hidden") == "1":
            self.sheet.hidden_rows.add(number)
        rows.append(plain_row(values))

    def _values(self, row, number):
        values = []
        for cell in row.iterchildren(CELL):
            if cell.attrib:
                column = _position(cell, len(values))
                limits.refuse_vast(rows=number + 1, columns=column, sheet=self.sheet.name)
                values += [None] * (column - len(values))
            values.append(_value(cell))
            if cell.attrib:
                values += self._merged(cell, number, len(values) - 1)
        return values

    def _merged(self, cell, number, column):
        """Note a merge and give the blanks that it puts beside its cell."""
        right, down = min(_number(cell, "MergeAcross"), 16_384), min(_number(cell, "MergeDown"), 1_048_576)
        if right or down:
            self.sheet.merges.append((number, column, number + down, column + right))
        return [None] * right

    def finished(self):
        """Give the sheet without blank rows at its end."""
        while self.sheet.rows and not any(value is not None for value in self.sheet.rows[-1]):
            self.sheet.rows.pop()
        return self.sheet


def _position(element, following):
    """Give the 0-based place of a row, column or cell: its Index when it says one, else the next."""
    return max(_number(element, "Index") - 1, following)


def _number(element, name):
    text = element.get(SS + name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _value(cell):
    data = next(cell.iterchildren(DATA), None)
    if data is None:
        return None
    text = "".join(data.itertext()) if len(data) else data.text or ""
    kind = data.get(SS + "Type")
    if kind == "String":
        return text
    try:
        return CASTS.get(kind, str)(text)
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
