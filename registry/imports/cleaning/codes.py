"""Cells that hold one of a list: `男`, `1`, `1-男`, `男生`, `[1]男` all give the code M."""

import re
import unicodedata
from functools import cache

from .enumerations import ENUMERATIONS, YES_NO
from .text import BLANK_WORDS, Doubt, number_as_text, plain

_SIGNS = re.compile(r"[\s'\"“”‘’:：;。、/()（）\[\]【】<>]")
_LEADING_CODE = re.compile(r"^0*([0-9]{1,3}|[A-Za-z])[-.—_]+(?=[\u4e00-\u9fff])|^\d{1,3}(?=[\u4e00-\u9fff])")


def read_code(cell, field: str) -> str | Doubt | None:
    """Give the code of the field's enumeration that the cell means."""
    return _read(cell, _readings(field), field)


def read_yes_no(cell) -> bool | Doubt | None:
    code = _read(cell, _yes_no(), "yes_no")
    return code == "yes" if isinstance(code, str) else code


def words_of(field: str) -> str:
    """Name the allowed words of a field, for a message."""
    words = [words[0] for words in ENUMERATIONS.get(field, YES_NO).values() if words]
    return "、".join(words[:8]) + ("…" if len(words) > 8 else "")


def _read(cell, readings, field):
    text = plain(cell) if isinstance(cell, str) else number_as_text(cell)
    if not text or isinstance(text, Doubt):
        return text or None
    key = _key(text)
    found = readings.get(key) or readings.get(_LEADING_CODE.sub("", key))
    if found is None and text in BLANK_WORDS:
        return None
    return found or Doubt(None, "value-unknown", {"allowed": words_of(field)})


def _key(text):
    key = _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()
    return str(int(key)) if key.isdecimal() else key


@cache
def _readings(field):
    return _table(ENUMERATIONS[field])


@cache
def _yes_no():
    return _table(YES_NO)


def _table(enumeration):
    found = {}
    for code, words in enumeration.items():
        for word in (code, *words):
            found.setdefault(_key(word), code)
    return found
