"""One section of a teacher's file: a heading, columns, and lines of plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class Line:
    """The values of one line, and the address of the record behind it; "" for none."""

    values: Sequence[Value]
    url: str = ""


@dataclass(frozen=True)
class Section:
    """`key` names it in the page; `note` says in words what the lines add up to."""

    key: str
    title: str
    columns: Sequence[str]
    lines: Sequence[Line]
    note: str = ""

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, Value]]]]:
        """Give each line as its address and its values with the names of their columns, for a page."""
        return [(line.url, list(zip(self.columns, line.values, strict=True))) for line in self.lines]
