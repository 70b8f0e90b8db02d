"""From the cleaner's columns to the rows that a plan compares; numbers get the hash by which they are matched."""

from collections.abc import Hashable
from itertools import repeat

from core import sealing
from registry.imports.cleaning import CleanTable, GuardianRow
from registry.imports.plan.columns import DATES, TEXTS
from registry.imports.plan.model import NOTHING, Adult, File

# Kept among the details: they are no column of a guardian.
WORKPLACE = "workplace"


def to_file(clean: CleanTable, villages: list[int | None], key: bytes) -> File:
    """Give the file for planning. `villages` holds the known or drawn id of each row's village.

    Takes the columns and the adults out of `clean`: a large file would otherwise stand in memory twice. The numbers
    stay there until they are sealed.
    """
    count = len(clean.rows)
    phones = clean.columns.pop("phones", None) or repeat(())
    columns = [_texts(clean, code, count) for code in TEXTS]
    columns += [clean.columns.pop(code, None) or [None] * count for code in DATES]
    return File(
        sheets=clean.sheets,
        rows=clean.rows,
        values=list(zip(*columns, villages, strict=True)),
        present=clean.present,
        id_hashes=_hashes(clean.columns.get("id_number"), count, key),
        national_hashes=_hashes(clean.columns.get("national_number"), count, key),
        details=[_details(*pair) for pair in zip(clean.details, phones, strict=False)],
        class_keys=clean.class_keys,
        adults=_adults(clean, key),
        problems=clean.problems,
    )


def _texts(clean, code, count):
    values = clean.columns.pop(code, None)
    return [""] * count if values is None else [value or "" for value in values]


def _hashes(numbers, count, key):
    if numbers is None:
        return [None] * count
    return [sealing.keyed_hash(number, key) if number else None for number in numbers]


def _details(details, phones):
    """Add the pupil's further phones to what the typed columns do not hold."""
    return {**details, "other_phones": list(phones[1:])} if phones and len(phones) > 1 else details


def _adults(clean: CleanTable, key: bytes) -> list[Adult]:
    rows, clean.guardians = clean.guardians, []
    rows.reverse()
    return [_adult(rows.pop(), key) for _ in range(len(rows))]


def _adult(row: GuardianRow, key: bytes) -> Adult:
    return Adult(
        row.row,
        row.position,
        row.name,
        row.relation or "",
        row.relation_note or "",
        row.phones,
        row.is_guardian,
        row.id_type or "",
        row.id_number or "",
        sealing.keyed_hash(row.id_number, key) if row.id_number else None,
        row.details.get(WORKPLACE, ""),
        {code: value for code, value in row.details.items() if code != WORKPLACE} or NOTHING,
    )


def place_villages(clean: CleanTable, draw) -> tuple[list[int | None], dict[str, int]]:
    """Give each row's village and the villages to create (name → drawn id), those of rejected rows left out."""
    names: dict[str, Hashable] = {
        name: None for index, name in enumerate(clean.village_new) if name and index not in clean.rejected
    }
    new = dict(zip(names, draw("village", len(names)), strict=True))
    keys = zip(clean.village_keys, clean.village_new, strict=True)
    return [key if key is not None else new.get(name) for key, name in keys], new
