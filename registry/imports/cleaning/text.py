"""Text of a cell: blanks, full width, apostrophes, lost digits."""

import re
import unicodedata
from datetime import date, datetime
from typing import Any, NamedTuple

NO_PARAMS: dict[str, Any] = {}


class Doubt(NamedTuple):
    """What a reader gives when something is wrong: the value to keep (often None) and the problem's code."""

    value: Any
    code: str
    params: dict[str, Any] = NO_PARAMS


_BLANK_WORDS = """
- -- --- — —— ／ / \\ ∕ . 。 * 无 暂无 没有 无此项 空 (空) （空） (无) （无） null NULL None none N/A n/a nan
不详 未知 不明 待定 待补 待填 暂缺 缺 未填
"""
BLANK_WORDS = frozenset(_BLANK_WORDS.split())
ERROR_WORDS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
SAME_AS_ABOVE = frozenset({"同上", "〃", "″", "''", '"', "”"})
APOSTROPHES = "'’‘`´＇"
ROUNDED_FROM = 10**15  # Excel keeps 15 digits.

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufffc"
_BLANK = "\u00a0\u1680\u202f\u205f\u3000\u2800\u3164"
_SIGNS = "－．／＠＿＇＂＝＋＃＊％＆"


def _translation():
    """Map full-width letters and digits, odd blanks and the look-alike characters of PDF texts.

    NFKC for everything would also rewrite Chinese punctuation and signs that people meant.
    """
    wide = [chr(code) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()] + list(_SIGNS)
    radicals = [chr(code) for code in range(0x2F00, 0x2FD6)]
    compatibility = [chr(code) for code in (*range(0xF900, 0xFADA), *range(0x2F800, 0x2FA1E))]
    table = {ord(c): unicodedata.normalize("NFKC", c) for c in (*wide, *radicals, *compatibility)}
    controls = [*range(0x20), *range(0x7F, 0xA0), *range(0x2000, 0x200B), *range(0x2028, 0x202A)]
    invisible = [
        *map(ord, _INVISIBLE),
        *range(0x202A, 0x202F),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    ]
    return table | dict.fromkeys((*controls, *map(ord, _BLANK)), " ") | dict.fromkeys(invisible)


_TRANSLATION = _translation()
_IS_PLAIN = re.compile(r"[\u4e00-\u9fff0-9A-Za-z·，。、：；（）()\-]+").fullmatch
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)


def plain(text: str) -> str:
    """Give the text without odd blanks, invisible characters, full-width letters and leading apostrophes."""
    if _IS_PLAIN(text):
        return text
    text = text.translate(_TRANSLATION).replace("_x000D_", " ")
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return " ".join(text.lstrip(APOSTROPHES + " ").split())


def compact(text: str) -> str:
    """Give the text in NFKC without any blank: for numbers, dates, codes."""
    joined = "".join(unicodedata.normalize("NFKC", plain(text)).split())
    return unicodedata.normalize("NFKC", joined)  # an accent that stood after a blank now belongs to a letter


def read_text(cell) -> str | Doubt | None:
    """Read free text; a number or date becomes text as a person would write it."""
    if cell.__class__ is str:
        text = plain(cell)
        return None if text in BLANK_WORDS or not text else text
    return number_as_text(cell)


def number_as_text(cell) -> str | Doubt | None:
    """Write a cell that is no text; a number that Excel has rounded is in doubt."""
    if cell.__class__ is bool:
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        if cell != cell:  # not a number
            return None
        if abs(cell) >= ROUNDED_FROM:
            return Doubt(None, "number-rounded")
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != datetime.min.time() else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def read_number_text(cell) -> str | Doubt | None:
    """Read a number that is kept as text (codes, account numbers): no blanks, not rounded."""
    text = read_text(cell)
    if text.__class__ is str:
        return Doubt(None, "number-rounded") if is_scientific(text) else compact(text)
    return text


def is_scientific(text: str) -> bool:
    """Say whether a number was saved as 4.40524E+17."""
    return bool(_SCIENTIFIC.fullmatch(text))
