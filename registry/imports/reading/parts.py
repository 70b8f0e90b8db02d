import re
from dataclasses import dataclass, field

from .book import Merge


@dataclass
class Part:
    """What a look at the raw file tells about one sheet; rows and columns are 0-based in the sheet."""

    errors: list[tuple[int, int, str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def place(reference: str) -> tuple[int, int] | None:
    """Give the 0-based (row, column) of "AB12", None for anything else."""
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    return (int(match[2]) - 1, column_index(match[1])) if match else None


def column_index(letters: str) -> int:
    """Give 0 for A, 26 for AA."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
