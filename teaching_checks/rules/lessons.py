"""Which lessons were taught, from the timetable, the days and what was different on a day; no database."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from registry.timetables.rules import is_held


class SlotRow(NamedTuple):
    """A lesson of the week, half-open [from_on, to_on)."""

    pk: int
    weekday: int
    weeks: str
    from_on: date
    to_on: date | None
    teacher: int | None
    school_class: int
    subject: int


class SchoolDay(NamedTuple):
    """A day with lessons: whose weekday's, in which teaching week (F-20)."""

    on: date
    weekday: int
    week: int | None


class Taught(NamedTuple):
    """One lesson that was given, or will be."""

    on: date
    teacher: int
    school_class: int
    subject: int


def taught(
    slots: Iterable[SlotRow], days: Iterable[SchoolDay], changes: Mapping[tuple[int, date], int | None]
) -> Iterator[Taught]:
    """Give the lessons by day; `changes` say who stands in, None where the lesson is not held."""
    by_weekday: dict[int, list[SlotRow]] = {}
    for slot in slots:
        by_weekday.setdefault(slot.weekday, []).append(slot)
    for on, weekday, week in days:
        for slot in by_weekday.get(weekday, ()):
            is_valid = slot.from_on <= on and (slot.to_on is None or on < slot.to_on)
            teacher = changes.get((slot.pk, on), slot.teacher)
            if is_valid and teacher is not None and is_held(slot.weeks, week):
                yield Taught(on, teacher, slot.school_class, slot.subject)
