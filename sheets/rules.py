"""What a score sheet is, and what it makes of the values entered: total, share and grade, in exact decimals.

A sheet has items in dimensions. Only items of kind SCORE make up the total; ticks, counts, grades and texts are
recorded beside it. A grade line says from which share of the full marks a grade is reached (forms.md, 4–6).
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

LONGEST_TEXT = 500
MOST_COUNT = 999
MOST_ITEMS = 40
OVERALL = "overall"  # the code of the grade that stands for all where a sheet has no marks


class Kind(StrEnum):
    SCORE = "score"  # 0 to `most`, at most one decimal
    COUNT = "count"  # a whole number: plans due, plans prepared, times marked
    GRADE = "grade"  # the code or the name of one of the sheet's grades
    TICK = "tick"  # a problem that is there or is not: copied, no plan
    TEXT = "text"


@dataclass(frozen=True)
class Item:
    """One criterion. `most` is the full marks of a SCORE; `dimension` the heading it stands under, "" for none.

    What `may_be_empty` is not waited for: how often a problem was found is mostly never.
    """

    code: str
    name: str
    kind: Kind = Kind.SCORE
    most: Decimal = Decimal(0)
    dimension: str = ""
    may_be_empty: bool = False


@dataclass(frozen=True)
class GradeLine:
    """A grade is reached from this share of the full marks on."""

    code: str
    name: str
    share: Decimal


@dataclass(frozen=True)
class Sheet:
    """A score sheet in the words of one reader; the grade lines stand from the best to the worst."""

    items: tuple[Item, ...]
    grades: tuple[GradeLine, ...] = ()

    @property
    def full_marks(self) -> Decimal:
        return sum((item.most for item in self.items if item.kind is Kind.SCORE), Decimal(0))

    @property
    def dimensions(self) -> list[str]:
        return list(dict.fromkeys(item.dimension for item in self.items))

    def item(self, code: str) -> Item:
        """Give the item. Raises KeyError."""
        return {each.code: each for each in self.items}[code]

    @property
    def codes(self) -> set[str]:
        return {item.code for item in self.items}

    @property
    def lowest(self) -> GradeLine | None:
        """The grade of whom the inspection was not passed; None without grade lines."""
        return self.grades[-1] if self.grades else None

    def grade(self, code: str) -> GradeLine | None:
        return next((line for line in self.grades if line.code == code), None)


class WrongValue(ValueError):
    """A value that the item does not take. `reason`: not-a-number, too-low, too-high, decimals, unknown-grade,
    unknown-tick, too-long."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def clean(sheet: Sheet, item: Item, text: str) -> str:
    """Give what is kept for a value as typed or pasted ("" for nothing). Raises WrongValue."""
    text = text.strip()
    if not text:
        return ""
    return _CLEANERS[item.kind](sheet, item, text)


def total(sheet: Sheet, values: Mapping[str, str]) -> Decimal | None:
    """Give the sum of the scores; None while none is entered."""
    scores = [
        Decimal(values[item.code]) for item in sheet.items if item.kind is Kind.SCORE and values.get(item.code, "")
    ]
    return sum(scores, Decimal(0)) if scores else None


def is_complete(sheet: Sheet, values: Mapping[str, str]) -> bool:
    """Tell whether every score, count and grade is entered; ticks and texts may stay empty."""
    needed = (Kind.SCORE, Kind.COUNT, Kind.GRADE)
    return all(values.get(item.code, "") for item in sheet.items if item.kind in needed and not item.may_be_empty)


def grade_of(sheet: Sheet, points: Decimal | None) -> GradeLine | None:
    """Give the grade of a total; None without a total, full marks or grade lines."""
    if points is None or not sheet.full_marks:
        return None
    return next((line for line in sheet.grades if points / sheet.full_marks >= line.share), None)


def outcome(sheet: Sheet, values: Mapping[str, str]) -> GradeLine | None:
    """Give the grade of the whole: of the total; without marks the overall grade, else the worst that was given."""
    if sheet.full_marks:
        return grade_of(sheet, total(sheet, values))
    given = {item.code: values[item.code] for item in sheet.items if item.kind is Kind.GRADE and values.get(item.code)}
    if OVERALL in given:
        return sheet.grade(given[OVERALL])
    return next((line for line in reversed(sheet.grades) if line.code in given.values()), None)


def by_dimension(sheet: Sheet, values: Mapping[str, str]) -> list[tuple[str, Decimal | None, Decimal]]:
    """Give for each dimension with scores its points (None while none is entered) and its full marks."""
    found = []
    for name in sheet.dimensions:
        part = Sheet(tuple(item for item in sheet.items if item.dimension == name), sheet.grades)
        if part.full_marks:
            found.append((name, total(part, values), part.full_marks))
    return found


