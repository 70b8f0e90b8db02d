"""One table of a workbook while it is being cleaned: its cells by field, the clean columns, the problems."""

from collections.abc import Callable, Iterable
from typing import Any

from registry.imports.fields import split_member_field
from registry.imports.problems import REJECT, Problem, hidden_number, problem
from registry.imports.reading import CellError

from .results import Context
from .text import ERROR_WORDS, SAME_AS_ABOVE, Doubt

_NOT_DATA = frozenset({"serial", "class_name", "grade", "age", "school_name", "class_teacher"})


class Draft:
    """The cells and clean columns of one table; rows that hold no pupil are left out."""

    def __init__(self, table, context: Context):
        self.context = context
        self.sheet = table.sheet
        self.default_class = table.default_class
        self.rows = list(table.row_numbers)
        self.columns: dict[str, list] = {}
        self.problems: list[Problem] = []
        self.rejected: set[int] = set()
        self.headers: dict[str, str] = {}
        self._cells: dict[str, list] = {}
        self._take(table)
        self._drop_empty_rows()

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def fields(self) -> Iterable[str]:
        """Name the fields that the table has columns for."""
        return self._cells.keys()

    def cells(self, field: str) -> list | None:
        """Give the field's cells as they came; None when the table has no such column."""
        return self._cells.get(field)

    def cell(self, field: str, index: int) -> Any:
        cells = self._cells.get(field)
        return cells[index] if cells else None

    def read(self, field: str, reader: Callable) -> list:
        """Clean a column with a reader of one cell, and report its doubts; blanks when there is no column."""
        cells = self._cells.get(field)
        if cells is None:
            return [None] * len(self)
        values, doubts = read_cells(cells, reader)
        for index, doubt in doubts:
            self.report(index, field, doubt.code, **doubt.params)
        return values

    def report(self, index: int, field: str, code: str, *, value: Any = None, **params: Any) -> None:
        """Add a problem of the cell of this field; `value` stands in for the cell's own."""
        shown = self.cell(field, index) if value is None else value
        if field.endswith(("id_number", "national_number")):
            shown = hidden_number(shown)
        header = self.headers.get(field, "")
        found = problem(self.sheet, self.rows[index], header, shown, code, **params)
        self.problems.append(found)
        if found.level == REJECT:
            self.rejected.add(index)

    def _take(self, table):
        """Sort the cells by field; of two columns of one field the later fills the earlier's blanks."""
        for column, cells in zip(table.columns, table.values, strict=True):
            if not column.field:
                continue
            if column.field in self._cells:
                cells = _merged(column.field, self._cells[column.field], cells)
            else:
                words = f"{column.group or ''} {column.header or ''}".split()
                self.headers[column.field] = " ".join(words) or column.letter
            self._cells[column.field] = _filled(cells)

    def _drop_empty_rows(self):
        """Leave out rows that hold only a running number or a class."""
        names = self._cells.get("name") or [None] * len(self.rows)
        data = [cells for field, cells in self._cells.items() if field not in _NOT_DATA]
        kept = [
            index
            for index, name in enumerate(names)
            if name is not None or any(not _is_blank(cells[index]) for cells in data)
        ]
        if len(kept) == len(names):
            return
        self.rows = [self.rows[index] for index in kept]
        self._cells = {field: [cells[index] for index in kept] for field, cells in self._cells.items()}


def read_cells(cells: list, reader: Callable) -> tuple[list, list[tuple[int, Doubt]]]:
    """Read each different cell once; give the values, and index and doubt of the cells in doubt.

    A reader never sees a blank cell nor an error of the spreadsheet.
    """
    different = set(cells)
    errors = {cell for cell in different if cell.__class__ is CellError} | (different & ERROR_WORDS)
    known = dict.fromkeys(errors, Doubt(None, "cell-error"))
    different -= errors
    different.discard(None)
    known |= zip(different, map(reader, different), strict=True)
    known[None] = None
    values = list(map(known.__getitem__, cells))
    if Doubt not in set(map(type, known.values())):
        return values, []
    doubts = [(index, value) for index, value in enumerate(values) if value.__class__ is Doubt]
    for index, doubt in doubts:
        values[index] = doubt.value
    return values, doubts


def _merged(field, cells, others):
    """Join two columns: phones side by side, of the rest the first that is not blank."""
    is_phone = field == "phone" or (split_member_field(field) or "")[-1:] == ("phone",)
    if not is_phone:
        return [other if _is_blank(cell) else cell for cell, other in zip(cells, others, strict=True)]
    return [
        other if _is_blank(cell) else cell if _is_blank(other) else f"{_dialled(cell)}/{_dialled(other)}"
        for cell, other in zip(cells, others, strict=True)
    ]


def _dialled(cell):
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _filled(cells):
    """Put the cell above in place of 同上."""
    if SAME_AS_ABOVE.isdisjoint(cells):
        return cells
    filled, above = [], None
    for cell in cells:
        above = above if cell in SAME_AS_ABOVE else cell
        filled.append(above)
    return filled


def _is_blank(cell):
    return cell is None or (cell.__class__ is str and not cell.strip())
