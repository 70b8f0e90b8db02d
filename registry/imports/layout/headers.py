"""The rows of a sheet that are headers, one to three deep."""

from dataclasses import dataclass
from functools import lru_cache

from .grid import Grid
from .resolving import Header, Resolve, resolve_columns, without_hint
from .roles import IDENTITY

SEARCHED_ROWS = 100
LONGEST_HEADER = 40
# Where a second header may start further down: these words stand in it as they stand here.
NAME_CELLS = frozenset(
    f"{before}{word}{after}"
    for word in ("姓名", "姓 名", "姓  名", "姓   名", "姓　名", "姓　　名", "学生姓名", "学生", "幼儿姓名")
    for before in ("", "*", "★", "☆", "＊")
    for after in ("", "*", "★", "☆", "＊", "（必填）", "(必填)", ":", "：")
)


@dataclass
class Block:
    """Header rows `first`..`last` (0-based in the grid) with the header and field of every column."""

    first: int
    last: int
    headers: list[Header]
    fields: list[str | None]

    @property
    def score(self) -> int:
        """Give the number of known fields."""
        return sum(field is not None for field in self.fields)

    @property
    def names_pupils(self) -> bool:
        """Tell whether a column says who the pupil is."""
        return not IDENTITY.isdisjoint(self.fields)


def header_blocks(grid: Grid, resolve: Resolve, *, min_fields: int = 3) -> list[Block]:
    """Give the header blocks from top to bottom; the first is found by its words, later ones by its name cells."""
    resolve = lru_cache(maxsize=None)(without_hint(resolve))
    first = _first_block(grid, resolve, min_fields)
    words = NAME_CELLS | _name_cells(grid, first) if first else NAME_CELLS
    start = first.last + 1 if first else 0
    blocks = [first] if first else []
    for index in range(start, len(grid.rows)):
        if words.isdisjoint(grid.rows[index]) or (blocks and index <= blocks[-1].last):
            continue
        block = _best_block(grid, index, resolve, not_above=blocks[-1].last + 1 if blocks else 0)
        if _is_header(block, grid, min_fields):
            blocks.append(block)
    return blocks


def _name_cells(grid, block):
    """Give the name cells of a block as written."""
    return {
        grid.rows[row][column]
        for column, field in enumerate(block.fields)
        if field in IDENTITY
        for row in range(block.first, block.last + 1)
        if isinstance(grid.rows[row][column], str)
    }


def _first_block(grid, resolve, min_fields):
    """Give the first block that names pupils, else the richest of the others."""
    others = []
    for index in range(min(len(grid.rows), SEARCHED_ROWS)):
        if sum(1 for text in grid.texts(index) if _could_be_header(text) and resolve(Header(text))) < 2:
            continue
        block = _best_block(grid, index, resolve, not_above=0)
        if _is_header(block, grid, min_fields):
            return block
        if block.score >= min_fields + 2:
            others.append(block)
    return max(others, key=lambda block: block.score, default=None)


def _is_header(block, grid, min_fields):
    """Ask for three known columns, or all of two."""
    if not block.names_pupils:
        return False
    named = sum(bool(header.text) for header in block.headers)
    return block.score >= min_fields or (block.score == named == 2)


def _best_block(grid, index, resolve, *, not_above):
    """Give the block around a row that knows the most fields; the shallower one when two know as many."""
    blocks = []
    for first in range(max(index - 2, not_above), index + 1):
        for last in range(index, min(first + 3, len(grid.rows))):
            headers = _headers(grid, first, last)
            blocks.append(Block(first, last, headers, resolve_columns(headers, resolve)))
    return max(blocks, key=lambda block: (block.score, block.first - block.last, -abs(block.first - index)))


def _headers(grid, first, last):
    """Join the rows of a block: the lowest word of each column, under the word above it."""
    own = [grid.texts(index) for index in range(first, last + 1)]
    spread = [list(row) for row in own]
    for offset, row in enumerate(spread[:-1]):
        _spread(row, spread[offset + 1], grid.merges_across.get(first + offset, ()))
    return [_join(*words) for words in zip(zip(*own, strict=True), zip(*spread, strict=True), strict=True)]


def _join(own, spread):
    """Give the lowest word written in the column itself; the word above may reach over from a neighbour."""
    said = [row for row, word in enumerate(own) if _could_be_header(word)]
    if not said:
        return Header("")
    text = own[said[-1]]
    groups = [word for word in spread[: said[-1]] if _could_be_header(word) and word != text]
    return Header(text, groups[-1] if groups else "")


def _could_be_header(text):
    return 0 < len(text) <= LONGEST_HEADER


def _spread(row, below, merges):
    """Write a group's word over all its columns: as far as its cell is merged, else as long as words follow below.

    Cells “centred across the selection” and text files look merged to people but are not.
    """
    ends = dict(merges)
    column = 0
    while column < len(row):
        word, end = row[column], ends.get(column)
        column += 1
        if not word:
            continue
        while (
            column < len(row)
            and not row[column]
            and (column <= end if end is not None else below[column] and below[column - 1])
        ):
            row[column] = word
            column += 1
