"""Cells as a person would name them: 42 rather than 42.0, None for blank, errors recognizable."""

from .book import Cell, CellError

ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
    | {f"Err:{number}" for number in range(501, 541)}
)
# From here on a spreadsheet number has lost digits, or may have: the float itself tells so to the cleaner.
ROUNDED_FROM = 1e15


def plain_row(row: list[Cell]) -> list[Cell]:
    """Give the row with None for blanks, whole numbers as int and error texts as CellError."""
    plain = [(value or None) if value.__class__ is str else _plain(value) for value in row]
    return plain if ERRORS.isdisjoint(plain) else [CellError(v) if v in ERRORS else v for v in plain]


def plain_text_row(row: list[str]) -> list[Cell]:
    """Do the same for cells that are all texts."""
    plain = [value or None for value in row]
    return plain if ERRORS.isdisjoint(plain) else [CellError(v) if v in ERRORS else v for v in plain]


def _plain(value):
    if value.__class__ is float and value.is_integer() and -ROUNDED_FROM < value < ROUNDED_FROM:
        return int(value)
    if value.__class__ is int and abs(value) >= ROUNDED_FROM:
        return float(value)  # xls stores only floats; an int of this size is one that was made whole again
    return value
