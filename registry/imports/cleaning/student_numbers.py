"""National student number, the province's number, and the number within the school."""

import re

from .draft import Draft
from .identity import PENDING
from .text import ROUNDED_FROM, Doubt, compact, read_number_text

_IS_NATIONAL = re.compile("G[0-9]{17}[0-9X]|[JL][0-9]{17}[0-9X]").fullmatch


def read_national_number(cell) -> str | Doubt | None:
    """Read a national student number: G, J or L and 18 characters. Others are kept, in doubt.

    It need not agree with the ID number: it is lifelong, the ID number can change. `正在办理` says that there is none.
    """
    if cell.__class__ is str and _IS_NATIONAL(cell):
        return cell
    if isinstance(cell, int | float) and abs(cell) >= ROUNDED_FROM:
        return Doubt(None, "national-number-rounded")
    text = read_number_text(cell)
    if text.__class__ is not str:
        return text and text._replace(code="national-number-rounded")
    text = compact(text).upper().replace("-", "")
    if PENDING.fullmatch(text):
        return None
    return text if _IS_NATIONAL(text) else Doubt(text[:32], "national-number-odd")


def read_padded(cell, width: int) -> str | Doubt | None:
    """Read a number as text and give back the leading zeros that Excel drops; width 0 leaves it as it is."""
    text = read_number_text(cell)
    return text.rjust(width, "0") if isinstance(text, str) and text.isdecimal() else text


def clean_student_numbers(draft: Draft) -> None:
    """Fill the columns national_number, auxiliary_number and school_number."""
    draft.columns["national_number"] = draft.read("national_number", read_national_number)
    for field in ("auxiliary_number", "school_number"):
        width = draft.context.number_widths.get(field, 0)
        draft.columns[field] = draft.read(field, lambda cell, width=width: read_padded(cell, width))
