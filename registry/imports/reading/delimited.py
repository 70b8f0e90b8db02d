"""Text with a delimiter: CSV, tab text, Excel's “Unicode text”."""

import csv
import re
from collections import Counter
from io import StringIO

from . import limits
from .book import Cell, Unreadable
from .cells import plain_text_row

DELIMITERS = ",\t;|，"
# A quotation mark that nobody closed swallows the rest of the file; no cell of a register is that long.
LONGEST_CELL = 20_000
# Exporters write ="0012" so that Excel keeps the zeros.
KEPT_AS_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)


def read(text: str) -> tuple[str, list[list[Cell]]]:
    """Give "csv" or "tsv" and the records, blank ones included, so that numbers count as a person would.

    Raises Unreadable("too-large").
    """
    text = text.removeprefix("\ufeff")
    text, delimiter = _declared(text)
    delimiter = delimiter or _delimiter(text)
    rows = _records(text, delimiter)
    while rows and not any(cell and cell.strip() for cell in rows[-1]):
        rows.pop()
    limits.refuse_vast(rows=len(rows), columns=max(map(len, rows), default=0))
    if '="' in text:
        rows = [[KEPT_AS_TEXT.sub(r"\1", cell) for cell in row] for row in rows]
    return ("tsv" if delimiter == "\t" else "csv"), [plain_text_row(row) for row in rows]


def _declared(text):
    """Take off the line `sep=;` by which a file tells Excel its delimiter."""
    match = re.match(r"sep=(.)\r?\n", text)
    return (text[match.end() - 1 :], match[1]) if match else (text, None)


def _delimiter(text):
    """Give the delimiter under which the most records of the beginning are equally wide, and wide."""
    beginning = text[:20_000]
    return max(DELIMITERS, key=lambda mark: _score(beginning, mark))


def _score(text, delimiter):
    try:
        widths = Counter(len(record) - 1 for record in _parse(text, delimiter) if len(record) > 1)
    except csv.Error:
        return 0
    width, records = widths.most_common(1)[0] if widths else (0, 0)
    return records * min(width, 8)


def _records(text, delimiter):
    try:
        rows = _parse(text, delimiter)
    except csv.Error:
        return _parse(text, delimiter, quoting=csv.QUOTE_NONE)
    if '"' in text and any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        return _parse(text, delimiter, quoting=csv.QUOTE_NONE)
    return rows


def _parse(text, delimiter, **options):
    if len(text) > limits.MAX_UNPACKED_BYTES:
        raise Unreadable("too-large", bytes=len(text))
    csv.field_size_limit(max(csv.field_size_limit(), limits.MAX_FILE_BYTES))
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, **options))
