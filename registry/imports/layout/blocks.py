"""Which columns of a header block belong together: the table, its neighbour, and lists beside it."""

from dataclasses import dataclass

from registry.imports.reading import Cell

from .grid import is_blank
from .headers import Block
from .roles import NAME

LONGEST_LIST = 500


@dataclass
class Part:
    """Columns of one table under a block: indexes in the sheet, and those beside it that are left out.

    `surroundings` reaches over gaps and margins as far as no other table begins.
    """

    columns: list[int]
    fields: dict[int, str | None]
    left_out: list[int]
    surroundings: range


def parts_of(block: Block, rows: list[list[Cell]]) -> list[Part]:
    """Give the tables that stand side by side under a block, from left to right; mostly one.

    `rows` are the rows under it.
    """
    whole = range(len(block.headers)), dict(enumerate(block.fields))
    halves = _repeated_halves(block) or [whole]
    return [_part(block, columns, fields, rows) for columns, fields in halves]


def _repeated_halves(block):
    """Give the (columns, fields) of halves whose headers repeat: 序号 姓名 性别 | 序号 姓名 性别."""
    texts = [header.text for header in block.headers]
    name = next((i for i, field in enumerate(block.fields) if field == NAME), None)
    if name is None or block.headers[name].group:
        return []
    places = [i for i, text in enumerate(texts) if text == texts[name]]
    if len(places) < 2:
        return []
    width = places[1] - places[0]
    left = next(i for i, text in enumerate(texts) if text)
    starts = [left + width * n for n in range(len(places))]
    halves = [texts[start : start + width] for start in starts]
    if any(_named(half) != _named(halves[0]) for half in halves) or len(_named(halves[0])) < 2:
        return []
    return [
        (range(start, start + len(half)), {start + n: block.fields[left + n] for n in range(len(half))})
        for start, half in zip(starts, halves, strict=True)
    ]


def _named(texts):
    return [text for text in texts if text]


def _part(block, columns, fields, rows):
    """Leave out every group of columns behind a gap that tells nothing new, or lists allowed values."""
    kept, left_out, seen = [], [], set()
    for group in _groups(block, columns):
        new = {fields[i] for i in group} - {None} - seen
        is_first = not seen
        if is_first or (new and not any(_lists_values(rows, i, kept) for i in group)):
            kept += group
            seen |= new
        else:
            left_out += group
    return Part(kept, {i: fields[i] for i in kept}, left_out, columns)


def _lists_values(rows, index, data):
    """Tell a list of allowed values: all different, from the top without a gap, and not as long as the data."""
    cells = [row[index] for row in rows[:LONGEST_LIST]]
    length = next((n for n, value in enumerate(cells) if is_blank(value)), len(cells))
    if length < 2 or not all(map(is_blank, cells[length:])) or len(set(cells[:length])) < length:
        return False
    long = sum(any(not is_blank(row[i]) for i in data) for row in rows[:LONGEST_LIST])
    return length > long or length * 2 < long


def _groups(block, columns):
    """Cut the columns at those without a header."""
    groups, current = [], []
    for index in columns:
        if block.headers[index].text:
            current.append(index)
        elif current:
            groups.append(current)
            current = []
    return [*groups, current] if current else groups
