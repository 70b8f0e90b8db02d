"""A sheet before it becomes a file of some kind."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

Cell = str | int | float | date | None


class Merge(NamedTuple):
    """Merged cells, 0-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """Rows from the first one of the sheet on. lists: allowed words by column (0-based), for a drop-down list."""

    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    is_hidden: bool = False
    lists: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return max(map(len, self.rows))

    def title(self, row: int) -> None:
        """Merge a row over the whole width."""
        self.merges.append(Merge(row, 0, row, self.width - 1))

    def covered(self) -> set[tuple[int, int]]:
        """Give the cells that merged cells hide."""
        return {
            (row, column)
            for merge in self.merges
            for row in range(merge.top, merge.bottom + 1)
            for column in range(merge.left, merge.right + 1)
            if (row, column) != (merge.top, merge.left)
        }
