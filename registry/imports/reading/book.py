from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None

Merge = tuple[int, int, int, int]


class CellError(str):
    """The error that a formula left in a cell, as the spreadsheet shows it: "#REF!"."""

    __slots__ = ()


class Unreadable(Exception):
    """The file cannot be read; `code` says why, `details` holds figures for the sentence.

    Codes: "empty-file", "password", "not-a-workbook" (details: found, such as "pdf"), "unsupported-format"
    (found), "damaged", "too-large", "binary-text", "no-table" (a web page without a table).
    """

    def __init__(self, code: str, **details):
        super().__init__(code)
        self.code, self.details = code, details


@dataclass
class Sheet:
    """One sheet; column 0 of `rows` is always column A, a blank cell is None, rows may differ in length.

    `first_row` is the 1-based number of `rows[0]` in the sheet (the record number in text files). `merges` are
    (row, column, last row, last column), 0-based in `rows`; `hidden_rows` and `hidden_columns` are 0-based too
    and stay empty where the format does not say. `is_text` says that no cell ever had a type.
    """

    name: str
    rows: list[list[Cell]]
    first_row: int = 1
    hidden: bool = False
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_text: bool = False
    knows_merges: bool = True


@dataclass
class Workbook:
    """A file as read; `kind` is what it really is (xlsx, xls, ods, csv, tsv, html, xml2003)."""

    kind: str
    sheets: list[Sheet]
    encoding: str | None = None
