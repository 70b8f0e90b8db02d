"""Reading the names that people give to classes: 三（2）班, 2023级2班, 初一3班, 302 …"""

import re
import unicodedata

from .class_names import ClassName

_HINTS = {"小": "primary", "初": "junior", "高": "senior"}
_LONE_CHINESE = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
_ORDINALS = {c: n for n, c in enumerate("甲乙丙丁戊", 1)}

_N = r"(?:[1-9]\d|0?[1-9]|十[一二三四五六七八九]?|[一二三四五六七八九](?:十[一二三四五六七八九]?)?)"
_ONE = r"(?:十[一二]|[一二三四五六七八九十])"
_NUMBER = rf"[.\-]?\(?(?P<number>(?<!\d){_N}|[甲乙丙丁戊])(?![\d年级届月学人日])\)?"
_STAGE = r"(?P<hint>小学?|初中?|高中?)?部?"

_BY_GRADE = (
    re.compile(rf"{_STAGE}(?<!\d)(?P<grade>{_N})(?:年级|年(?=\(?{_N}\)?班))(?:{_NUMBER})?"),
    re.compile(rf"(?P<hint>[小初高])中?(?P<grade>{_ONE}(?![年级届])|\d(?![\d年级届]))(?:{_NUMBER})?"),
    re.compile(rf"(?P<grade>[一二三四五六七八九]|(?<!\d)\d)级部?(?:{_NUMBER})?"),
)
_BY_YEAR = re.compile(rf"{_STAGE}(?<!\d)(?P<year>(?:19|20)\d\d|\d\d)(?P<kind>级|届|年级|年入学|年毕业)(?:{_NUMBER})?")
_SHORT = (
    re.compile(rf"(?P<grade>\d{{1,2}}|{_ONE})[.\-](?P<number>{_N})"),
    re.compile(rf"(?P<grade>\d{{1,2}}|{_ONE})\((?P<number>{_N})\)"),
    re.compile(rf"(?P<grade>{_ONE})(?P<number>\d{{1,2}}|[甲乙丙丁戊])"),
    re.compile(r"(?P<grade>[一二三四五六七八九])(?P<number>[一二三四五六七八九])"),
    re.compile(r"(?P<grade>\d)(?P<number>\d\d)"),
    re.compile(r"(?P<grade>0\d|1[0-2])(?P<number>\d\d)"),
    re.compile(r"(?P<year>1[3-9]|[2-9]\d)(?P<number>\d\d)"),
    re.compile(r"(?P<year>20\d\d)(?P<number>\d\d)"),
)
_ONLY_NUMBER = re.compile(rf"(?P<number>{_N}|[甲乙丙丁戊])")
# 三年级启明班, 三年级A, 三年级100班: the class has a name of its own, which a person must place.
_OWN_NAME = re.compile(r"[.\-]?\(?(?!班级|学生|全体|各班)[^()]{1,6}\)?班|[.\-]?\(?[A-Za-z\d]{1,3}\)?$")
_ONLY_COHORT = re.compile(rf"(?P<year>20\d\d)|(?P<grade>{_N})(?:年级?|级)?")
_PREPARATORY = re.compile(r"(?:初中?)?(?:预初|预备)(?:年级|班(?=\())?")


def read_class_name(text: str) -> ClassName | None:
    """Read the name of a class, also inside a title (中心小学三年级2班花名册); None when it says no class."""
    text = _plain(text)
    long, rest = _search_cohort(text)
    if long.says_cohort:
        return long if long.number or not _OWN_NAME.match(rest) else None
    bare = text.removesuffix("班")
    match = _first(pattern.fullmatch(bare) for pattern in _SHORT) or _ONLY_NUMBER.fullmatch(bare.strip("()"))
    name = _from(match) if match else None
    return name if name and name.number else None


def read_grade(text: str) -> ClassName | None:
    """Read a grade column: 三年级, 3, 初一, 2023级, 2029届, 2023; None when it says no grade."""
    text = _plain(text)
    long, _rest = _search_cohort(text)
    if long.says_cohort:
        return long
    match = _ONLY_COHORT.fullmatch(text.strip("()"))
    return _from(match) if match else None


def _plain(text):
    text = re.sub(r"\s|\u200b|\ufeff", "", unicodedata.normalize("NFKC", text))
    text = re.sub(r"[\[【〔{]", "(", re.sub(r"[\]】〕}]", ")", text))
    text = re.sub(r"[—–－_~－/、]", "-", re.sub(r"[。·・•,]", ".", text))
    return _PREPARATORY.sub("初中1年级", text.replace("〇", "0"))


def _search_cohort(text):
    """Give what the text says of grade and year, and what follows the words it says it with."""
    by_grade = _first(pattern.search(text) for pattern in _BY_GRADE)
    matches = [match for match in (by_grade, _BY_YEAR.search(text)) if match]
    found = ClassName()
    for part in map(_from, matches):
        found = ClassName(*(other if one is None else one for one, other in zip(found, part, strict=True)))
    return found, text[max((match.end() for match in matches), default=0) :]


def _first(matches):
    return next((match for match in matches if match), None)


def _from(match):
    found = match.groupdict()
    year, kind = found.get("year"), found.get("kind") or "级"
    year = int(year) + 2000 * (len(year) == 2) if year else None
    leaves = kind in {"届", "年毕业"}
    return ClassName(
        _HINTS.get((found.get("hint") or " ")[0]),
        _integer(found.get("grade")),
        None if leaves else year,
        year if leaves else None,
        _integer(found.get("number")),
    )


def _integer(text):
    """Read 12, 十二 or 丙; None for nothing and for zero."""
    if not text:
        return None
    if text.isdecimal():
        return int(text) or None
    if text in _ORDINALS:
        return _ORDINALS[text]
    tens, ten, ones = text.rpartition("十")
    value = (_LONE_CHINESE.get(tens, 1) * 10 if ten else 0) + _LONE_CHINESE.get(ones, 0)
    return value or None
