"""The columns that a pupil's record keeps as details: everything of the template without a column of its own."""

import re
from collections.abc import Callable

from registry.imports.fields import Field, field

from .codes import read_code, read_yes_no
from .draft import Draft, read_cells
from .student_numbers import read_padded
from .text import Doubt, read_number_text, read_text

_DISTANCE = re.compile(r"(\d+(?:\.\d+)?)(公里|千米|km|里|米|m)?", re.IGNORECASE)
_KILOMETRES = {"米": 0.001, "m": 0.001, "里": 0.5}


def clean_details(draft: Draft) -> list[dict]:
    """Give each row's details by field code; only what is not blank. Rows with equal details share one dict."""
    details: list[dict] = [{} for _ in range(len(draft))]
    for code in draft.fields:
        item = field(code)
        if item and item.kind in _READERS:
            _put(details, code, draft.read(code, _READERS[item.kind](item, draft)))
    if draft.cells("address") and draft.cells("home_address"):
        _put_home(draft, details)
    first: dict[tuple, dict] = {}
    return [first.setdefault(tuple(row.items()), row) for row in details]


def _put(details, code, values):
    for row, value in zip(details, values, strict=True):
        if value is not None:
            row[code] = value


def _put_home(draft, details):
    """Keep the family's address beside the present one where they differ."""
    homes, _ = read_cells(draft.cells("home_address"), read_text)
    pairs = zip(homes, draft.columns["address"], strict=True)
    _put(details, "home_address", [home if home != address else None for home, address in pairs])


def read_distance(cell) -> float | int | Doubt | None:
    """Read a distance in kilometres; `500米` and `1里` (half a kilometre each) are converted."""
    text = read_text(cell)
    if not isinstance(text, str):
        return text
    match = _DISTANCE.fullmatch(text.replace(" ", "").removeprefix("约"))
    if not match:
        return Doubt(None, "value-shape")
    kilometres = round(float(match[1]) * _KILOMETRES.get((match[2] or "").lower(), 1), 3)
    return int(kilometres) if kilometres.is_integer() else kilometres


def read_postcode(cell) -> str | Doubt | None:
    """Read six digits; a number cell has lost its leading zero."""
    text = read_number_text(cell)
    if not isinstance(text, str):
        return text
    text = text.rjust(6, "0") if isinstance(cell, int | float) else text
    return text if len(text) == 6 and text.isdecimal() else Doubt(None, "value-shape")


def _number_text(item: Field, draft: Draft) -> Callable:
    width = draft.context.number_widths.get(item.code, 0)
    return lambda cell: read_padded(cell, width)


_READERS: dict[str, Callable[[Field, Draft], Callable]] = {
    "text": lambda item, draft: read_text,
    "number_text": _number_text,
    "code": lambda item, draft: lambda cell: read_code(cell, item.code),
    "yes_no": lambda item, draft: read_yes_no,
    "distance": lambda item, draft: read_distance,
    "postcode": lambda item, draft: read_postcode,
}
