"""The citizen's identity number: 6 digits area, 8 birth date, 3 sequence, 1 check character.

Numbers come in clean: ASCII, no blanks, X in upper case. Source: GB 11643-1999.
"""

from datetime import date
from functools import lru_cache
from operator import mul
from typing import NamedTuple

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
# Provinces of GB/T 2260; 81-83 stand in residence permits of Hong Kong, Macao and Taiwan residents.
PROVINCES = frozenset(
    str(code)
    for first, last in [(11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83)]
    for code in range(first, last + 1)
)


class Checked(NamedTuple):
    """fault: None or one of length, old, characters, area, date, check-digit; the rest is None with a fault.

    sex: M or F.
    """

    fault: str | None
    born_on: date | None = None
    sex: str | None = None


def check(number: str) -> Checked:
    """Check an ID number and read birth date and sex from it."""
    if len(number) != 18:
        return _OLD if len(number) == 15 and number.isdecimal() else _LENGTH
    if not (number.isascii() and number[:17].isdecimal()):
        return _CHARACTERS
    area, birth = _area(number[:6]), _birth(number[6:14])
    if area is None or birth is None:
        return _AREA if area is None else _DATE
    born_on, weighted = birth
    if CHECK_CHARACTERS[(area + weighted + _sequence(number[14:17])) % 11] != number[17]:
        return _CHECK_DIGIT if number[17] in CHECK_CHARACTERS else _CHARACTERS
    return Checked(None, born_on, "M" if number[16] in "13579" else "F")


_LENGTH, _OLD, _CHARACTERS = Checked("length"), Checked("old"), Checked("characters")
_AREA, _DATE, _CHECK_DIGIT = Checked("area"), Checked("date"), Checked("check-digit")


def check_character(first: str) -> str:
    """Compute the check character of the first 17 digits."""
    return CHECK_CHARACTERS[_weighted(first, 0) % 11]


def is_valid(number: str) -> bool:
    return check(number).fault is None


def born_on(number: str) -> date | None:
    """Read the birth date; None when the number is not valid."""
    return check(number).born_on


def sex(number: str) -> str | None:
    """Read the sex, M or F; None when the number is not valid."""
    return check(number).sex


def from_15_digits(number: str) -> str:
    """Turn a number of 15 digits, obsolete since 1999, into one of 18 (the century is 19)."""
    first = number[:6] + "19" + number[6:]
    return first + check_character(first)


def mask(number: str) -> str:
    """Hide birth date and check character: `110105********002*`; of another document all but two at each end.

    Source: L-04.
    """
    if len(number) == 18:
        return f"{number[:6]}********{number[14:17]}*"
    return f"{number[:2]}{'*' * max(4, len(number) - 4)}{number[-2:]}" if len(number) > 6 else "*" * len(number)


# The parts of a number recur in a register, so each part's share of the check sum is computed once.
def _weighted(digits, start):
    return sum(map(mul, WEIGHTS[start:], map(int, digits)))


@lru_cache(maxsize=4096)
def _area(digits):
    is_known = digits[:2] in PROVINCES or _is_foreign_resident(digits)
    return _weighted(digits, 0) if is_known else None


@lru_cache(maxsize=65536)
def _birth(digits):
    try:
        return date.fromisoformat(digits), _weighted(digits, 6)
    except ValueError:
        return None


@lru_cache(maxsize=1000)
def _sequence(digits):
    return _weighted(digits, 14)


def _is_foreign_resident(first):
    """A permanent residence card of 2023 has 9, a province code and a country code in place of the area."""
    return first[0] == "9" and first[1:3] in PROVINCES
