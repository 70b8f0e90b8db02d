"""Names of pupils and family members."""

import re

from .text import BLANK_WORDS, Doubt, plain

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3007\U00020000-\U000323af"
_IS_USUAL = re.compile("[\u4e00-\u9fff]{2,4}").fullmatch
_DOT_BETWEEN = re.compile(f"(?<=[{_HAN}])\\s*[•・.‧･●∙⋅．。●▪﹒]\\s*(?=[{_HAN}])")
_BLANK_BESIDE_HAN = re.compile(f"(?<=[{_HAN}·])\\s+(?=[{_HAN}·])")
_LOST = re.compile("[?？□■�\ue000-\uf8ff]")
_ODD = re.compile(f"[^{_HAN}A-Za-zÀ-ɏ·\\s\\-.'’]")
_LONGEST = 60


def read_name(cell) -> str | Doubt | None:
    """Read a name: no blanks between Chinese characters, `·` between the parts of an ethnic name.

    Latin names keep single blanks. Digits, signs and lost characters are kept but in doubt; a number is no
    name.
    """
    if cell.__class__ is not str:
        return Doubt(None, "name-not-a-name")
    if _IS_USUAL(cell) and cell not in BLANK_WORDS:
        return cell
    name = tidy_name(cell)
    if not name or name in BLANK_WORDS:
        return None
    return _judge(name)


def tidy_name(text: str) -> str:
    """Give the name with the usual dot and without blanks that do not belong to it."""
    name = _DOT_BETWEEN.sub("·", plain(text).strip(" *,，、;；:：/"))
    return _BLANK_BESIDE_HAN.sub("", name)


def _judge(name):
    if _LOST.search(name):
        return Doubt(name, "name-unreadable")
    if len(name) > _LONGEST or not any(map(str.isalpha, name)):
        return Doubt(None, "name-not-a-name")
    if _ODD.search(name):
        return Doubt(name, "name-odd")
    if len(name) < 2 or len(name) > 25:
        return Doubt(name, "name-length")
    return name
