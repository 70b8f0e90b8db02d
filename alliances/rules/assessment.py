"""The bundled joint assessment: own scores, three models, and the arithmetic line by line (F-16, G5.5.3).

The text gives no formula and no weight. All is reckoned in exact fractions of the entered decimals and rounded only
to be shown, half up. What is not set, or not known, gives None: never 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

FULL = 100
PLACES = 2


class Model(StrEnum):
    WEIGHTED_ALLIANCE_MEAN = "weighted_alliance_mean"
    EQUAL_SCORE = "equal_score"
    WEAKEST_MEMBER = "weakest_member"


class Unset(StrEnum):
    """Why there is no final score."""

    MODEL = "model"
    WEIGHT = "weight"
    OWN = "own"


@dataclass(frozen=True)
class Final:
    """One school's scores. `shared` is what all bear together: the mean, or the weakest school's score."""

    own: Fraction | None
    alliance: Fraction | None
    shared: Fraction | None
    final: Fraction | None
    missing: Unset | None = None


def own_score(points: Sequence[tuple[Decimal, Decimal | Fraction | None]]) -> Fraction | None:
    """Give the mean of (weight, points 0–100) by weight; None while one of the points is missing, or without any."""
    if not points or any(value is None for _weight, value in points):
        return None
    whole = sum(Fraction(weight) for weight, _value in points)
    return sum(Fraction(weight) * Fraction(value) for weight, value in points) / whole if whole else None


def alliance_mean(own: Mapping[int, Fraction | None]) -> Fraction | None:
    """Give the plain mean of the schools that have a score; each counts alike, whatever its size."""
    known = [score for score in own.values() if score is not None]
    return sum(known) / len(known) if known else None


def finals(model: Model | str | None, weight: Decimal | None, own: Mapping[int, Fraction | None]) -> dict[int, Final]:
    """Give by school the final score. Raises ValueError for a weight outside [0, 1].

    weighted_alliance_mean: (1 − w) × own + w × mean. weakest_member: the same with the lowest score in place of the
    mean. equal_score: the mean for all; it needs no weight, and a school without an own score shares it too.
    """
    if weight is not None and not 0 <= weight <= 1:
        raise ValueError(weight)
    mean = alliance_mean(own)
    shared = mean
    if model == Model.WEAKEST_MEMBER:
        shared = min((score for score in own.values() if score is not None), default=None)
    return {school: _final(model, weight, score, mean, shared) for school, score in own.items()}


def _final(model, weight, own, mean, shared) -> Final:
    if not model:
        return Final(own, mean, None, None, Unset.MODEL)
    if model == Model.EQUAL_SCORE:
        return Final(own, mean, mean, mean, None if mean is not None else Unset.OWN)
    if weight is None:
        return Final(own, mean, shared, None, Unset.WEIGHT)
    if own is None:
        return Final(own, mean, shared, None, Unset.OWN)
    part = Fraction(weight)
    return Final(own, mean, shared, (1 - part) * own + part * shared)


def shown(value: Fraction | Decimal | None, places: int = PLACES) -> Decimal | None:
    """Give a value as it is printed: rounded half up."""
    if value is None:
        return None
    exact = Fraction(value) * 10**places
    whole = (exact.numerator * 2 + exact.denominator) // (exact.denominator * 2)  # half up; no score is negative
    return (Decimal(whole) / 10**places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def arithmetic(model: Model | str | None, weight: Decimal | None, score: Final) -> str:
    """Give the line of a final score as one would write it by hand; "" where there is none."""
    if score.final is None:
        return ""
    if model == Model.EQUAL_SCORE:
        return f"{shown(score.alliance)}"
    own, shared, final = shown(score.own), shown(score.shared), shown(score.final)
    return f"(1 − {weight.normalize():f}) × {own} + {weight.normalize():f} × {shared} = {final}"


def own_arithmetic(points: Sequence[tuple[Decimal, Decimal | Fraction | None]]) -> str:
    """Give the line of an own score: (2 × 80 + 1 × 95) ÷ 3; "" where points are missing."""
    score = own_score(points)
    if score is None:
        return ""
    parts = " + ".join(f"{weight.normalize():f} × {shown(value)}" for weight, value in points)
    whole = sum((weight for weight, _value in points), Decimal(0))
    return f"({parts}) ÷ {whole.normalize():f} = {shown(score)}"
