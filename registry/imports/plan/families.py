"""Which adults of the file are one person, and which of them the register knows already.

Phone and name together make one person, and so does an ID number with its name. When only one of the two agrees,
people are kept apart and a person is asked: families share phones, and names are common.
"""

from collections import defaultdict
from typing import NamedTuple

from registry.imports.plan.columns import ADDRESS
from registry.imports.plan.existing import Register
from registry.imports.plan.model import Adult


class FamilyDoubt(NamedTuple):
    """Two adults of whom only the phone or only the name agrees. `other` describes the second one."""

    row: int
    code: str
    question: str
    name: str
    other: str


class Families:
    """The person behind each adult row: a known guardian's id, or a negative number for somebody new."""

    def __init__(self, register: Register, students: list[int | None], homes: list[str], answers: dict[str, str]):
        """`students` and `homes` give the pupil's number and address of each row of the file."""
        self.register, self.students, self.homes, self.answers = register, students, homes, answers
        self.people: list[int] = []
        self.doubts: list[FamilyDoubt] = []
        self._new = 0
        self._by_phone: dict[str, dict[str, int]] = defaultdict(dict)
        self._by_id: dict[tuple[bytes, str], int] = {}
        self._by_home: dict[tuple[str, str], int] = {}
        self._asked: set[str] = set()
        self._row, self._row_people = -1, set()
        self._learn_register()

    def _learn_register(self):
        for guardian in self.register.guardians.values():
            for phone in {guardian.phone, *guardian.phones} - {""}:
                self._by_phone[phone].setdefault(guardian.name, guardian.id)
            if guardian.id_hash:
                self._by_id.setdefault((guardian.id_hash, guardian.name), guardian.id)
        for student, links in self.register.links.items():
            home = self.register.students[student].values[ADDRESS] if student in self.register.students else ""
            for link in links if home else ():
                self._by_home.setdefault((self.register.guardians[link.guardian].name, home), link.guardian)

    def place(self, adults: list[Adult]) -> list[int]:
        """Give the person of each adult, in order; rows of one pupil stand together."""
        for adult in adults:
            self.people.append(self._person(adult))
        return self.people

    def _person(self, adult: Adult) -> int:
        person = self._by_id.get((adult.id_hash, adult.name)) if adult.id_hash else None
        if person is None:
            person = self._of_phone(adult)
        if person is None:
            person = self._of_family(adult)
        if person is None:
            person = self._of_answers(adult)
        if person is None:
            self._new -= 1
            person = self._new
        self._remember(adult, person)
        return person

    def _of_phone(self, adult):
        for phone in adult.phones:
            person = self._by_phone[phone].get(adult.name) if phone in self._by_phone else None
            if person is not None:
                return person
        return None

    def _of_family(self, adult):
        """Find the adult among the pupil's known family: same name, whatever the phone."""
        for link in self.register.links.get(self.students[adult.row], ()):
            guardian = self.register.guardians[link.guardian]
            if guardian.name == adult.name:
                return guardian.id
        return None

    def _of_answers(self, adult):
        """Ask about people with the same phone, or the same name at the same home; take a given answer."""
        alike = [
            ("guardian-same-phone", name, person)
            for phone in adult.phones
            for name, person in self._by_phone.get(phone, {}).items()
        ]
        at_home = self._by_home.get((adult.name, self.homes[adult.row]))
        if at_home is not None:
            alike.append(("guardian-same-name", adult.name, at_home))
        for code, other, person in alike:
            if self._names_two_in_one_row(adult, person):
                continue
            question = f"{code}:{adult.name}|{other}|{''.join(adult.phones[:1])}"
            if self.answers.get(question) == "same":
                return person
            if question not in self.answers and question not in self._asked:
                self._asked.add(question)
                self.doubts.append(FamilyDoubt(adult.row, code, question, adult.name, other))
        return None

    def _names_two_in_one_row(self, adult, person):
        """Tell whether that person stands in the same row already: father and mother may share a phone."""
        return self._row == adult.row and person in self._row_people

    def _remember(self, adult, person):
        if adult.row != self._row:
            self._row, self._row_people = adult.row, set()
        self._row_people.add(person)
        for phone in adult.phones:
            self._by_phone[phone].setdefault(adult.name, person)
        if adult.id_hash:
            self._by_id.setdefault((adult.id_hash, adult.name), person)
        if home := self.homes[adult.row]:
            self._by_home.setdefault((adult.name, home), person)
