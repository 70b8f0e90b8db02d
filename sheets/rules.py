"""What a score sheet is, and what it makes of the values entered: total, share and grade, in exact decimals.

A sheet has items in dimensions. Only items of kind SCORE make up the total; ticks, counts, grades and texts are
recorded beside it. A grade line says from which share of the full marks a grade is reached (forms.md, 4–6).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

LONGEST_TEXT = 500
MOST_COUNT = 999


class Kind(StrEnum):
    SCORE = "score"  # 0 to `most`, at most one decimal
    COUNT = "count"  # a whole number: plans due, plans prepared, times marked
    GRADE = "grade"  # the code or the name of one of the sheet's grades
    TICK = "tick"  # a problem that is there or is not: copied, no plan
    TEXT = "text"


@dataclass(frozen=True)
class Item:
    """One criterion. `most` is the full marks of a SCORE; `dimension` the heading it stands under, "" for none."""

    code: str
    name: str
    kind: Kind = Kind.SCORE
    most: Decimal = Decimal(0)
    dimension: str = ""


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
        return next(each for each in self.items if each.code == code) if code in self.codes else _missing(code)

    @property
    def codes(self) -> set[str]:
        return {item.code for item in self.items}


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
    return all(values.get(item.code, "") for item in sheet.items if item.kind in needed)


def grade_of(sheet: Sheet, points: Decimal | None) -> GradeLine | None:
    """Give the grade of a total; None without a total, full marks or grade lines."""
    if points is None or not sheet.full_marks:
        return None
    return next((line for line in sheet.grades if points / sheet.full_marks >= line.share), None)


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
    return (sum(kept, Decimal(0)) / len(kept)).quantize(Decimal("0.01")) if kept else None


def faults(sheet: Sheet) -> list[str]:
    """Give what makes a sheet unusable: no-items, twice, no-marks, grades-order, no-lowest."""
    found = []
    if not sheet.items:
        found.append("no-items")
    if len(sheet.codes) < len(sheet.items):
        found.append("twice")
    if any(item.kind is Kind.SCORE and item.most <= 0 for item in sheet.items):
        found.append("no-marks")
    shares = [line.share for line in sheet.grades]
    if shares != sorted(set(shares), reverse=True):
        found.append("grades-order")
    if sheet.grades and sheet.grades[-1].share != 0:
        found.append("no-lowest")
    return found


def _missing(code: str):
    raise KeyError(code)


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
        if text in (line.code, line.name):
            return line.code
    raise WrongValue("unknown-grade")


def _tick(_sheet: Sheet, _item: Item, text: str) -> str:
    if text.lower() in _TICKED:
        return "1"
    if text.lower() in _UNTICKED:
        return ""
    raise WrongValue("unknown-tick")


def _text(_sheet: Sheet, _item: Item, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise WrongValue("too-long")
    return text


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.translate(_FULL_WIDTH))
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
