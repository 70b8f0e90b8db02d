"""Weekdays, periods, clock times, odd and even weeks as people write them in a timetable."""

import re
import unicodedata
from datetime import time

from registry.timetables.rules import EVEN, EVERY, ODD

_CHINESE = {char: number for number, char in enumerate("一二三四五六七八九十", 1)}
_DAYS = {char: number for number, char in enumerate("一二三四五六日", 1)} | {"天": 7}
_ENGLISH = {word: number for number, word in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1)}
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_ENGLISH_DAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?", re.IGNORECASE)
_NUMBER = r"(\d{1,2}|十[一二三四五]?|[一二三四五六七八九])"
_PERIOD = re.compile(rf"第?{_NUMBER}节课?")
_BARE = re.compile(rf"第?{_NUMBER}")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?:[-–—~至到]+)(\d{1,2})[:.](\d\d)")
_WEEKS = {
    ODD: {"单", "单周", "odd", "oddweeks"},
    EVEN: {"双", "双周", "even", "evenweeks"},
    EVERY: {"", "全", "每周", "单双周", "单双", "every", "everyweek", "-", "无"},
}


def plain(value) -> str:
    """Give a cell's text with half-width signs; line breaks stay."""
    if value is None or isinstance(value, bool):
        return ""
    text = unicodedata.normalize("NFKC", str(value)).replace("\u200b", "").replace("\ufeff", "")
    return text.replace("～", "~").strip()


def squeezed(value) -> str:
    """Give a cell's text without any blanks."""
    return re.sub(r"\s", "", plain(value))


def read_weekday(value, *, bare: bool = False) -> int | None:
    """Read 星期一, 周一 or Monday as 1; with `bare` also 一 and 1."""
    text = squeezed(value)
    if match := _WEEKDAY.fullmatch(text):
        return _DAYS[match[1]]
    if match := _ENGLISH_DAY.fullmatch(text):
        return _ENGLISH[match[1].lower()]
    if bare and text in _DAYS:
        return _DAYS[text]
    return int(text) if bare and text in set("1234567") else None


def read_period(value, *, bare: bool = False) -> int | None:
    """Read 第3节, also with clock times beside it, as 3; with `bare` also 3 and 三."""
    text = _CLOCK.sub("", squeezed(value)).replace("()", "")
    match = _PERIOD.search(text) or (_BARE.fullmatch(text) if bare else None)
    return _integer(match[1]) if match else None


def read_periods(value) -> list[int]:
    """Read the periods of a list's cell: 3, 第3节, 1-2, 1,2."""
    text = re.sub(r"[第节课]", "", squeezed(value))
    parts = [_integer(part) for part in re.split(r"[-~、,,;/至]", text) if part]
    if not parts or None in parts:
        return []
    if len(parts) == 2 and re.search(r"[-~至]", text):
        return list(range(parts[0], parts[1] + 1))
    return parts


def read_hours(value) -> tuple[time, time] | None:
    """Read 8:00-8:40; None when there are no clock times, or impossible ones."""
    match = _CLOCK.search(squeezed(value))
    try:
        begins, ends = (time(int(match[i]), int(match[i + 1])) for i in (1, 3)) if match else (None, None)
    except ValueError:
        return None
    return (begins, ends) if begins and begins < ends else None


def read_weeks(value) -> str | None:
    """Read 单周, 双 or nothing (every week); None for anything else."""
    text = squeezed(value).strip("()").lower()
    return next((weeks for weeks, words in _WEEKS.items() if text in words), None)


def _integer(text):
    if text.isdecimal():
        return int(text)
    if text[0] == "十" and len(text) == 2:
        return 10 + _CHINESE.get(text[1], 0)
    return _CHINESE.get(text)
