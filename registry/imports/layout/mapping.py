"""What a person corrects in the mapping, in a form that a school can keep."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from .tables import Column, Table

NOISE = re.compile("[\\s\u200b-\u200f\u2060\ufeff★☆*※]")


def header_keys(table: Table) -> list[str]:
    """Give one key per column that survives reordering, stars and blanks: "父亲/电话", "电话#2" for the second one."""
    keys, seen = [], Counter()
    for column in table.columns:
        key = "/".join(filter(None, (_plain(column.group), _plain(column.header)))) or f"({column.letter})"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return keys


def header_key(table: Table, column: Column) -> str:
    """Give the key of one column of the table."""
    return header_keys(table)[table.columns.index(column)]


def header_signature(table: Table) -> str:
    """Give the same 32 characters for tables with the same headers, in whatever order."""
    return sha256("\n".join(sorted(header_keys(table))).encode()).hexdigest()[:32]


def apply_mapping(table: Table, corrections: Mapping[int | str, str | None]) -> Table:
    """Give the table with fields as corrected, by column index or header key; unknown keys are ignored.

    A field moved to another column leaves the one that held it.
    """
    chosen = {}
    for number, (column, key) in enumerate(zip(table.columns, header_keys(table), strict=True)):
        for name in (key, column.index):
            if name in corrections:
                chosen[number] = corrections[name]
    taken = set(chosen.values())
    columns = [
        replace(column, field=chosen.get(n, None if column.field in taken else column.field))
        for n, column in enumerate(table.columns)
    ]
    return replace(table, columns=columns)


def _plain(text):
    return NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()
