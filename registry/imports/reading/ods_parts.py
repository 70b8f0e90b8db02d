"""A look at the content of an .ods for what calamine hides: merges, errors, hidden rows, vast repetitions."""

import re
import zipfile
from html import unescape
from itertools import pairwise
from xml.parsers import expat

from . import limits
from .book import Unreadable
from .parts import Part

# Every writer of .ods that schools use (LibreOffice, WPS, Excel) gives the namespace this prefix.
ROW = re.compile(r"<table:(table-row|table-column|table)((?: [^>]*?)?)(/?)>")
CELL = re.compile(r"<table:(table-cell|covered-table-cell)((?: [^>]*?)?)(/?)>")
# Words in a row that make its cells worth counting one by one; few rows of a long list have any.
SPECIAL = ("repeated=", "spanned=", ">#", ">Err:")
NUMBER = {
    name: re.compile(rf'table:{name}="(\d{{1,20}})"')
    for name in (
        "number-columns-repeated",
        "number-rows-repeated",
        "number-columns-spanned",
        "number-rows-spanned",
    )
}
NAME = re.compile(r'table:name="([^"]*)"')
HIDDEN = re.compile(r'table:visibility="(?:collapse|filter)"')
ERROR_TEXT = re.compile(r"<text:p[^>]*>(#[A-Z/0]+[!?A]|Err:5\d\d)</text:p>")
MANIFEST = "META-INF/manifest.xml"


def read(archive: zipfile.ZipFile) -> dict[str, Part]:
    """Give a Part for each sheet name. Raises Unreadable, and what zipfile raises for damage."""
    if MANIFEST in archive.namelist() and b"encryption-data" in archive.read(MANIFEST):
        raise Unreadable("password")
    for name in {MANIFEST, "content.xml"} & set(archive.namelist()):
        _refuse_broken_xml(archive.read(name))
    return _walk(archive.read("content.xml").decode("utf-8", "replace"))


def _refuse_broken_xml(content):
    """Raise Unreadable where a tag does not end: there calamine would wait for the end forever."""
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise Unreadable("damaged")
    try:
        expat.ParserCreate().Parse(content, True)
    except (expat.ExpatError, LookupError) as error:
        raise Unreadable("damaged") from error


def _walk(content):
    """Count rows and cells, since .ods writes no positions."""
    parts, table = {}, None
    tags = [*ROW.finditer(content), None]
    for tag, following in pairwise(tags):
        if tag[1] == "table":
            name = NAME.search(tag[2])
            table = _Table(unescape(name[1]) if name else "")
            parts.setdefault(table.name, table.part)
        elif table and tag[1] == "table-column":
            table.take_column(tag[2])
        elif table:
            table.take_row(tag[2], content[tag.end() : following.start() if following else None])
    return parts


class _Table:
    def __init__(self, name):
        self.name, self.part = name, Part()
        self.rows = self.columns = self.width = 0

    def take_column(self, attributes):
        """Count columns as declared, to know the hidden ones."""
        count = min(_number("number-columns-repeated", attributes), 16_384)
        if HIDDEN.search(attributes):
            self.part.hidden_columns.update(range(self.columns, self.columns + count))
        self.columns += count

    def take_row(self, attributes, content):
        """Count a row, as often as it is repeated; blank repetitions cost nothing."""
        repeat = _number("number-rows-repeated", attributes)
        if HIDDEN.search(attributes):
            self.part.hidden_rows.update(range(self.rows, self.rows + min(repeat, 100_000)))
        if any(word in content for word in SPECIAL):
            width = self._take_cells(content)
        else:
            width = content.count("<table:") if "<text:p" in content else 0
        self.width = max(self.width, width)
        if width:
            limits.refuse_vast(rows=self.rows + repeat, columns=self.width, sheet=self.name)
        self.rows += repeat

    def _take_cells(self, content):
        """Note errors and merges; give how far the filled cells reach."""
        column = width = 0
        for cell in CELL.finditer(content):
            kind, attributes, empty = cell.groups()
            repeat = _number("number-columns-repeated", attributes) if "repeated" in attributes else 1
            if not empty:
                width = column + repeat
                if error := ERROR_TEXT.match(content, cell.end()):
                    self.part.errors.append((self.rows, column, error[1]))
            if kind == "table-cell" and "spanned" in attributes:
                self._take_merge(attributes, column)
            column += repeat
        return width

    def _take_merge(self, attributes, column):
        down, right = (_number(f"number-{name}-spanned", attributes) for name in ("rows", "columns"))
        if down > 1 or right > 1:
            self.part.merges.append((self.rows, column, self.rows + down - 1, column + right - 1))


def _number(name, attributes):
    match = NUMBER[name].search(attributes)
    return max(1, int(match[1])) if match else 1
