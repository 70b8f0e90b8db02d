"""A look at the content of an .ods for what calamine hides: merges, errors, hidden rows, vast repetitions."""

import re
import zipfile
import zlib
from html import unescape

from . import limits
from .book import Unreadable
from .parts import Part

# Every writer of .ods that schools use (LibreOffice, WPS, Excel) gives the namespace this prefix.
TAG = re.compile(
    r"<table:(table-row|table-cell|covered-table-cell|table-column|table)((?: [^>]*?)?)(/?)>|</table:(table-row)>"
)
NUMBER = {
    name: re.compile(rf'table:{name}="(\d{{1,9}})"')
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
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, OSError, ValueError)


def read(archive: zipfile.ZipFile) -> dict[str, Part]:
    """Give a Part for each sheet name. Raises Unreadable for encrypted, damaged and vast files."""
    try:
        if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read(
            "META-INF/manifest.xml"
        ):
            raise Unreadable("password")
        content = archive.read("content.xml").decode("utf-8", "replace")
    except BROKEN as error:
        raise Unreadable("damaged") from error
    if "<!DOCTYPE" in content[:4096] or "<!ENTITY" in content[:4096]:
        raise Unreadable("damaged")
    walk = _Walk(content)
    for tag in TAG.finditer(content):
        walk.take(tag)
    return walk.parts


class _Walk:
    """Counts rows and cells, since .ods writes no positions."""

    def __init__(self, content):
        self.content, self.parts = content, {}
        self.part, self.name = Part(), ""
        self.row = self.column = self.width = 0
        self.repeat, self.filled = 1, False

    def take(self, tag):
        name, attributes, empty, closed = tag.groups()
        if closed:
            self._close_row()
        elif name == "table":
            self._open_table(attributes)
        elif name == "table-row":
            self._open_row(attributes, empty)
        elif name == "table-column":
            self._column(attributes)
        else:
            self._cell(attributes, tag.end(), bool(empty), covered=name != "table-cell")

    def _open_table(self, attributes):
        self.name = unescape(NAME.search(attributes)[1]) if NAME.search(attributes) else ""
        self.part = self.parts.setdefault(self.name, Part())
        self.row = self.column = self.width = 0

    def _column(self, attributes):
        count = min(_number("number-columns-repeated", attributes), 16_384)
        if HIDDEN.search(attributes):
            self.part.hidden_columns.update(range(self.column, self.column + count))
        self.column += count

    def _open_row(self, attributes, empty):
        self.repeat, self.filled, self.column = _number("number-rows-repeated", attributes), False, 0
        if HIDDEN.search(attributes):
            self.part.hidden_rows.update(range(self.row, self.row + min(self.repeat, 100_000)))
        if empty:
            self._close_row()

    def _close_row(self):
        self.row += self.repeat
        if self.filled:
            limits.refuse_vast(rows=self.row, columns=max(self.width, 1), sheet=self.name)

    def _cell(self, attributes, end, empty, *, covered):
        repeat = _number("number-columns-repeated", attributes) if "repeated" in attributes else 1
        if not empty:
            self.filled = True
            self.width = max(self.width, self.column + repeat)
            if (
                'value-type="error"' in attributes
                or "office:value-type" not in attributes
                or "formula" in attributes
            ):
                self._error(end)
        if "spanned" in attributes and not covered:
            down, right = (_number(n, attributes) for n in ("number-rows-spanned", "number-columns-spanned"))
            if down > 1 or right > 1:
                self.part.merges.append((self.row, self.column, self.row + down - 1, self.column + right - 1))
        self.column += repeat

    def _error(self, end):
        match = ERROR_TEXT.match(self.content, end)
        if match:
            self.part.errors.append((self.row, self.column, match[1]))


def _number(name, attributes):
    match = NUMBER[name].search(attributes)
    return max(1, int(match[1])) if match else 1
