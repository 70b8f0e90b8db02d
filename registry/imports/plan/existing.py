"""The school's register as an import needs it: plain values, loaded once."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from registry.imports.plan.columns import BORN_ON, NAME


class KnownEnrolment(NamedTuple):
    """The class of a pupil on the effective date. `is_last`: no end and no later class is known."""

    school_class: int
    from_on: date
    is_last: bool


class KnownStudent(NamedTuple):
    """One pupil of the register; `values` follow STUDENT_COLUMNS, blank as "" or None."""

    id: int
    id_hash: bytes | None
    national_hash: bytes | None
    values: tuple
    details: dict[str, Any]
    enrolment: KnownEnrolment | None
    is_enrolled_later: bool


class KnownGuardian(NamedTuple):
    """One adult of the register; `values` follow GUARDIAN_TEXTS, `phones` are the further numbers."""

    id: int
    phones: tuple[str, ...]
    id_hash: bytes | None
    values: tuple
    details: dict[str, Any]

    @property
    def name(self) -> str:
        return self.values[0]

    @property
    def phone(self) -> str:
        return self.values[1]


class KnownLink(NamedTuple):
    """How a known adult belongs to a known pupil."""

    guardian: int
    relation: str
    relation_note: str
    is_guardian: bool | None


@dataclass
class Register:
    """Everything of one school that a plan compares with. `links` are by pupil, `class_names` by class."""

    students: dict[int, KnownStudent] = field(default_factory=dict)
    guardians: dict[int, KnownGuardian] = field(default_factory=dict)
    links: dict[int, list[KnownLink]] = field(default_factory=dict)
    class_names: dict[int, str] = field(default_factory=dict)

    def describe(self, student: int) -> str:
        """Name a known pupil for a question: name, birth date, class."""
        known = self.students[student]
        school_class = self.class_names.get(known.enrolment.school_class, "") if known.enrolment else ""
        return " · ".join(str(part) for part in (known.values[NAME], known.values[BORN_ON], school_class) if part)
