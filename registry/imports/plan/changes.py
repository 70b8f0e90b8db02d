"""Which cells of a known record a row would change. A blank changes nothing unless the user says so."""

from typing import Any

from registry.imports.plan.columns import KEYS, NUMBERS, STUDENT_COLUMNS
from registry.imports.plan.existing import KnownStudent


def changes_of_student(file, index: int, known: KnownStudent, *, wipe: bool) -> dict[str, Any]:
    """Give {field: old value} for each cell that differs. A changed number has the old value None: it is sealed.

    `wipe`: blank cells of the columns that the file has erase what is there, but never a name, a number or a village.
    """
    before = {}
    new_values = file.values[index]
    if new_values != known.values:
        for column, new, old in zip(STUDENT_COLUMNS, new_values, known.values, strict=True):
            if new != old and (new not in ("", None) or (wipe and _may_wipe(column, file.present))):
                before[column] = old
    for column, new, old in (
        (NUMBERS[0], file.id_hashes[index], known.id_hash),
        (NUMBERS[1], file.national_hashes[index], known.national_hash),
    ):
        if new is not None and new != old:
            before[column] = None
    details = file.details[index]
    if details and (differing := {k: known.details.get(k) for k, v in details.items() if known.details.get(k) != v}):
        before["details"] = differing
    return before


def _may_wipe(column: str, present: set[str]) -> bool:
    return column in present and column != "name" and column not in KEYS
