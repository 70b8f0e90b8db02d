"""What cleaning is told, and what it gives back: plain values only."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from registry.class_names import ClassKey, Stage
from registry.imports.problems import Problem


@dataclass(frozen=True)
class Context:
    """What the school is like.

    stages: those that the school teaches. effective_on: day from which the register holds; decides the school
    year. villages: every name and alias with the village's key. number_widths: digits of a number field, to give
    back leading zeros ({"school_number": 4}). class_labels: the school's own names of classes, as `class_label`
    writes them.
    """

    stages: Sequence[Stage]
    effective_on: date
    villages: Mapping[str, Hashable] = field(default_factory=dict)
    number_widths: Mapping[str, int] = field(default_factory=dict)
    class_labels: Mapping[str, ClassKey] = field(default_factory=dict)


class GuardianRow(NamedTuple):
    """A family member of the pupil at index `row`; `position` counts from 1 within the pupil.

    relation: code of GB/T 4761, None when not said. is_guardian: None when not said. details: the member's
    other columns, by the part of the field code, and the marks is_emergency and may_pick_up; one dict may serve
    several rows, so do not change it.
    """

    row: int
    position: int
    name: str
    relation: str | None
    relation_note: str | None
    phone: str | None
    phones: tuple[str, ...]
    is_guardian: bool | None
    id_type: str | None
    id_number: str | None
    details: dict[str, Any]


@dataclass
class CleanTable:
    """All rows of the file, columnar; the lists are parallel, and an index in them is a pupil.

    sheets, rows: where the pupil stands (1-based row). columns: field code → values, None for blank. present:
    codes that the file has a column for, or that were derived from the ID number. village_new: name of an unknown
    village that a village column gives. rejected: indexes of rows that cannot be imported as they are. headers:
    (sheet, field code) → words of the header.
    """

    sheets: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    columns: dict[str, list] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    details: list[dict[str, Any]] = field(default_factory=list)
    guardians: list[GuardianRow] = field(default_factory=list)
    class_keys: list[ClassKey | None] = field(default_factory=list)
    village_keys: list = field(default_factory=list)
    village_new: list[str | None] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rejected: set[int] = field(default_factory=set)
    headers: dict[tuple[str, str], str] = field(default_factory=dict)
