"""Phone numbers: several in a cell, with names, separators, +86, or as a number of Excel."""

import re
import unicodedata
from typing import NamedTuple

from .text import BLANK_WORDS, Doubt, number_as_text, plain

_IS_MOBILE = re.compile(r"1[3-9][0-9]{9}").fullmatch
_GAP = r"[ \-.]?"
_COUNTRY = re.compile(r"(?<!\d)(?:\+|00)86[ \-]?|(?<!\d)86(?=1[3-9]\d{9}(?!\d))")
_MOBILE = re.compile(rf"(?<!\d)0?(1[3-9](?:{_GAP}\d){{9}})(?!\d)")
_LAND_LINE = re.compile(
    r"(?<!\d)\(?(0(?:10|2\d|[3-9]\d\d))\)?[ \-—]{0,3}([2-9]\d{6,7})(?!\d)(?:[ ]?(?:转|-|#)[ ]?(\d{1,6})(?!\d))?"
)
_LOCAL = re.compile(r"(?<![\d\-])([2-9]\d{2,3}[ \-]?\d{4})(?!\d)")
_SERVICE = re.compile(r"(?<!\d)([48]00)[ \-]?(\d{3,4})[ \-]?(\d{3,4})(?!\d)")
_RUN_TOGETHER = re.compile(r"(?<!\d)(?:1[3-9]\d{9}){2,}(?!\d)")
_LEFT_OVER = re.compile(r"\d(?:[ \-.]?\d){4,}")
_ONE_BY_ONE = re.compile(r".{11}")


class Phones(NamedTuple):
    """Numbers as they are dialled (`13800000000`, `0535-8123456`), and the cell's words without them."""

    numbers: tuple[str, ...] = ()
    words: str = ""
    is_wrong: bool = False


NONE = Phones()


def read_phones(cell) -> tuple[str, ...] | Doubt | None:
    """Give all phone numbers of a cell, the first one first; in doubt when a number of it is no phone number."""
    if cell.__class__ is str and _IS_MOBILE(cell):
        return (cell,)
    found = find_phones(cell)
    if found.is_wrong or not (found.numbers or not found.words):
        return Doubt(found.numbers or None, "phone-wrong")
    return found.numbers or None


def find_phones(cell) -> Phones:
    """Take the phone numbers out of a cell; the words that remain may be names."""
    text = plain(cell) if isinstance(cell, str) else _from_number(cell)
    if text is None or text in BLANK_WORDS:
        return NONE
    text = unicodedata.normalize("NFKC", text)
    text = _RUN_TOGETHER.sub(lambda match: " ".join(_ONE_BY_ONE.findall(match[0])), _COUNTRY.sub("", text))
    numbers = []
    for pattern in (_MOBILE, _LAND_LINE, _SERVICE, _LOCAL):
        text = pattern.sub(lambda match: numbers.append((match.start(), _write(match))) or " " * len(match[0]), text)
    # Single digits beside a number count people or phones; without any number they are a number cut short.
    is_wrong = bool(_LEFT_OVER.search(text)) or (not numbers and any(map(str.isdecimal, text)))
    in_order = dict.fromkeys(number for _, number in sorted(numbers))
    return Phones(tuple(in_order), _words(text), is_wrong)


def _from_number(cell):
    """Write a number cell; Excel drops the leading zero of a land line."""
    text = number_as_text(cell)
    if isinstance(text, Doubt):
        return "0" * 5  # Rounded: no phone number has so many digits.
    is_land_line = text and text.isdecimal() and (10 <= len(text) <= 11) and (text[0] != "1" or text[:2] == "10")
    return "0" + text if is_land_line else text


def _write(match):
    parts = [re.sub(r"\D", "", part) for part in match.groups() if part]
    return "-".join(parts)


def _words(text):
    return " ".join(re.sub(r"[/\\,，、;；:：+|()（）\-.]|\d", " ", text).split())
