import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from registry.imports.reading import Cell


class SkipReason(StrEnum):
    """Why a row is no pupil."""

    TITLE = "title"
    HINT = "hint"  # a row of "required", "8 digits" or column numbers under the header
    EXAMPLE = "example"
    RUNNING_NUMBER_ONLY = "running-number-only"
    TOTAL = "total"
    NOTE = "note"
    BLANK = "blank"
    REPEATED_HEADER = "repeated-header"
    ALLOWED_VALUES = "allowed-values"


@dataclass(frozen=True)
class SkippedRow:
    """A row left out; `row` is its 1-based number in the sheet."""

    row: int
    reason: SkipReason


@dataclass(frozen=True)
class SkippedSheet:
    """A sheet left out; reasons: "hidden", "instructions", "empty", "code-table", "no-header"."""

    name: str
    reason: str


@dataclass
class Column:
    """One column of a table: 0-based `index` and `letter` in the sheet, the header as people wrote it.

    `group` is the header above the header ("父亲"). `field` is None when nobody knows the header, or when another
    column already holds the same field. `samples` are up to three different values as written: real data of
    children, so the page masks them. `filled_down` counts cells that took the value above them.
    """

    index: int
    letter: str
    header: str
    group: str = ""
    field: str | None = None
    samples: list[str] = dataclasses.field(default_factory=list)
    is_hidden: bool = False
    filled_down: int = 0


@dataclass
class Table:
    """Pupils under one header. `values` holds one list per column of `columns`, each as long as `row_numbers`.

    `header_rows` and `row_numbers` are 1-based rows of the sheet (record numbers in text files). `default_class` is
    the class named by the title or the sheet, given only when no column says it. `left_out` are columns beside the
    data, such as lists of allowed values. `hidden_rows` are data rows that the sheet hides: kept, and told.
    """

    sheet: str
    hidden: bool
    header_rows: tuple[int, ...]
    columns: list[Column]
    row_numbers: list[int]
    values: list[list[Cell]]
    default_class: str | None = None
    skipped: list[SkippedRow] = dataclasses.field(default_factory=list)
    left_out: list[Column] = dataclasses.field(default_factory=list)
    hidden_rows: list[int] = dataclasses.field(default_factory=list)

    def column_of(self, code: str) -> Column | None:
        """Give the column that holds a field."""
        return next((column for column in self.columns if column.field == code), None)


@dataclass
class Found:
    """What a workbook holds, in the order of its sheets."""

    tables: list[Table] = dataclasses.field(default_factory=list)
    skipped_sheets: list[SkippedSheet] = dataclasses.field(default_factory=list)


def letter_of(index: int) -> str:
    """Give "A" for 0 and "AA" for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
