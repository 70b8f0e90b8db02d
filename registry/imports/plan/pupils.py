"""Is the pupil of a row already in the register? By numbers; by name only when nothing speaks against it.

Order: student number, ID number, then name with birth date or class. Whatever is not certain is a question
to a person (two pupils of one name are common), and the row waits for the answer.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from registry.imports.plan.columns import BORN_ON, NAME, SEX
from registry.imports.plan.existing import KnownStudent


class PupilRow(NamedTuple):
    """What identifies the pupil of one row; `key` names the row in questions and survives a new reading."""

    key: str
    name: str
    sex: str
    born_on: date | None
    id_hash: bytes | None
    national_hash: bytes | None
    school_class: int | None


class Doubt(NamedTuple):
    """A row that needs a person: the candidate of the register and the code of the problem."""

    code: str
    candidate: int
    question: str


@dataclass
class Matches:
    """`students` holds the register's id for each row, or None; `doubts` by row index."""

    students: list[int | None]
    doubts: dict[int, Doubt] = field(default_factory=dict)


def match_pupils(rows: list[PupilRow | None], known: Collection[KnownStudent], answers: dict[str, str]) -> Matches:
    """Match rows to known pupils. `rows` holds None for rows that were rejected before.

    Codes of doubts: "pupil-numbers-disagree", "pupil-question", "pupil-twice".
    """
    matches = Matches([None] * len(rows))
    taken = _match_by_numbers(rows, known, matches)
    _match_by_names(rows, known, matches, taken, answers)
    return matches


def _match_by_numbers(rows, known, matches):
    by_national = {s.national_hash: s.id for s in known if s.national_hash}
    by_id = {s.id_hash: s.id for s in known if s.id_hash}
    taken: dict[int, int] = {}
    for index, row in enumerate(rows):
        if row is None:
            continue
        by_numbers = by_national.get(row.national_hash), by_id.get(row.id_hash)
        student = by_numbers[0] or by_numbers[1]
        if student is None:
            continue
        if all(by_numbers) and by_numbers[0] != by_numbers[1]:
            matches.doubts[index] = Doubt("pupil-numbers-disagree", student, "")
        elif student in taken:
            matches.doubts[index] = Doubt("pupil-twice", student, "")
        else:
            taken[student] = index
            matches.students[index] = student
    return taken


def _match_by_names(rows, known, matches, taken, answers):
    names = {row.name for index, row in enumerate(rows) if row and matches.students[index] is None}
    candidates = defaultdict(list)
    for student in known:
        if student.id not in taken and student.values[NAME] in names:
            candidates[student.values[NAME]].append(student)
    if not candidates:
        return
    namesakes = Counter((row.name, row.school_class) for row in rows if row)
    for index, row in enumerate(rows):
        if row and matches.students[index] is None and index not in matches.doubts and row.name in candidates:
            _match_by_name(index, row, candidates[row.name], namesakes, matches, taken, answers)


def _match_by_name(index, row, candidates, namesakes, matches, taken, answers):
    possible = [(_likeness(row, student), student) for student in candidates if student.id not in taken]
    possible = [(likeness, student) for likeness, student in possible if likeness != "no"]
    certain = [student for likeness, student in possible if likeness == "same"]
    if len(certain) == 1 and namesakes[row.name, row.school_class] == 1:
        student = certain[0].id
    else:
        student = _answered(index, row, [student for _, student in possible], matches, answers)
    if student is not None:
        taken[student] = index
        matches.students[index] = student


def _likeness(row: PupilRow, student: KnownStudent) -> str:
    """Give "same", "perhaps" or "no" for two pupils of one name.

    Two different ID numbers can be one pupil whose number was corrected, if the birth date agrees.
    """
    born_on, sex = student.values[BORN_ON], student.values[SEX]
    same_class = student.enrolment is not None and student.enrolment.school_class == row.school_class
    same_birth = bool(row.born_on) and row.born_on == born_on
    if row.sex and sex and row.sex != sex:
        return "no"
    if row.id_hash and student.id_hash:
        return "perhaps" if same_birth else "no"
    if row.born_on and born_on and not same_birth:
        return "perhaps" if same_class else "no"
    return "same" if same_class else "perhaps"


def _answered(index, row, candidates, matches, answers):
    """Give the pupil a person has named, None for a new one; leave a doubt when nobody has answered."""
    for student in candidates:
        question = f"pupil:{row.key}:{student.id}"
        answer = answers.get(question)
        if answer == "same":
            return student.id
        if answer != "different":
            matches.doubts[index] = Doubt("pupil-question", student.id, question)
            return None
    return None
