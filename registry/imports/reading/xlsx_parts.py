"""A quick look at the sheets of an .xlsx for what calamine hides: errors in cells, hidden rows, vast extents.

Only rare words are searched for, so that a large sheet costs a sixth of reading it. Reading every byte also
shows archives whose directory lies about sizes.
"""

import re
import zipfile
from functools import lru_cache
from posixpath import join, normpath
from string import ascii_uppercase

from lxml import etree

from . import limits
from .book import Unreadable
from .parts import Part, column_index, place
from .sniffing import parts_by_name

CHUNK = 1 << 20
OVERLAP = 4096
ERROR_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3}\d{1,7})[\"']")
ERROR_TEXT = re.compile(rb"v>([^<]{1,20})</")
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\bhidden=[\"'](?:1|true)[\"'])[^>]*\br=[\"'](\d{1,7})[\"']")
HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\b(?=[^>]*\bhidden=[\"'](?:1|true)[\"'])([^>]*)>")
ENDS_OF_VALUES = (b"</v>", b"</t>", b":v>", b":t>")
# A column of three letters counts as the last one there is: how much less it is hardly matters.
WIDEST = 16_384
ROW_OF_REFERENCE = re.compile(rb" r=[\"'][A-Z]{0,3}([0-9]{1,20})[\"']")
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATIONSHIP = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read(archive: zipfile.ZipFile) -> dict[str, Part]:
    """Give a Part for each sheet name. Raises Unreadable for vast sheets, and what zipfile raises for damage."""
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise Unreadable("password")
    sheets = _sheet_paths(archive)
    _measure_others(archive, set(sheets.values()))
    return {name: _look(archive, path, name) for name, path in sheets.items()}


def _sheet_paths(archive):
    names = parts_by_name(archive)
    targets = {
        element.get("Id"): normpath(join("xl", element.get("Target", "")).lstrip("/"))
        for element in _xml(archive, names.get("xl/_rels/workbook.xml.rels"))
    }
    sheets = {}
    for element in _xml(archive, names.get("xl/workbook.xml")).iter("{*}sheet"):
        path = targets.get(element.get(RELATIONSHIP) or element.get(STRICT_RELATIONSHIP), "")
        if path.lower() in names:
            sheets[element.get("name")] = names[path.lower()]
    return sheets


def _xml(archive, name):
    if name is None:
        raise Unreadable("damaged")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(archive.read(name), parser=parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged") from error


def _measure_others(archive, sheets):
    """Unpack what calamine will unpack too; the directory's sizes are checked on the way."""
    for name in archive.namelist():
        if name not in sheets and name.lower().endswith(("sharedstrings.xml", "styles.xml")):
            with archive.open(name) as part:
                while part.read(CHUNK):
                    pass


def _look(archive, path, name):
    part, extent = Part(), _Extent()
    with archive.open(path) as stream:
        tail = b""
        while chunk := stream.read(CHUNK):
            window = tail + chunk
            _find_errors(window, part)
            _find_hidden(window, part)
            extent.add(window)
            tail = window[-OVERLAP:]
    limits.refuse_vast(rows=extent.rows, columns=extent.columns, sheet=name)
    part.errors = list(dict.fromkeys(part.errors))
    return part


def _find_errors(window, part):
    if b't="e"' not in window and b"t='e'" not in window:
        return
    for attributes, content in ERROR_CELL.findall(window):
        reference, text = REFERENCE.search(attributes), ERROR_TEXT.search(content)
        if reference and text:
            part.errors.append((*place(reference[1].decode()), text[1].decode("ascii", "replace")))


def _find_hidden(window, part):
    if b"hidden=" not in window:
        return
    part.hidden_rows.update(int(row) - 1 for row in HIDDEN_ROW.findall(window))
    for attributes in HIDDEN_COLUMNS.findall(window):
        bounds = [re.search(rb"\b%s=[\"'](\d{1,5})[\"']" % key, attributes) for key in (b"min", b"max")]
        if all(bounds):
            part.hidden_columns.update(range(int(bounds[0][1]) - 1, min(int(bounds[1][1]), 16_384)))


class _Extent:
    """How far the cells with a value reach; blank formatted rows below them cost calamine nothing."""

    def __init__(self):
        self.rows, self.columns, self._last = 0, 26, 0

    def add(self, window):
        """Take the row of the last cell with a value in this window, and the column furthest out.

        Raises Unreadable("damaged") for a cell that claims a row far below all that follow it.
        """
        value = max(window.rfind(end) for end in ENDS_OF_VALUES)
        if value >= 0:
            self.rows = max(self.rows, self._row_before(window, value))
        self._last = max(self._last, self._row_before(window, len(window)))
        digits = len(str(max(self._last, 9)))
        while further := _further_out(self.columns, digits).search(window):
            if further[2]:
                raise Unreadable("damaged")
            self.columns = column_index(further[1].decode()) + 1 if len(further[1]) < 3 else WIDEST

    def _row_before(self, window, end):
        """Give the row of the last cell or row that says where it is; one cut off by the window's end does not."""
        for _ in range(2):
            end = max(window.rfind(b' r="', 0, end), window.rfind(b" r='", 0, end))
            if end >= 0 and (match := ROW_OF_REFERENCE.match(window, end)):
                return int(match[1])
        return self._last


@lru_cache(maxsize=256)
def _further_out(columns, digits):
    """Give the pattern of a cell right of so many columns (26 or more), or in a row of more digits (group 2).

    One search tells that there is none.
    """
    further = [f"([A-Z]{{1,3}}[0-9]{{{digits + 1}}})"]
    if columns <= 702:
        further.insert(0, f"({'|'.join(_columns_after(columns))})[0-9]")
    else:
        further.insert(0, "(NONE)")
    return re.compile(f" r=[\"'](?:{'|'.join(further)})".encode())


def _columns_after(columns):
    if columns == 702:
        return ["[A-Z]{3}"]
    first, second = divmod(columns - 26, 26)
    here, after = ascii_uppercase[first], ascii_uppercase[first + 1 :]
    return [f"{here}[{ascii_uppercase[second:]}]", *([f"[{after}][A-Z]"] if after else []), "[A-Z]{3}"]
