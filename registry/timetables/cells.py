"""What one cell of a grid says: subject, teacher, class, room, odd or even weeks, in whatever order."""

import re
from dataclasses import dataclass

from registry.timetables.names import Names
from registry.timetables.rules import EVEN, EVERY, ODD
from registry.timetables.times import plain

BLANKS = {"", "-", "--", "—", "/", "\\", "无", "空", "*"}
_WEEKS = re.compile(r"\((单|双)周?\)|(单|双)周[::]?|(单|双)[::]")
_PARTS = re.compile(r"[\s/、,;|+]+")
_BRACKETED = re.compile(r"(.+?)\((.+?)\)")
MARKS = {"单": ODD, "双": EVEN}


@dataclass
class Said:
    """One lesson as the cell says it; texts as they stand there. rest: what nobody understands."""

    weeks: str = EVERY
    subject: str = ""
    teacher: str = ""
    school_class: str = ""
    room: str = ""
    second_teacher: str = ""
    rest: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.subject or self.teacher or self.school_class or self.room or self.rest)


def read_cell(text: str, names: Names, *, of_teacher: bool) -> list[Said]:
    """Give the lessons of a cell: one, or one in odd and one in even weeks."""
    if plain(text) in BLANKS:
        return []
    marked = _WEEKS.sub(lambda m: f" \x01{m[1] or m[2] or m[3]} ", plain(text))
    words = [word for part in _PARTS.split(marked) if part for word in _split(part, names, of_teacher)]
    begins_with_weeks = words[0][0] == "\x01" or words[0] in MARKS if words else False
    said = [Said()]
    for word in words:
        _take(word, said, names, of_teacher=of_teacher, begins_with_weeks=begins_with_weeks)
    return [each for each in said if each.says_something]


def _take(word, said, names, *, of_teacher, begins_with_weeks):
    now, mark = said[-1], word.removeprefix("\x01")
    if mark in MARKS:
        if begins_with_weeks and now.says_something:
            said.append(now := Said())
        now.weeks = MARKS[mark]
        return
    kind = _kind(word, names, of_teacher)
    if kind in ("subject", "school_class") and getattr(now, kind):
        said.append(now := Said())
    if kind == "teacher" and now.teacher:
        kind = "second_teacher"
    if kind == "unknown":
        kind = _guess(word, now, of_teacher)
    setattr(now, kind, word)


def _kind(word, names, of_teacher):
    if names.subject_of(word):
        return "subject"
    if not of_teacher and names.teachers_of(word):
        return "teacher"
    if of_teacher and names.class_of(word):
        return "school_class"
    return "room" if names.is_room(word) else "unknown"


def _guess(word, now, of_teacher):
    """Say what an unknown word should have been, so that the problem has the right words."""
    if of_teacher:
        return "school_class" if not now.school_class and any(c.isdigit() or c == "班" for c in word) else "rest"
    if not now.subject:
        return "subject"
    return "teacher" if not now.teacher and 2 <= len(word) <= 4 else "rest"


def _split(word, names, of_teacher):
    """Part 语文王芳, 语文(王芳) and 三(2)班语文 where both parts are known."""
    if word[0] == "\x01" or (_kind(word, names, of_teacher) != "unknown" and not _ends_with_subject(word, names)):
        return [word]
    match = _BRACKETED.fullmatch(word)
    if match and _kind(match[1], names, of_teacher) == "subject":
        return [match[1], match[2]]
    for place in range(len(word) - 1, 0, -1):
        one, other = word[:place], word[place:]
        kinds = _kind(one, names, of_teacher), _kind(other, names, of_teacher)
        if "subject" in kinds and "unknown" not in kinds and kinds[0] != kinds[1]:
            return [one, other]
    return [word]


def _ends_with_subject(word, names):
    """A class name is found inside a longer text too: 三(2)班语文 is a class and a subject."""
    return names.subject_of(word) is None and any(word.endswith(name) for name in names.staff.subjects)
