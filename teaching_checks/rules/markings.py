"""How many markings are required and done: as many as lessons (C4.4.3), by what each subject needs (C4.2b)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from teaching_checks.rules.lessons import Taught

# Subjects in which pupils usually write nothing to be marked; a school may say otherwise.
NO_WRITTEN_WORK = frozenset({"体育", "体育与健康", "音乐", "美术", "艺术", "劳动", "班会", "自习", "活动"})
EVERY_LESSON, NONE = Decimal(1), Decimal(0)


class Mark(NamedTuple):
    """Classwork marked `times` on a day."""

    on: date
    teacher: int
    school_class: int
    subject: int
    times: int


class Standing(NamedTuple):
    """How often marked of how often required, until the day `on` and including it."""

    on: date
    done: int
    required: int

    @property
    def missing(self) -> int:
        return self.required - self.done


def usual_share(subject: str) -> Decimal:
    """Give for how many of its lessons a subject is marked where the school has said nothing."""
    return NONE if subject in NO_WRITTEN_WORK else EVERY_LESSON


def required(lessons: int, share: Decimal) -> int:
    """Give the markings required for so many lessons, rounded down in favour of the teacher (X-13)."""
    return int((lessons * share).to_integral_value(ROUND_FLOOR))


@dataclass
class _Pair:
    """One class and subject of a teacher."""

    share: Decimal
    lessons: int = 0
    times: int = 0

    @property
    def standing(self) -> tuple[int, int]:
        """What is done counts up to what is required: nobody makes up for one class by another."""
        wanted = required(self.lessons, self.share)
        return min(self.times, wanted), wanted


@dataclass
class Tally:
    """The markings and lessons of one teacher as they add up, day by day."""

    shares: Mapping[int, Decimal]
    pairs: dict[tuple[int, int], _Pair] = field(default_factory=dict)

    def add(self, each: Taught | Mark) -> None:
        key = each.school_class, each.subject
        pair = self.pairs.setdefault(key, _Pair(self.shares.get(each.subject, EVERY_LESSON)))
        if isinstance(each, Mark):
            pair.times += each.times
        else:
            pair.lessons += 1

    def on(self, day: date) -> Standing:
        found = [pair.standing for pair in self.pairs.values()]
        return Standing(day, sum(done for done, _ in found), sum(wanted for _, wanted in found))


def standings(
    marks: Iterable[Mark], lessons: Iterable[Taught], shares: Mapping[int, Decimal], *, until: date
) -> dict[int, list[Standing]]:
    """Give by teacher how it stood on each day with a marking; the last says how it stands on the day before `until`.

    A teacher with lessons and no marking has only the last. `lessons` before `until` count, and all `marks`.
    """
    days: dict[int, dict[date, list]] = defaultdict(lambda: defaultdict(list))
    marked: dict[int, set[date]] = defaultdict(set)
    for mark in marks:
        days[mark.teacher][mark.on].append(mark)
        marked[mark.teacher].add(mark.on)
    for lesson in lessons:
        if lesson.on < until or lesson.on <= max(marked[lesson.teacher], default=date.min):
            days[lesson.teacher][lesson.on].append(lesson)
    return {teacher: _of_one(found, marked[teacher], shares) for teacher, found in days.items()}


def _of_one(days: Mapping[date, list], marked: set[date], shares: Mapping[int, Decimal]) -> list[Standing]:
    tally, found, last = Tally(shares), [], max(marked, default=None)
    for day in sorted(days):
        for each in days[day]:
            tally.add(each)
        if day in marked and day != last:
            found.append(tally.on(day))
    return [*found, tally.on(last or max(days))]


def by_pair(
    marks: Iterable[Mark], lessons: Iterable[Taught], shares: Mapping[int, Decimal]
) -> dict[tuple[int, int], Standing]:
    """Give how each class and subject of one teacher stands."""
    tally = Tally(shares)
    for each in (*lessons, *marks):
        tally.add(each)
    return {key: Standing(date.min, *pair.standing) for key, pair in tally.pairs.items()}
