"""Cells that say "the same as above"."""

from bisect import bisect_left

from registry.imports.reading import Cell

from .grid import Grid, is_blank
from .roles import NEVER_SHARED, SAID_ONCE
from .tables import Column


def fill_down(grid: Grid, rows: list[int], columns: list[Column], values: list[list[Cell]]) -> None:
    """Fill what merged cells cover, and the class where only the first row of each block says it; in place.

    The second needs more blanks than classes: a class forgotten here and there stays blank and becomes a problem.
    """
    by_index = {column.index: (column, cells) for column, cells in zip(columns, values, strict=True)}
    for index, first, last in grid.merges_down:
        column, cells = by_index.get(index, (None, None))
        if column is not None and column.field not in NEVER_SHARED:
            _fill_merge(column, cells, grid.rows[first][index], rows, first, last)
    for column, cells in by_index.values():
        if column.field in SAID_ONCE and cells:
            _fill_blocks(column, cells)


def _fill_merge(column, cells, value, rows, first, last):
    for place in range(bisect_left(rows, first + 1), bisect_left(rows, last + 1)):
        if is_blank(cells[place]) and not is_blank(value):
            cells[place] = value
            column.filled_down += 1


def _fill_blocks(column, cells):
    blanks = sum(map(is_blank, cells)) if None in cells or "" in cells else 0
    if is_blank(cells[0]) or blanks <= len(cells) - blanks:
        return
    above = None
    for place, value in enumerate(cells):
        if is_blank(value):
            cells[place] = above
            column.filled_down += 1
        else:
            above = value
