"""From the words in a header cell to a field of the register."""

import re
import unicodedata
from functools import cache, lru_cache

from .catalogue import FIELDS

_NOISE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad★☆*※●○◎◆◇▲△■□#_'\"“”‘’`]|_x000D_")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|《[^《》]*》|\{[^{}]*\}")
_BRACKETED_ORDINAL = re.compile(r"[(\[【]([一二三四五六1-6])[)\]】]")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.、):]|[一二三四五六七八九十]{1,2}、)")
_REQUIRED = re.compile(r"^(?:必填项?|选填项?|必录)[:：]?|(?:必填项?|选填项?|必录|可选)$")
_JOINERS = re.compile(r"[/、，,;；\-—.·|\\]")
_WHOSE = re.compile(r"^(?:学生本人|学生的|学生|本人|孩子|该生|幼儿|儿童|被监护人)(?=..)")


@lru_cache(maxsize=4096)
def plain_header(header: str) -> str:
    """Give the header without stars, blanks, line breaks, bracketed hints, numbering and closing colon.

    A header that is nothing but a bracketed hint gives the hint.
    """
    text = unicodedata.normalize("NFKC", str(header).lstrip("①②③④⑤⑥⑦⑧⑨⑩"))
    text = _NUMBERING.sub("", _NOISE.sub("", text)).rstrip(":：")
    bare = _BRACKETED_ORDINAL.sub(r"\1", text)
    while bare != (shorter := _BRACKETED.sub("", bare)):
        bare = shorter
    text = bare or text.strip("()[]【】")
    text = _REQUIRED.sub("", text) or text
    return _JOINERS.sub("", text).rstrip(":：").lower()


@cache
def _codes_by_header() -> dict[str, str]:
    return {plain_header(word): item.code for item in FIELDS for word in (item.header, *item.synonyms)}


def find_pupil_field(header: str) -> str | None:
    """Give the code of the pupil field that this header means (also `联系电话2`); None when it means none."""
    text = plain_header(header)
    codes = _codes_by_header()
    whose = _WHOSE.sub("", text)
    return codes.get(text) or codes.get(whose) or codes.get(whose.rstrip("123一二三"))


def find_field(header: str) -> str | None:
    """Give the field code that a header cell means, e.g. `★学生 姓名：` → `name`; None when unknown.

    A family member's column whose header says both (`父亲姓名`) gives the member's field code.
    """
    from .members import find_member_field

    return find_pupil_field(header) or find_member_field("", header)
