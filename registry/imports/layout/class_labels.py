"""The class that a title or a sheet's name speaks of."""

import re
import unicodedata

NUMERAL = "[一二三四五六七八九十]"
GRADE = f"(?:[一二三四五六七八九]|(?<![\\d一二三四五六七八九])[1-9])年级|(?:初|高){NUMERAL}|(?<!\\d)(?:20)?\\d\\d级"
ORDINAL = f"[(（\\[]?(?:\\d{{1,2}}|{NUMERAL}{{1,3}})[)）\\]]?"
# "三年级2班", "三(2)班", "2023级2班", "初一(3)班", "六2班", "302班", "三年级启明班", "学前班"
LABEL = re.compile(
    f"(?:{GRADE}){ORDINAL}班"
    f"|(?:[一二三四五六七八九]|(?<![\\d.])[1-9])[(（](?:\\d{{1,2}}|{NUMERAL}{{1,3}})[)）]班"
    f"|(?<![\\d年级])[一二三四五六七八九](?:\\d{{1,2}}|\\.\\d{{1,2}})班"
    "|(?<!\\d)[1-9]0[1-9]班|(?<!\\d)[1-9][.\\-][1-9]\\d?班"
    f"|(?:{GRADE})[^\\d\\s::,,。班主年级]{{1,4}}班(?!主任|级|子|会|干)|学前(?:[一二三大中小])?班"
)
ONLY_GRADE = re.compile(GRADE)
ONLY_CLASS = re.compile(f"^{ORDINAL}班$")
# A sheet called 301 or 三2 is a class; the same in a title could be anything.
BARE_SHEET = re.compile(
    "^(?:[1-9]0[1-9]|[一二三四五六七八九]\\d{1,2}|[1-9][.\\-][1-9]\\d?|[一二三四五六七八九][(]\\d{1,2}[)])$"
)


def class_in(text: str) -> str | None:
    """Give the one class that a text names; None when it names none, or several."""
    labels = set(LABEL.findall(_plain(text)))
    return labels.pop() if len(labels) == 1 else None


def class_of_sheet(name: str, title: str) -> str | None:
    """Give the class that a sheet's name says, helped by the grade in the title: sheet "2班" under "三年级…"."""
    name = _plain(name)
    if label := class_in(name):
        return label
    if BARE_SHEET.match(name):
        return name
    grades = set(ONLY_GRADE.findall(_plain(title)))
    return grades.pop() + name if ONLY_CLASS.match(name) and len(grades) == 1 else None


def _plain(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
