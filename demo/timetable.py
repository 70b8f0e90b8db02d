"""A week of lessons for every class in which nobody is in two places at once; plain values, the same every time.

Classes and teachers are two sides, lessons the lines between them, times the colours: such a graph can always be
coloured with as many colours as the fullest side has lines (König), by changing two colours along a path.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

DAYS = 5
# Lessons a week by subject; the others have DEFAULT.
WEEKLY = {
    "primary": {"语文": 7, "数学": 5, "英语": 3, "体育与健康": 3, "音乐": 1, "美术": 1, "信息科技": 1, "劳动": 1},
    "junior": {
        "语文": 6,
        "数学": 6,
        "英语": 6,
        "物理": 3,
        "化学": 3,
        "体育与健康": 3,
        "音乐": 1,
        "美术": 1,
        "信息科技": 1,
    },
}
DEFAULT = 2
HOURS = (("08:10", "08:50"), ("09:00", "09:40"), ("10:10", "10:50"), ("11:00", "11:40"), ("14:00", "14:40"),
         ("14:50", "15:30"), ("15:50", "16:30"))  # fmt: skip
# Subjects with rooms of their own: one for each teacher, so that rooms never clash.
ROOMS = {
    "音乐": "音乐室",
    "美术": "美术室",
    "信息科技": "微机室",
    "科学": "实验室",
    "物理": "物理实验室",
    "化学": "化学实验室",
}


@dataclass(frozen=True)
class Wanted:
    """A subject of a class with its teacher, so many times a week; all by their keys."""

    school_class: int
    subject: int
    teacher: int
    times: int


@dataclass
class Week:
    """Who has which line at which time. A time is a number: day and period follow from it."""

    times: int
    of_class: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    of_teacher: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    lines: list[Wanted] = field(default_factory=list)

    def place(self, wanted: Wanted) -> None:
        """Give one more lesson a time, moving others when no time is free on both sides."""
        number = len(self.lines)
        self.lines.append(wanted)
        mine, theirs = self.of_class[wanted.school_class], self.of_teacher[wanted.teacher]
        free = [time for time in range(self.times) if time not in mine and time not in theirs]
        if free:
            time = min(free, key=lambda time: (self._is_there(mine, wanted, time), time % (self.times // DAYS), time))
        else:
            time = next(time for time in range(self.times) if time not in mine)
            self._swap(wanted.teacher, time, next(time for time in range(self.times) if time not in theirs))
        mine[time] = theirs[time] = number

    def _is_there(self, mine, wanted, time) -> int:
        """Count the lessons of the subject that the class has on that day already."""
        per_day = self.times // DAYS
        day = time // per_day
        return sum(self.lines[mine[at]].subject == wanted.subject for at in mine if at // per_day == day)

    def _swap(self, teacher: int, first: int, second: int) -> None:
        """Let the first time become free for the teacher: change the two times along the path that begins there."""
        path, side, key, time = [], self.of_teacher, teacher, first
        while time in side[key]:
            number = side[key][time]
            path.append(number)
            line = self.lines[number]
            side, key = (
                (self.of_class, line.school_class) if side is self.of_teacher else (self.of_teacher, line.teacher)
            )
            time = second if time == first else first
        was = {number: first if place % 2 == 0 else second for place, number in enumerate(path)}
        for number, time in was.items():
            line = self.lines[number]
            del self.of_class[line.school_class][time], self.of_teacher[line.teacher][time]
        for number, time in was.items():
            line, other = self.lines[number], second if time == first else first
            self.of_class[line.school_class][other] = self.of_teacher[line.teacher][other] = number


def week_of(wanted: Sequence[Wanted], periods: int) -> list[tuple[Wanted, int, int]]:
    """Give (lesson, weekday, period) for every lesson of the week; Monday is 1."""
    week = Week(DAYS * periods)
    for each in sorted(wanted, key=lambda each: -each.times):
        for _ in range(each.times):
            week.place(each)
    placed = [(time, number) for lessons in week.of_class.values() for time, number in lessons.items()]
    return [(week.lines[number], time // periods + 1, time % periods + 1) for time, number in placed]
