"""Which class a name means in a school year.

A class is a cohort: stage, entry year of the stage, number. Its grade follows from the school year; its name
is only a label.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Stage(NamedTuple):
    """A stage that the school teaches, with its first and last grade: ("primary", 1, 6)."""

    code: str
    first_grade: int
    last_grade: int

    @property
    def years(self) -> int:
        return self.last_grade - self.first_grade + 1


class ClassKey(NamedTuple):
    """A class. stage: code; entry_year: year in which its pupils began the stage (in September)."""

    stage: str
    entry_year: int
    number: int


class ClassName(NamedTuple):
    """What a name says; with everything None it says nothing.

    hint: primary, junior, senior or None. grade: 1 to 12, or within the hint (初一 is junior, 1). final_year:
    year of leaving (届).
    """

    hint: str | None = None
    grade: int | None = None
    entry_year: int | None = None
    final_year: int | None = None
    number: int | None = None

    @property
    def says_cohort(self) -> bool:
        return bool(self.grade or self.entry_year or self.final_year)


class NoSuchClass(ValueError):
    """The name means no class; `code` says why: other-stage, ambiguous, conflict or grade-missing."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


_FIRST_GRADES = {"primary": 1, "junior": 7, "senior": 10}


def combine(name: ClassName | None, grade: ClassName | None) -> ClassName:
    """Put a class column and a grade column together; raises NoSuchClass when they contradict each other."""
    merged = {}
    for field in ClassName._fields:
        one, other = (getattr(part, field) if part else None for part in (name, grade))
        if field != "number" and None not in (one, other) and one != other:
            raise NoSuchClass("conflict")
        merged[field] = one if one is not None else other
    return ClassName(**merged)


def find_class(name: ClassName, stages: Iterable[Stage], school_year: int) -> ClassKey:
    """Give the class of this school year that the name means; without a number it is class 1.

    school_year: its first calendar year. Raises NoSuchClass.
    """
    if not name.says_cohort:
        raise NoSuchClass("grade-missing")
    candidates = {
        (stage.code, year)
        for stage in stages
        if _fits(stage, name.hint)
        for year in _entry_years(stage, name, school_year)
        if 0 <= school_year - year < stage.years
    }
    if not candidates:
        raise NoSuchClass("other-stage")
    if len(candidates) > 1:
        raise NoSuchClass("ambiguous")
    stage, entry_year = candidates.pop()
    return ClassKey(stage, entry_year, name.number or 1)


def school_year_of(day: date) -> int:
    """Give the first calendar year of the school year of a day: 1 September to 31 August. Source: F-20."""
    return day.year if day.month >= 9 else day.year - 1


def _fits(stage, hint):
    first = _FIRST_GRADES.get(hint)
    if first is None:
        return True
    return stage.first_grade <= first <= stage.last_grade


def _entry_years(stage, name, school_year):
    """Give the entry years that all parts of the name agree on: one or none."""
    years = set()
    if name.grade:
        years.add(school_year - _absolute(name, stage) + stage.first_grade)
    if name.entry_year:
        years.add(name.entry_year)
    if name.final_year:
        years.add(name.final_year - stage.years)
    return years if len(years) == 1 else ()


def _absolute(name, stage):
    """Count 初一 from the first grade of the stage: 7, or 6 where primary school has five years."""
    if name.hint is None:
        return name.grade
    first = stage.first_grade if stage.first_grade > 1 else _FIRST_GRADES[name.hint]
    return name.grade if name.grade >= first else name.grade + first - 1
