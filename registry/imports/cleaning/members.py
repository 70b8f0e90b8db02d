"""One family member's columns (成员1…, 父亲…, 监护人…): names, relations, phones and the rest, columnar."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from registry.id_numbers import check, from_15_digits
from registry.imports.fields import split_member_field

from .codes import read_code, read_yes_no
from .draft import Draft
from .ethnic_groups import read_ethnic_group
from .identity import read_id_number
from .person_names import read_name
from .phones import find_phones, read_phones
from .relations import read_relation
from .text import BLANK_WORDS, Doubt, plain, read_number_text, read_text

RELATION_OF_SLOT = {
    "father": "51",
    "mother": "52",
    "grandfather": "61",
    "grandmother": "62",
    "maternal_grandfather": "63",
    "maternal_grandmother": "64",
}
_SPOKEN = "父亲 母亲 爸爸 妈妈 爷爷 奶奶 外公 外婆 姥姥 姥爷 祖父 祖母"
_RELATION_WORDS = frozenset(_SPOKEN.split())
_IS_PLAIN_NAME = re.compile("[\u4e00-\u9fff]{2,4}").fullmatch
_RELATION_IN_NAME = re.compile(
    rf"^(?:(?P<before>{_SPOKEN.replace(' ', '|')})\s*[:：]?\s*(?=\S)"
    r"|(?P<name>[^(（]+)[(（](?P<after>[^()（）]{1,4})[)）]$)"
)


class MemberName(NamedTuple):
    """A name cell: the name, phones and a relation that stood in it too."""

    name: str | None
    phones: tuple[str, ...] = ()
    relation: str | None = None


class Member(NamedTuple):
    """The clean columns of one slot; each is a list as long as the table."""

    slot: str
    names: list
    relations: list
    phones: list
    is_guardian: list
    id_types: list
    id_numbers: list
    details: list | None


def slots_of(draft: Draft) -> list[str]:
    """Name the members that the table has columns for: template members, then parents, then others."""
    order = ("member", "father", "mother", "guardian", "parent", "grand", "maternal", "emergency", "pickup")
    slots = {split[0] for split in map(split_member_field, draft.fields) if split}
    return sorted(slots, key=lambda slot: (next(i for i, start in enumerate(order) if slot.startswith(start)), slot))


def read_member(draft: Draft, slot: str) -> Member:
    names = draft.read(f"{slot}_name", read_member_name)
    relations = _relations(draft, slot)
    return Member(
        slot,
        names,
        relations,
        draft.read(f"{slot}_phone", read_phones),
        draft.read(f"{slot}_is_guardian", read_yes_no),
        draft.read(f"{slot}_id_type", lambda cell: read_code(cell, "id_type")),
        draft.read(f"{slot}_id_number", read_member_id),
        _details(draft, slot),
    )


def read_member_name(cell) -> str | MemberName | Doubt | None:
    """Read a name cell that may also hold a phone (`张伟13800000000`) or a relation (`张伟（父亲）`).

    Gives the bare name where there is nothing else.
    """
    if cell.__class__ is str and _IS_PLAIN_NAME(cell) and cell[:2] not in _RELATION_WORDS and cell not in BLANK_WORDS:
        return cell
    text = plain(cell) if isinstance(cell, str) else cell
    phones = ()
    if not isinstance(text, str) or any(map(str.isdecimal, text)):
        found = find_phones(cell)
        phones, text = found.numbers, found.words if found.numbers else text
    relation, text = _relation_in(text) if isinstance(text, str) else (None, text)
    name = read_name(text) if text != "" else None
    if isinstance(name, Doubt):
        return name._replace(value=MemberName(name.value, phones, relation))
    if not (phones or relation):
        return name
    return MemberName(name, phones, relation) if name or phones else None


def _relation_in(text):
    match = _RELATION_IN_NAME.match(text)
    if not match:
        return None, text
    code, _ = read_relation(match["before"] or match["after"])
    if code is None:
        return None, text
    return code, match["name"] or text[match.end() :]


def read_member_id(cell) -> str | Doubt | None:
    """Read an adult's ID number; one of 15 digits, which old people still have, becomes one of 18."""
    number = read_id_number(cell)
    if isinstance(number, Doubt):
        return None if number.code == "id-pending" else number._replace(code="member-id-wrong")
    if number is None:
        return None
    fault = check(number).fault
    if fault == "old":
        number = from_15_digits(number)
        fault = check(number).fault
    is_other_document = fault in ("length", "characters") and not number.isdecimal() and len(number) < 15
    return number if fault is None or is_other_document else Doubt(None, "member-id-wrong")


def _relations(draft, slot):
    """Give (code, note) of each row; what the column's own name says where the cell says nothing."""
    default = (RELATION_OF_SLOT.get(slot), None)
    cells, notes = draft.cells(f"{slot}_relation"), draft.cells(f"{slot}_relation_note")
    if cells is None and notes is None:
        return [default] * len(draft)
    read = {cell: read_relation(cell) if cell is not None else default for cell in set(cells or ())}
    relations = [read[cell] for cell in cells] if cells else [default] * len(draft)
    for index, (code, note) in enumerate(relations):
        if note and code is None:
            draft.report(index, f"{slot}_relation", "relation-unknown")
    if notes is not None:
        told = draft.read(f"{slot}_relation_note", read_text)
        relations = [(code, other or note) for (code, note), other in zip(relations, told, strict=True)]
    return relations


def _details(draft, slot) -> list[dict[str, Any]] | None:
    """Give the other columns of the member, by part; None when there are none."""
    readers = {part: reader for part, reader in _DETAIL_READERS.items() if draft.cells(f"{slot}_{part}") is not None}
    if not readers:
        return None
    details: list[dict] = [{} for _ in range(len(draft))]
    for part, reader in readers.items():
        for row, value in zip(details, draft.read(f"{slot}_{part}", reader), strict=True):
            if value is not None:
                row[part] = value
    return details


_DETAIL_READERS: dict[str, Callable] = {
    "address": read_text,
    "household_code": read_number_text,
    "ethnic_group": read_ethnic_group,
    "workplace": read_text,
    "job": read_text,
    "education": read_text,
    "political_status": read_text,
    "wechat": read_text,
}
