"""What is found in a workbook: where it stands, what it says, and what is wrong with it."""

from dataclasses import dataclass, field
from datetime import time

from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter

# Code → (reason, remedy).
PROBLEMS = {
    "no-timetable": (
        _("No timetable was found in this sheet."),
        _("A row with the weekdays 星期一, 星期二 … is needed, or columns 班级, 星期, 节次 and 学科."),
    ),
    "owner-unknown": (
        _("It is not said whose timetable this is."),
        _("Write the class, such as 三（2）班, or the teacher's name above the weekdays or as the sheet's name."),
    ),
    "class-unknown": (
        _("The school has no such class this year."),
        _("Correct the name, such as 三（2）班, or set the class up first."),
    ),
    "class-missing": (_("The class is missing."), _("Write the class beside the subject, such as 三（2）班.")),
    "subject-unknown": (
        _("The school has no such subject."),
        _("Correct the word, add the subject in the set-up, or empty the cell."),
    ),
    "subject-missing": (_("The subject is missing."), _("Write the subject into the cell.")),
    "teacher-unknown": (
        _("The school has no teacher of this name now."),
        _("Correct the name, or add the teacher to the list of teachers first."),
    ),
    "two-teachers": (_("Two teachers stand in one lesson."), _("Leave one of them.")),
    "weekday-wrong": (_("This is no weekday."), _("Write 星期一 to 星期日, or 1 to 7.")),
    "period-wrong": (_("This is no period of the day."), _("Write a number from 1 to 15, or 1-2 for a double lesson.")),
    "weeks-wrong": (_("This says neither odd nor even weeks."), _("Write 单周 or 双周, or leave the cell empty.")),
    "not-understood": (_("This part of the cell is not understood."), _("Write subject and teacher only.")),
}


@dataclass(frozen=True)
class Spot:
    """A cell: name of the sheet, 1-based row, 0-based column."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """B5, as the spreadsheet names it."""
        return f"{get_column_letter(self.column + 1)}{self.row}"


@dataclass(frozen=True)
class Problem:
    """Something that must be mended in the file."""

    spot: Spot
    value: str
    code: str

    @property
    def reason(self):
        return PROBLEMS[self.code][0]

    @property
    def remedy(self):
        return PROBLEMS[self.code][1]


@dataclass(frozen=True)
class Raw:
    """A cell of a timetable, not understood yet. owner: the class or the teacher whose timetable it is."""

    spot: Spot
    weekday: int
    period: int
    owner: object
    text: str


@dataclass(frozen=True)
class Wanted:
    """A lesson of the week as the file wants it."""

    spot: Spot | None
    weekday: int
    period: int
    weeks: str
    school_class: object
    subject: object
    teacher: object = None
    room: str = ""

    @property
    def key(self) -> tuple:
        """What makes it the same lesson as another."""
        teacher = self.teacher.pk if self.teacher else None
        return (self.weekday, self.period, self.weeks, self.school_class.pk, self.subject.pk, teacher, self.room)


@dataclass(frozen=True)
class Question:
    """Several teachers have this name: which one teaches the subject?"""

    name: str
    subject: str
    teachers: tuple

    @property
    def key(self) -> str:
        return f"{self.name}|{self.subject}"


@dataclass
class Reading:
    """All that was read. left_out: (spot, text) of rows that are no period, such as 午休."""

    wanted: list[Wanted] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    left_out: list[tuple[Spot, str]] = field(default_factory=list)
    hours: dict[int, tuple[time, time]] = field(default_factory=dict)
    classes: set[int] = field(default_factory=set)
    teachers: set[int] = field(default_factory=set)
