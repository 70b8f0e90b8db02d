"""One row of a staff list, cleaned: what it says of a teacher, and what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from registry.class_name_reading import read_class_name
from registry.class_names import ClassKey, NoSuchClass, Stage, find_class
from registry.imports.cleaning.codes import read_code
from registry.imports.cleaning.person_names import read_name
from registry.imports.cleaning.phones import read_phones
from registry.imports.cleaning.text import BLANK_WORDS, Doubt, number_as_text, plain

# Code → (reason, remedy).
PROBLEMS = {
    "name-missing": (_("The name is missing."), _("Fill in the teacher's name.")),
    "name-wrong": (_("This is not a name."), _("Write the name only.")),
    "sex-unknown": (_("This is neither male nor female."), _("Write 男 or 女.")),
    "phone-wrong": (_("This is no phone number."), _("Write one number of 11 digits, or leave the cell empty.")),
    "class-unknown": (
        _("The school has no such class this year."),
        _("Correct the name, such as 三（2）班, or set the class up first."),
    ),
    "subject-missing": (
        _("Classes are named, but no subject."),
        _("Fill in the subject; for several write 语文：三1、三2；音乐：三3."),
    ),
    "twice-in-file": (_("An earlier row means the same teacher."), _("Delete one of the rows.")),
    "same-name": (
        _("Several teachers of the school have this name."),
        _("Add the staff number or the phone number that the portal has for this teacher."),
    ),
    "staff-number-taken": (
        _("Another teacher of the school has this staff number."),
        _("Correct the number or the name."),
    ),
    "class-led-twice": (
        _("An earlier row makes someone else class teacher of this class."),
        _("Leave one class teacher for the class."),
    ),
    "too-long": (_("This is too long."), _("Shorten the text.")),
}
LONGEST = {"staff_number": 20, "professional_title": 30, "subjects": 30, "groups": 40}
_PARTS = re.compile(r"[、,，;；/|\s]+")
_CHUNKS = re.compile(r"[;；\n]+")


@dataclass(frozen=True)
class RowProblem:
    """column: code of the column; value: the cell as it stands."""

    row: int
    column: str
    value: str
    code: str

    @property
    def reason(self):
        return PROBLEMS[self.code][0]

    @property
    def remedy(self):
        return PROBLEMS[self.code][1]


class School(NamedTuple):
    """What a row is read against. classes: by key; labels: the school's own names of classes."""

    stages: Sequence[Stage]
    school_year: int
    classes: Mapping[ClassKey, object]
    labels: Mapping[str, object]


@dataclass
class Wanted:
    """What a row says of a teacher; an empty value says nothing. lessons: pairs of subject name and class."""

    number: int
    columns: dict[str, str] = field(default_factory=dict)
    lessons: list[tuple[str, object]] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    leads: list[object] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.columns.get("name", "")


def read_row(row: Mapping, school: School) -> Wanted:
    """Clean one row; problems are collected, none is raised."""
    return _Row(row, school).read()


class _Row:
    def __init__(self, row, school):
        self.cells, self.school = row, school
        self.wanted = Wanted(number=row["number"])

    def read(self) -> Wanted:
        self._read_columns()
        self.wanted.groups = self._names("groups")
        self.wanted.leads = self._classes("leads", self._text("leads"))
        self._read_lessons()
        return self.wanted

    def _read_columns(self):
        columns = {
            "name": self._name(),
            "staff_number": self._short("staff_number"),
            "sex": self._sex(),
            "phone": self._phone(),
            "professional_title": self._short("professional_title"),
        }
        self.wanted.columns = {code: value for code, value in columns.items() if value}

    def _name(self):
        cell = self.cells.get("name")
        name = read_name(cell) if cell not in (None, "") else None
        if isinstance(name, Doubt) and name.value is None:
            self._problem("name", "name-wrong")
            return ""
        if name is None:
            self._problem("name", "name-missing")
        return name.value if isinstance(name, Doubt) else name

    def _sex(self):
        sex = read_code(self.cells.get("sex"), "sex") if self._text("sex") else None
        if isinstance(sex, Doubt):
            self._problem("sex", "sex-unknown")
            return ""
        return sex

    def _phone(self):
        cell = self.cells.get("phone")
        text = self._text("phone")
        phones = read_phones(cell) if text else None
        if isinstance(phones, Doubt) or (text and not phones):
            self._problem("phone", "phone-wrong")
            return ""
        return phones[0] if phones else ""

    def _short(self, column):
        text = self._text(column)
        if len(text) > LONGEST[column]:
            self._problem(column, "too-long")
            return ""
        return text

    def _names(self, column):
        names = [part for part in _PARTS.split(self._text(column)) if part]
        if any(len(name) > LONGEST[column] for name in names):
            self._problem(column, "too-long")
            return []
        return list(dict.fromkeys(names))

    def _read_lessons(self):
        """Read 语文 + 三1、三2 as every subject in every class, and 语文：三1；音乐：三3 as it stands."""
        text = self._text("classes")
        if ":" in text or "：" in text:
            chunks = [chunk.replace("：", ":").partition(":") for chunk in _CHUNKS.split(text) if chunk]
            lessons = [(subject.strip(), part) for subject, _colon, part in chunks]
        else:
            lessons = [(subject, text) for subject in self._names("subjects")]
        if text and not lessons:
            self._problem("classes", "subject-missing")
        read = {part: self._classes("classes", part) for part in dict.fromkeys(part for _s, part in lessons)}
        self.wanted.lessons = [(subject, each) for subject, part in lessons for each in read[part]]

    def _classes(self, column, text):
        """Read 三1、2班 and 三（1）、（2）班: a bare number belongs to the grade named before it."""
        found, before = [], None
        for part in filter(None, _PARTS.split(text)):
            name = read_class_name(part)
            if name and before and not name.says_cohort:
                name = before._replace(number=name.number)
            each = self.school.labels.get(part) or self._class(name)
            if each is None:
                self._problem(column, "class-unknown", value=part)
            else:
                found.append(each)
            before = name or before
        return list(dict.fromkeys(found))

    def _class(self, name):
        if name is None:
            return None
        try:
            return self.school.classes.get(find_class(name, self.school.stages, self.school.school_year))
        except NoSuchClass:
            return None

    def _text(self, column) -> str:
        cell = self.cells.get(column)
        text = plain(cell) if isinstance(cell, str) else number_as_text(cell) if cell is not None else ""
        return "" if not isinstance(text, str) or text in BLANK_WORDS else text

    def _problem(self, column, code, value=None):
        cell = self.cells.get(column)
        shown = value if value is not None else "" if cell is None else str(cell)
        self.wanted.problems.append(RowProblem(self.wanted.number, column, shown[:60], code))
