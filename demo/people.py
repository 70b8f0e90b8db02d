"""Pupils and the adults of their families, as a school would write them down."""

from dataclasses import dataclass, field
from datetime import date

from demo.places import SchoolPlan


@dataclass
class Adult:
    """relation: 父亲, 母亲, 爷爷 …; workplace: where the person works, often far away."""

    name: str
    relation: str
    phone: str
    id_number: str
    is_guardian: bool = True
    workplace: str = ""


@dataclass
class Pupil:
    """sex: 男 or 女; grade: 1 to 9; left_behind: 否, 单亲 or 双亲."""

    name: str
    sex: str
    born_on: date
    id_number: str
    village: str
    address: str
    family: list[Adult]
    school: SchoolPlan
    grade: int
    number: int = 0  # of the class
    school_number: str = ""
    ethnic_group: str = "汉族"
    left_behind: str = "否"
    family_situation: str = ""
    is_only_child: bool = False
    is_boarder: bool = False
    cells: dict[str, object] = field(default_factory=dict)  # what the school wrote instead, by header

    @property
    def class_key(self) -> tuple[int, int]:
        return self.grade, self.number
