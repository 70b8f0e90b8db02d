"""Dates in every form that registers hold."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from math import isfinite
from typing import NamedTuple

from .text import BLANK_WORDS, Doubt, plain

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(14000, 80000)  # 1938 to 2119
_YEARS = range(1900, 2101)
_SEP = r"[年月./,、。\-\s]+"
_YMD = re.compile(rf"(\d{{4}}|\d\d){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})")
_YM = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}})")
_XXY = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{4}})")
_YEAR_AND_DIGITS = re.compile(r"(\d{4})\.(\d{2})(\d{1,2})")
_TIME = re.compile(r"[T\s]+\d{1,2}[:时]\d{1,2}.*$|星期.$|周.$|\((?:阳历|公历|星期.|周.)\)")
_ENDINGS = re.compile(r"[日号生.年月\s]+$")
_CHINESE = re.compile("[〇零○一二三四五六七八九十廿卅]+")
_CHINESE_DIGITS = {**{c: str(n) for n, c in enumerate("零一二三四五六七八九")}, "〇": "0", "○": "0"}


class Partial(NamedTuple):
    """A date that is not whole or can be read in two ways: the readings, each of one to three numbers."""

    readings: tuple[tuple[int, ...], ...]
    code: str

    def fits(self, day: date) -> bool:
        return any((day.year, day.month, day.day)[: len(reading)] == reading for reading in self.readings)


def read_date(cell, today: date) -> date | Partial | Doubt | None:
    """Read a date. today: decides the century of a year of two digits.

    A number may be 20130512, an Excel serial or 2013.9; 2013.1 may stand for January or October.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if cell.__class__ in (int, float):
        return _read_number(cell, today)
    return _read_words(cell, today) if cell.__class__ is str else Doubt(None, "date-unreadable")


def _read_number(number, today):
    if not isfinite(number):
        return None
    if int(number) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(number))
    return _read_words(str(int(number)) if number == int(number) else repr(number), today)


def _read_words(text, today):
    text = plain(text)
    if text in BLANK_WORDS or not text:
        return None
    if text.isdecimal():
        return _read_digits(text, today)
    text = _TIME.sub("", text.strip("()（）"))
    text = _ENDINGS.sub("", _CHINESE.sub(_chinese_number, re.sub(_SEP, _narrow, text)))
    text = unicodedata.normalize("NFKC", text).replace("。", ".").strip()
    return _read_digits(text, today) if text.isdecimal() else _read_parts(text, today)


def _narrow(match):
    return match[0].strip() or " "


def _chinese_number(match):
    text = match[0].replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return "".join(_CHINESE_DIGITS[c] for c in text)
    return _CHINESE_DIGITS.get(tens, "1") + (_CHINESE_DIGITS.get(ones) or "0")


def _read_digits(digits, today):
    if len(digits) == 8:
        return _day(digits[:4], digits[4:6], digits[6:])
    if len(digits) == 6:
        is_month = int(digits[:4]) in _YEARS and 1 <= int(digits[4:]) <= 12
        return _months(digits[:4], digits[4:]) if is_month else _day(_year(digits[:2], today), digits[2:4], digits[4:])
    if len(digits) == 5 and int(digits) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(digits))
    if len(digits) == 4 and int(digits) in _YEARS:
        return Partial(((int(digits),),), "date-month-only")
    return Doubt(None, "date-unreadable")


def _read_parts(text, today):
    if match := _YEAR_AND_DIGITS.fullmatch(text):
        return _day(match[1], match[2], match[3].ljust(2, "0"))
    if match := _YMD.fullmatch(text):
        return _day(_year(match[1], today), match[2], match[3])
    if match := _YM.fullmatch(text):
        return _months(match[1], match[2])
    if match := _XXY.fullmatch(text):
        return _day_and_month(match[3], int(match[1]), int(match[2]))
    return Doubt(None, "date-unreadable")


def _year(digits, today):
    if len(digits) == 4:
        return digits
    year = int(digits)
    return year + (2000 if year <= today.year % 100 else 1900)


def _day(year, month, day):
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return Doubt(None, "date-impossible")
    return found if found.year in _YEARS else Doubt(None, "date-impossible")


def _months(year, month):
    year = int(year)
    if year not in _YEARS or not 1 <= int(month) <= 12:
        return Doubt(None, "date-impossible")
    months = (1, 10) if month == "1" else (int(month),)
    return Partial(tuple((year, month) for month in months), "date-month-only")


def _day_and_month(year, one, other):
    """Read 5/12/2013, which Excel writes month first and others day first."""
    if one > 12 or one == other:
        return _day(year, other, one)
    if other > 12:
        return _day(year, one, other)
    return Partial(((int(year), one, other), (int(year), other, one)), "date-ambiguous")
