"""What a document is made of. One shape for schemes and rule sets; fixtures/documents/README.md explains the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language

Value = Decimal | str | list | None


@dataclass(frozen=True)
class Words:
    """One text in both languages; str() gives the reader's."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


class Measure(StrEnum):
    """How the records that fulfil a requirement become a value (docs/decisions/0024)."""

    COUNT = "count"  # so many records in the period
    BUCKETS = "buckets"  # so many in every week or on every school day
    JUDGED = "judged"  # every record of the period is right; the app above judges each
    SHARE = "share"  # a part of a whole, in exact decimals
    STANDING = "standing"  # so many hold on the day of the look
    NONE = "none"  # not one, judged at the end of the period


class Per(StrEnum):
    LESSON = "lesson"
    SESSION = "session"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    HALF_TERM = "half_term"
    TERM = "term"
    SCHOOL_YEAR = "school_year"
    CALENDAR_YEAR = "calendar_year"
    EXAM = "exam"
    PHASE = "phase"
    PROGRAMME = "programme"
    ONCE = "once"
    STANDING = "standing"


class Level(StrEnum):
    VIOLATION = "violation"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True)
class Parameter:
    """A number or a choice that a school may change. `default` is the text's; None where the text is silent.

    `suggested` is our proposal beside a silent text, in force only when somebody accepts it. `min` and `max`
    bound what may be entered; `choices` and `readings` map codes to words.
    """

    key: str
    name: Words
    unit: str
    default: Value
    suggested: Value = None
    min: Decimal | None = None
    max: Decimal | None = None
    choices: Mapping[str, Words] = field(default_factory=dict)
    readings: Mapping[str, Words] = field(default_factory=dict)
    see: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    @property
    def is_question(self) -> bool:
        """Tell whether the text leaves this open, or in more than one reading."""
        return self.default is None or bool(self.readings)


@dataclass(frozen=True)
class Leg:
    """Who owes it to whom: the holders of `who`, for each `for_each`, within `scope`.

    `for_each` is "self" (each holder owes it alone), "school", "role:CODE" (each holder of that role is its
    object), "list:CODE" (each item of a list of the document), or a kind of subject, several joined by "+".
    `scope` is "", "own_group" or "own_campus". `or_else` names who stands in where the holder would judge himself
    or nobody holds the post. `where` is a kind of subject: it is owed only at the school that has one, as what the
    whole alliance owes is owed where its office sits.
    """

    who: tuple[str, ...]
    for_each: str = "school"
    scope: str = ""
    or_else: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Requirement:
    """Somebody owes an act that can be counted."""

    id: str
    name: Words
    topic: str
    legs: tuple[Leg, ...]
    act: str
    evidence: str
    per: Per
    measure: Measure
    articles: tuple[str, ...]
    level: Level = Level.WARNING
    objects: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    each_part: bool = False
    least: str = ""
    most: str = ""
    amount_least: str = ""
    amount_most: str = ""
    spread_least: str = ""
    spread_most: str = ""
    window: str = "anytime"
    exams: tuple[str, ...] = ()
    due: Mapping[str, Any] = field(default_factory=dict)
    family: str = ""
    coverage: str = ""
    only_if: Mapping[str, Any] = field(default_factory=dict)
    is_permission: bool = False
    is_voluntary: bool = False
    is_restricted: bool = False
    see: tuple[str, ...] = ()

    @property
    def bears_each(self) -> bool:
        """Tell whether each holder owes it alone."""
        return all(leg.for_each == "self" for leg in self.legs)


@dataclass(frozen=True)
class Article:
    """One article in our own words, and how the portal answers it. `parts` splits it by letters: C3.8a …."""

    id: str
    text: Words
    answered: str
    by: tuple[str, ...] = ()
    is_heading: bool = False
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """A record to keep, a report, a body, a list, a phase or a deduction, as the file has it."""

    id: str
    kind: str
    name: Words
    articles: tuple[str, ...]
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """One of the twelve."""

    id: str
    kind: str
    stage: str
    title: Words
    summary: Words
    articles: Mapping[str, Article]
    parameters: Mapping[str, Parameter]
    requirements: Mapping[str, Requirement]
    items: Mapping[str, Item]

    def article(self, article_id: str) -> Article:
        return self.articles[article_id]

    def items_of(self, kind: str) -> list[Item]:
        """Give the items of one kind: record, report, structure, list, phase, deduction."""
        return [item for item in self.items.values() if item.kind == kind]

    @property
    def questions(self) -> list[Parameter]:
        """What the text leaves open; a school answers each when it adopts the document."""
        return [parameter for parameter in self.parameters.values() if parameter.is_question]
