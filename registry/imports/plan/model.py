"""What a plan is made from and what it says: plain values, no database."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from registry.imports.problems import REJECT, WARN, Problem

# Gives that many fresh primary keys of a table ("student", "guardian", "class"), so that new rows can point at
# each other before they exist.
Draw = Callable[[str, int], list[int]]


# Most rows change nothing: they share one empty mapping instead of a dict each.
NOTHING: Mapping[str, Any] = MappingProxyType({})


def _nothing() -> Mapping[str, Any]:
    return NOTHING


@dataclass
class Choices:
    """What a person has decided for this import."""

    effective_on: date
    wipe_blanks: bool = False
    answers: dict[str, str] = field(default_factory=dict)


class Adult(NamedTuple):
    """An adult of a row as cleaned; `phones` begin with the main one. Numbers are plain text here."""

    row: int
    position: int
    name: str
    relation: str = ""
    relation_note: str = ""
    phones: tuple[str, ...] = ()
    is_guardian: bool | None = None
    id_type: str = ""
    id_number: str = ""
    id_hash: bytes | None = None
    workplace: str = ""
    details: Mapping[str, Any] = NOTHING

    @property
    def phone(self) -> str:
        return self.phones[0] if self.phones else ""


@dataclass
class File:
    """A cleaned file, one entry per row. `values` follow STUDENT_COLUMNS; `present` are the columns that it has."""

    sheets: list[str]
    rows: list[int]
    values: list[tuple]
    present: set[str]
    id_hashes: list[bytes | None]
    national_hashes: list[bytes | None]
    details: list[dict[str, Any]]
    class_keys: list[Hashable]
    adults: list[Adult]
    problems: list[Problem]

    def key(self, index: int) -> str:
        """Name a row in a way that a second reading of the same file gives again."""
        return f"{self.sheets[index]}:{self.rows[index]}"


@dataclass(slots=True)
class RowPlan:
    """What becomes of one row. `before` holds the old value of each cell that changes."""

    action: str = ""
    student: int | None = None
    school_class: int | None = None
    enrol: str = ""
    before: Mapping[str, Any] = field(default_factory=_nothing)
    has_new_family: bool = False
    level: str = ""
    problems: tuple[Problem, ...] = ()

    def add(self, found: Problem) -> None:
        """Note a problem; the row's level is that of its worst problem."""
        self.problems += (found,)
        self.level = REJECT if REJECT in (found.level, self.level) else WARN

    @property
    def is_rejected(self) -> bool:
        return self.level == REJECT


@dataclass(slots=True)
class Person:
    """One adult of the file, whatever the number of rows that name them.

    `adult` is what the file says of them: the first row that names them, its blanks filled from later ones.
    """

    guardian: int
    adult: Adult
    action: str = "new"
    before: Mapping[str, Any] = field(default_factory=_nothing)


@dataclass(slots=True)
class LinkPlan:
    """An adult of one row as the guardian of its pupil. Only the first link of a person carries the person."""

    adult: Adult
    person: Person
    student: int
    is_first: bool
    is_new: bool
    is_changed: bool

    @property
    def says_something(self) -> bool:
        """Tell whether the adult or the link is new or changes; `is_first` carries the changes of the adult."""
        return self.is_new or self.is_changed or (self.is_first and self.person.action == "changed")


@dataclass
class Households:
    """The people of the file, and the links that say something new, of the person or of the link itself.

    `merged` counts new links to somebody who already belongs to another pupil.
    """

    links: list[LinkPlan] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    merged: int = 0


@dataclass
class Plan:
    """One RowPlan per row of the file, and the families of the rows that go in."""

    rows: list[RowPlan]
    households: Households
