"""Rows turned into columns, the shape that cleaning and COPY want."""

from registry.imports.reading import Cell

from .blocks import Part
from .grid import Grid, is_blank, text_of
from .headers import Block
from .tables import Column, letter_of

SAMPLED_ROWS = 200
SAMPLES = 3


def build_columns(
    grid: Grid, block: Block, part: Part, rows: list[int], *, left_out: bool = False
) -> tuple[list[Column], list[list[Cell]]]:
    """Give the columns with their values, one list per column; nameless columns only where pupils fill them."""
    kept = [grid.rows[index] for index in rows]
    columns, values = [], []
    for index in part.left_out if left_out else _with_nameless(part, kept):
        cells = [row[index] for row in kept]
        header = block.headers[index]
        columns.append(
            Column(
                index=index,
                letter=letter_of(index),
                header=header.text,
                group=header.group,
                field=part.fields.get(index),
                samples=_samples(cells),
                is_hidden=index in grid.sheet.hidden_columns,
            )
        )
        values.append(cells)
    return columns, values


def _with_nameless(part, kept):
    """Give the table's columns and those between them without a header that hold something: half of a merged one."""
    outside = {*part.columns, *part.left_out}
    between = [i for i in range(part.columns[0], part.columns[-1]) if i not in outside]
    filled = [i for i in between if any(not is_blank(row[i]) for row in kept[:SAMPLED_ROWS])]
    return sorted(part.columns + filled)


def _samples(cells):
    samples = dict.fromkeys(text_of(cell) for cell in cells[:SAMPLED_ROWS] if not is_blank(cell))
    return list(samples)[:SAMPLES]