def mean(points: Sequence[Decimal], *, drops_extremes: bool = False) -> Decimal | None:
    """Give the mean of several observers of one lesson, to two places; without highest and lowest from three on."""
    kept = sorted(points)
    if drops_extremes and len(kept) >= 3:
        kept = kept[1:-1]
    if not kept:
        return None
    return (sum(kept, Decimal(0)) / len(kept)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def faults(sheet: Sheet) -> list[str]:
    """Give what makes a sheet unusable, as codes of FAULTS."""
    return [code for code, is_wrong in FAULTS.items() if is_wrong(sheet)]


def _names_twice(names: Iterable[str]) -> bool:
    said = list(names)
    return len(set(said)) < len(said)


def _scores(sheet: Sheet) -> list[Item]:
    return [item for item in sheet.items if item.kind is Kind.SCORE]


def _in_order(sheet: Sheet) -> bool:
    shares = [line.share for line in sheet.grades]
    return shares == sorted(set(shares), reverse=True) and all(0 <= share <= 1 for share in shares)


FAULTS = {
    "no-items": lambda sheet: all(item.kind is Kind.TEXT for item in sheet.items),
    "too-many": lambda sheet: len(sheet.items) > MOST_ITEMS,
    "no-name": lambda sheet: not all(row.name and row.code for row in (*sheet.items, *sheet.grades)),
    "twice": lambda sheet: len(sheet.codes) < len(sheet.items) or _names_twice(item.name for item in sheet.items),
    "no-marks": lambda sheet: any(item.most <= 0 for item in _scores(sheet)),
    "marks-fine": lambda sheet: any(item.most != item.most.quantize(Decimal("0.1")) for item in _scores(sheet)),
    "too-much": lambda sheet: sheet.full_marks > MOST_COUNT,
    "grade-twice": lambda sheet: (
        _names_twice(line.code for line in sheet.grades) or _names_twice(line.name for line in sheet.grades)
    ),
    "grades-order": lambda sheet: not _in_order(sheet),
    "no-lowest": lambda sheet: bool(sheet.grades) and sheet.grades[-1].share != 0,
    "no-grades": lambda sheet: not sheet.grades and any(item.kind is Kind.GRADE for item in sheet.items),
}


def _score(_sheet: Sheet, item: Item, text: str) -> str:
    number = _number(text)
    if number < 0:
        raise WrongValue("too-low")
    if number > item.most:
        raise WrongValue("too-high")
    if number != number.quantize(Decimal("0.1")):
        raise WrongValue("decimals")
    return _plain(number)


def _count(_sheet: Sheet, _item: Item, text: str) -> str:
    number = _number(text)
    if number != number.to_integral_value():
        raise WrongValue("decimals")
    if not 0 <= number <= MOST_COUNT:
        raise WrongValue("too-low" if number < 0 else "too-high")
    return _plain(number)


def _grade(sheet: Sheet, _item: Item, text: str) -> str:
    for line in sheet.grades:
        if text.casefold() in (line.code.casefold(), line.name.casefold()):
            return line.code
    raise WrongValue("unknown-grade")


def _tick(_sheet: Sheet, _item: Item, text: str) -> str:
    if text.casefold() in _TICKED:
        return "1"
    if text.casefold() in _UNTICKED:
        return ""
    raise WrongValue("unknown-tick")


def _text(_sheet: Sheet, _item: Item, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise WrongValue("too-long")
    return _printable(text)


def _printable(text: str) -> str:
    """Give the text in one line of what can be stored: pasted cells may hold line breaks, tabs or worse."""
    kept = ("" if unicodedata.category(sign) in ("Cc", "Cs") and not sign.isspace() else sign for sign in text)
    return " ".join("".join(kept).split())


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.translate(_FULL_WIDTH)) + 0  # no minus before a zero
    except InvalidOperation:
        raise WrongValue("not-a-number") from None
    if not number.is_finite() or abs(number) > MOST_COUNT or number.as_tuple().exponent < -6:
        raise WrongValue("not-a-number")
    return number


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _characters(first: str, last: str, to: str) -> Iterable[tuple[int, str]]:
    return zip(range(ord(first), ord(last) + 1), to, strict=True)


# Numbers typed with a Chinese input method are full width.
_FULL_WIDTH = {**dict(_characters("０", "９", "0123456789")), ord("．"): ".", ord("－"): "-", ord("。"): "."}
_TICKED = {"1", "√", "✓", "x", "×", "是", "有", "y", "yes", "true"}
_UNTICKED = {"0", "否", "无", "n", "no", "false", "-"}
_CLEANERS = {Kind.SCORE: _score, Kind.COUNT: _count, Kind.GRADE: _grade, Kind.TICK: _tick, Kind.TEXT: _text}
