"""Finding a village in an address by its names, and proposing a name where none is known."""

import re
from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")

SUFFIXES = (
    "村民委员会",
    "居民委员会",
    "村居委会",
    "村委会",
    "居委会",
    "社区居委会",
    "社区",
    "行政村",
    "自然村",
    "村庄",
    "村",
    "屯",
)
# 李家庄镇, 李家庄小学 and 王村镇 are not the villages 李家庄 and 王村; nor is 小张家村 the village 张家村.
_TOWN_OR_SCHOOL = re.compile(r"镇|乡|街道|办事处|小学|中学|学校|幼儿园")
_OTHER_THING = re.compile(_TOWN_OR_SCHOOL.pattern + r"|县|市|区|省|路|街|大街|水库|桥|河(?![沿边畔岸])")
_OTHER_VILLAGE = frozenset("大小东西南北前后上下中新老旧")
_GUESS = re.compile(
    r"(?:.*(?:街道办事处|办事处|街道|镇|乡))(?P<place>[\u3400-\u9fff]{1,8}?(?:村委会|居委会|社区|村|屯|庄|庄子))"
)
_PLAIN_GUESS = re.compile(r"(?:.*[省市县区])?(?P<place>[\u3400-\u9fff]{1,7}?(?:村|社区|屯))")


class VillageFinder:
    """Finds villages by name or alias, with or without 村, 村委会, 社区.

    villages: every name and alias with the village's key. An address is read once from left to right, so
    the time does not grow with the number of villages.
    """

    def __init__(self, villages: Mapping[str, Key]):
        self._names = {plain_place(name): key for name, key in villages.items() if plain_place(name)}
        self._stems = _stems_of(self._names)
        self._by_first = {}
        for name in {**self._stems, **self._names}:
            self._by_first.setdefault(name[0], set()).add(len(name))
        self._lengths = {first: sorted(lengths, reverse=True) for first, lengths in self._by_first.items()}
        self._starts = re.compile(f"[{re.escape(''.join(self._lengths))}]") if self._lengths else None

    def find(self, address: str) -> Key | None:
        """Give the village of an address: the longest name in it, of equal ones the last; None if none."""
        if self._starts is None:
            return None
        best, best_length = None, 0
        for match in self._starts.finditer(address):
            length, key = self._at(address, match.start())
            if length >= best_length and length:
                best, best_length = key, length
        return best

    def find_name(self, text: str) -> Key | None:
        """Give the village that a cell of a village column names; the cell may hold an address."""
        name = plain_place(text)
        if name in self._names:
            return self._names[name]
        return self._stems.get(stem_of(name)) or self.find(name)

    def _at(self, address, start):
        if start and address[start - 1] in _OTHER_VILLAGE:
            return 0, None
        for length in self._lengths[address[start]]:
            name = address[start : start + length]
            if name in self._names and not self._goes_on(address, start + length, name):
                return length + 1, self._names[name]
            if name in self._stems and not _OTHER_THING.match(address, start + length):
                return length, self._stems[name]
        return 0, None

    def _goes_on(self, address, end, name):
        """Say whether a name is only the beginning of another thing's name."""
        other = _TOWN_OR_SCHOOL if name.endswith(SUFFIXES) else _OTHER_THING
        return bool(other.match(address, end))


def guess_village(address: str) -> str | None:
    """Give the words of an address that look like a village's name, e.g. 张家村; None when none do."""
    match = _GUESS.match(address) or _PLAIN_GUESS.match(address)
    return match["place"] if match and stem_of(match["place"]) else None


def plain_place(text: str) -> str:
    """Write a name without blanks and brackets."""
    return re.sub(r"[\s()（）]", "", text)


def stem_of(name: str) -> str:
    """Leave out the words for “village”: 张家村村委会 → 张家."""
    while True:
        shorter = next((name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix)), name)
        if shorter == name:
            return name
        name = shorter


def _stems_of(names):
    """Give the stems of two characters or more that mean one village only."""
    keys = {}
    for name, key in names.items():
        keys.setdefault(stem_of(name), set()).add(key)
    return {stem: next(iter(found)) for stem, found in keys.items() if len(stem) >= 2 and len(found) == 1}
