"""Tables of a web page, one below the other on a single sheet, as Excel itself opens such a file."""

import re

from lxml import html

from . import limits
from .book import Sheet, Unreadable
from .cells import plain_text_row
from .delimited import KEPT_AS_TEXT

SPACES = re.compile("[ \t\r\n\f\u200b]+")
BREAK = "\ue000"  # stands for <br> while the spaces of the source are folded
SHEET_NAME = re.compile(r"<x:Name>([^<]{1,64})</x:Name>")
# A table that holds others is a page's frame, unless it is itself as wide as a list of people.
FRAME_WIDTH = 4


def read(text: str) -> list[Sheet]:
    """Give one sheet, with rowspan and colspan as merges. Raises Unreadable("no-table")."""
    limits.refuse_long_markup(text)
    page = _parse(text)
    tables = [table for table in page.iter("table") if _is_table_of_data(table)]
    if not tables:
        raise Unreadable("no-table")
    sheet = Sheet(name=_only_sheet_name(text), rows=[], is_text=True)
    for table in tables:
        _append_caption(sheet, table)
        _append(sheet, table)
    limits.refuse_vast(rows=len(sheet.rows), columns=max(map(len, sheet.rows), default=0))
    sheet.rows = [plain_text_row(row) for row in sheet.rows]
    return [sheet]


def _parse(text):
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    # Lone surrogates cannot be encoded; a page that holds them is spoiled there and readable elsewhere.
    page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    for line_break in page.iter("br"):
        line_break.tail = BREAK + (line_break.tail or "")
    return page


def _only_sheet_name(text):
    names = SHEET_NAME.findall(text[:20_000])
    return names[0].strip() if len(names) == 1 else ""


def _is_table_of_data(table):
    """Keep leaves, and a list of people in whose cells small tables stand; leave out frames."""
    if any(_is_wide(outer) for outer in table.iterancestors("table")):
        return False
    return table.find(".//table") is None or _is_wide(table)


def _is_wide(table):
    rows = list(_rows(table))
    return len(rows) >= 2 and max((len(_cells(row)) for row in rows[:50]), default=0) >= FRAME_WIDTH


def _rows(table):
    """Give the rows of this table, not of tables inside its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row):
    return [cell for cell in row if cell.tag in ("td", "th")]


def _append_caption(sheet, table):
    """Keep the heading that stands before a table: it may name the class."""
    before = table.getprevious()
    headings = table.findall("caption")
    if before is not None and before.tag in ("h1", "h2", "h3", "h4", "p", "center", "b"):
        headings.insert(0, before)
    sheet.rows.extend([text] for text in map(_text, headings) if text)


def _append(sheet, table):
    first = len(sheet.rows)
    rows = list(_rows(table))
    taken = set()  # (row, column) of places covered by a span from above
    for number, row in enumerate(rows):
        values, column = [], 0
        for cell in _cells(row):
            while taken and (number, column) in taken:
                column += 1
            values += [""] * (column - len(values))
            values.append(_text(cell))
            right, down = _spans(cell, len(rows) - number) if cell.attrib else (1, 1)
            if right > 1 or down > 1:
                sheet.merges.append((first + number, column, first + number + down - 1, column + right - 1))
                limits.refuse_vast(rows=1, columns=len(taken) + down * right)
                taken.update((number + r, column + c) for r in range(1, down) for c in range(right))
            column += right
        sheet.rows.append(values)
        row.clear()  # the tree is larger than the rows; both need not stand at once


def _spans(cell, rows_left):
    return _span(cell, "colspan", 1000), _span(cell, "rowspan", rows_left)


def _span(cell, name, most):
    text = cell.get(name, "1").strip()
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _text(cell):
    text = cell.text if len(cell) == 0 else cell.text_content()
    if not text:
        return ""
    text = SPACES.sub(" ", text).strip(" ")
    if BREAK in text:
        text = "\n".join(line.strip(" ") for line in text.split(BREAK)).strip("\n")
    return KEPT_AS_TEXT.sub(r"\1", text) if text.startswith('="') else text
