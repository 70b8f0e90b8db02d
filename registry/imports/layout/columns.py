"""Rows turned into columns, the shape that cleaning and COPY want."""

from registry.imports.reading import Cell

from .blocks import Part
from .class_labels import class_in
from .grid import Grid, is_blank, text_of
from .headers import Block
from .roles import CLASS
from .tables import Column, letter_of

SAMPLED_ROWS = 200
SAMPLES = 3


def build_columns(
    grid: Grid, block: Block, part: Part, rows: list[int], *, left_out: bool = False
) -> tuple[list[Column], list[list[Cell]]]:
    """Give the columns with their values, one list per column; nameless columns only where pupils fill them."""
    kept = [grid.rows[index] for index in rows]
    columns, values = [], []
    for index in part.left_out if left_out else _with_nameless(block, part, kept):
        cells = [row[index] for row in kept]
        header = block.headers[index]
        columns.append(
            Column(
                index=index,
                letter=letter_of(index),
                header=header.text,
                group=header.group,
                field=_field(part, index, cells),
                samples=_samples(cells),
                is_hidden=index in grid.sheet.hidden_columns,
            )
        )
        values.append(cells)
    return columns, values


def _with_nameless(block, part, kept):
    """Give the table's columns and those without a header that hold something: half of a merged one, a margin."""
    nameless = [i for i in part.surroundings if not block.headers[i].text]
    filled = [i for i in nameless if any(not is_blank(row[i]) for row in kept)]
    return sorted({*part.columns, *filled})


def _field(part, index, cells):
    """Give the field; a column that only lists classes needs no header."""
    if index in part.fields or CLASS in part.fields.values():
        return part.fields.get(index)
    said = {text_of(cell) for cell in cells if not is_blank(cell)}
    return CLASS if said and all(map(class_in, said)) else None


def _samples(cells):
    samples = dict.fromkeys(text_of(cell) for cell in cells[:SAMPLED_ROWS] if not is_blank(cell))
    return list(samples)[:SAMPLES]
