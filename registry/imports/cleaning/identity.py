"""The pupil's ID document: which it is, its number, and what the number says of birth and sex."""

import re
from typing import Any

from registry.id_numbers import check

from .codes import read_code
from .draft import Draft
from .text import BLANK_WORDS, ROUNDED_FROM, Doubt, compact, is_scientific, number_as_text

RESIDENT_CARD, HOUSEHOLD_BOOK, OTHER = "1", "2", "Z"
PENDING = re.compile(
    r"(?:无|没有|暂无|尚无|未办|没办|未申领|未落户|未上户|黑户|正在?办|办理中|待办|在办|补办|申办|新办).{0,6}"
)
_LOOK_ALIKE = str.maketrans({"Х": "X", "х": "X", "×": "X", "χ": "X", "-": None, "—": None, "–": None, "·": None})
_IS_CARD = re.compile("[1-9][0-9]{16}[0-9X]").fullmatch
_IS_DOCUMENT = re.compile("[0-9A-Z]{4,30}").fullmatch


def read_id_number(cell) -> str | Doubt | None:
    """Read a document's number as text in upper case; `无` and `正在办理` say that there is none yet.

    A cell that came as a number of 16 digits or more is rounded, also when its check digit happens to fit.
    """
    if cell.__class__ is not str:
        return _from_number(cell)
    if _IS_CARD(cell):
        return cell
    text = compact(cell).upper()
    if is_scientific(text):
        return Doubt(None, "id-rounded")
    if PENDING.fullmatch(text):
        return Doubt(None, "id-pending")
    if not text or text in BLANK_WORDS:
        return None
    return text.translate(_LOOK_ALIKE).strip("'\"()[]") or None


def _from_number(cell):
    if isinstance(cell, int | float) and abs(cell) >= ROUNDED_FROM:
        return Doubt(None, "id-rounded")
    return number_as_text(cell)


def clean_identity(draft: Draft) -> tuple[list, list]:
    """Clean type and number of the document; give the birth dates and sexes that the numbers say."""
    types = draft.read("id_type", lambda cell: read_code(cell, "id_type"))
    numbers = draft.read("id_number", read_id_number)
    born, sexes = [None] * len(draft), [None] * len(draft)
    for index, (kind, number) in enumerate(zip(types, numbers, strict=True)):
        if number is None:
            if kind == RESIDENT_CARD and draft.cell("id_number", index) is None:
                draft.report(index, "id_number", "id-missing")
            continue
        checked = check(number)
        if checked.fault is None:
            _, born[index], sexes[index] = checked
            types[index] = kind or RESIDENT_CARD
        else:
            numbers[index] = _judge(draft, index, kind, number, checked.fault)
    _judge_zeros(draft, numbers)
    draft.columns["id_type"], draft.columns["id_number"] = types, numbers
    return born, sexes


def _judge(draft, index, kind, number, fault):
    """Report a number that is no valid ID number, unless its document is of another kind."""
    if kind not in (None, RESIDENT_CARD, HOUSEHOLD_BOOK):
        number = re.sub("[()]", "", number)
        if _IS_DOCUMENT(number):
            return number
        draft.report(index, "id_number", "id-document")
        return None
    is_rounded = fault == "check-digit" and number.endswith("000")
    params: dict[str, Any] = {"length": len(number)} if fault == "length" else {}
    draft.report(index, "id_number", "id-rounded" if is_rounded else f"id-{fault}", **params)
    return None


def _judge_zeros(draft, numbers):
    """Look at valid numbers that end in 000, which one in a thousand really does.

    Where another number of the column shows by its check digit that it was rounded before it became text (a CSV
    file from Excel), these were rounded with it. Otherwise they stay, and the school is asked to compare them.
    """
    zeros = [index for index, number in enumerate(numbers) if number and len(number) == 18 and number.endswith("000")]
    if not zeros:
        return
    is_rounded = any(problem.code == "id-rounded" for problem in draft.problems)
    for index in zeros:
        draft.report(index, "id_number", "id-rounded" if is_rounded else "id-maybe-rounded")
        if is_rounded:
            numbers[index] = None
