"""One of each kind of error that a register can hold, and what the importer must say of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from demo.numbers import AREA
from registry.id_numbers import check_character

Cells = dict[str, Any]
WIDE = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789X"}


@dataclass(frozen=True)
class Row:
    """A row with a fault. cells: gives what stands in it instead, from its right cells and those of the row above.

    codes: what the importer must say of the row, and nothing else.
    """

    fault: str
    cells: Callable[[Cells, Cells], Cells]
    codes: tuple[str, ...] = ()


def _with(**cells: Any) -> Callable[[Cells, Cells], Cells]:
    return lambda own, above: cells


def _id(change: Callable[[str], Any]) -> Callable[[Cells, Cells], Cells]:
    return lambda own, above: {"身份证件号": change(own["身份证件号"])}


def _above(*headers: str) -> Callable[[Cells, Cells], Cells]:
    return lambda own, above: {header: above[header] for header in headers}


def _nameless(**cells: Any) -> Callable[[Cells, Cells], Cells]:
    """Leave out every number that would say who the pupil is."""
    return _with(**{"身份证件类型": None, "身份证件号": None, "学籍号": None, **cells})


def _right(first: str) -> str:
    return first + check_character(first)


def _wrong(number: str) -> str:
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def _grown_up(own: Cells, above: Cells) -> Cells:
    return {"身份证件号": _right(f"{AREA}19860504801"), "出生日期": "19860504", "性别": "男"}


def _ending_in_zeros(own: Cells, above: Cells) -> Cells:
    """Find a girl's number whose check character is 0 after a sequence of 800."""
    days = (date(2018, 1, 1) + timedelta(days=n) for n in range(365))
    day = next(day for day in days if check_character(f"{AREA}{day:%Y%m%d}800") == "0")
    return {"身份证件号": f"{AREA}{day:%Y%m%d}8000", "出生日期": f"{day:%Y%m%d}", "性别": "女"}


RIGHT = Row("nothing is wrong", _with())

MENDED = (
    RIGHT,
    Row("blanks in the name", lambda own, above: {"姓名": f" {own['姓名'][0]}　{own['姓名'][1:]} "}),
    Row("an apostrophe before the ID number", _id(lambda number: "'" + number)),
    Row("full-width digits", _id(lambda number: number.translate(WIDE))),
    Row("codes with words", lambda own, above: {"性别": "1-男" if own["性别"] == "男" else "2-女", "民族": "01-汉族"}),
    Row("a date in words", lambda own, above: {"出生日期": "{}{}{}{}年{}{}月{}{}日".format(*own["出生日期"])}),
    Row("a month without day", lambda own, above: {"出生日期": "{}{}{}{}.{}{}".format(*own["出生日期"])}),
    Row(
        "class and grade in one cell",
        lambda own, above: {"年级": None, "班级": f"{own['年级'][0]}({own['班级'][0]})班"},
    ),
    Row("several phones in a cell", _with(成员1联系电话="154-0000-9901/15400009902")),
    Row("relations in everyday words", _with(成员1关系="爸爸", 成员2关系="妈妈")),
)

LEFT_OUT = (
    Row("no name", _with(姓名=None), ("name-missing",)),
    Row("a number for a name", _with(姓名="12345"), ("name-not-a-name",)),
    Row("Excel has rounded the ID number", _id(lambda number: float(number[:15] + "000")), ("id-rounded",)),
    Row("the check character is wrong", _id(_wrong), ("id-check-digit",)),
    Row("a digit of the ID number is missing", _id(lambda number: number[:-1]), ("id-length",)),
    Row("an ID number of fifteen digits", _id(lambda number: number[:6] + number[8:17]), ("id-old",)),
    Row("a letter O for a zero", _id(lambda number: number[:10] + "O" + number[11:]), ("id-characters",)),
    Row("an area of no province", _id(lambda number: _right("99" + number[2:17])), ("id-area",)),
    Row("the 31st of February", _id(lambda number: _right(f"{number[:10]}0231{number[14:17]}")), ("id-date",)),
    Row("signs in a passport number", _with(身份证件类型="护照", 身份证件号="E12#45"), ("id-document",)),
    Row(
        "sex and ID number disagree",
        lambda own, above: {"性别": "女" if own["性别"] == "男" else "男"},
        ("sex-conflict",),
    ),
    Row("birth date and ID number disagree", _with(出生日期="20100101"), ("born-conflict",)),
    Row("a birth date of no calendar", _nameless(出生日期="20180231"), ("date-impossible",)),
    Row("born in the future", _nameless(出生日期="20300101", 入学年月=None), ("date-future",)),
    Row("a parent's ID number", _grown_up, ("born-implausible",)),
    Row("Excel has rounded the student number", _with(学籍号=3.79977201805128e17), ("national-number-rounded",)),
    Row("no class", _with(年级=None, 班级=None), ("class-missing",)),
    Row("a class with a name of its own", _with(年级=None, 班级="启明星班"), ("class-unknown",)),
    Row("a class without a grade", _with(年级=None, 班级="2班"), ("class-grade-missing",)),
    Row("a grade of another stage", _with(年级=None, 班级="七年级1班"), ("class-other-stage",)),
    Row("grade and class disagree", _with(年级="二年级", 班级="五（1）班"), ("class-grade-conflict",)),
    Row("right, but the next row has its ID number", _with(), ("duplicate-id",)),
    Row("the ID number of the row above", _above("身份证件号", "出生日期", "性别"), ("duplicate-id",)),
    Row("right, but the next row has its student number", _with(), ("duplicate-national-number",)),
    Row("the student number of the row above", _above("学籍号"), ("duplicate-national-number",)),
    RIGHT,
    Row("the pupil of the row above again", lambda own, above: above, ("duplicate-row",)),
)

DOUBTFUL = (
    Row("the ID number is on its way", _with(身份证件号="正在办理", 学籍号="正在办理"), ("id-pending",)),
    Row("the ID number is blank", _with(身份证件号=None, 学籍号=None), ("id-missing",)),
    Row("the ID number ends in 000", _ending_in_zeros, ("id-maybe-rounded",)),
    Row("a lost character in the name", lambda own, above: {"姓名": own["姓名"][0] + "?"}, ("name-unreadable",)),
    Row("a digit in the name", lambda own, above: {"姓名": own["姓名"] + "2"}, ("name-odd",)),
    Row("a name of one character", lambda own, above: {"姓名": own["姓名"][0]}, ("name-length",)),
    Row("a date that is none", _nameless(出生日期="龙年腊月"), ("date-unreadable",)),
    Row("a month and no ID number", _nameless(出生日期="2018.9"), ("date-month-only",)),
    Row("a date that reads two ways", _nameless(出生日期="5/6/2018"), ("date-ambiguous",)),
    Row("a sex that is none", _with(性别="？"), ("sex-unknown",)),
    Row("an ethnic group that is none", _with(民族="天狼星族"), ("value-unknown",)),
    Row("a postcode of five digits", _with(邮政编码="37997"), ("value-shape",)),
    Row("an error of the spreadsheet", _with(健康状况="#REF!"), ("cell-error",)),
    Row("Excel has rounded the bank account", _with(银行卡号=6.2284801234567e18), ("number-rounded",)),
    Row("a baby entered school", _with(入学年月="201809"), ("entered-implausible",)),
    Row("a student number of another shape", _with(学籍号="G1234567"), ("national-number-odd",)),
    Row("a phone number with a digit too few", _with(成员1联系电话="1540000123"), ("phone-wrong",)),
    Row("a grade for a class", _with(年级=None, 班级="六年级"), ("class-number-assumed",)),
    Row("a village that is not on the list", _with(现住址="星禾县清禾镇蒲公英村8号"), ("village-not-found",)),
    Row("a relation that nobody knows", _with(成员2关系="干妈"), ("relation-unknown",)),
    Row("a family member without a name", _with(成员2姓名=None), ("member-without-name", "family-short")),
    Row(
        "a wrong ID number in the family",
        lambda own, above: {"成员1身份证件号": _wrong(own["成员1身份证件号"])},
        ("member-id-wrong",),
    ),
    Row("one family member", _with(成员2姓名=None, 成员2联系电话=None, 成员2身份证件号=None), ("family-short",)),
    Row("nobody is guardian", _with(成员1是否监护人="否", 成员2是否监护人="否"), ("family-no-guardian",)),
    Row(
        "no ID number in the whole family",
        _nameless(成员1身份证件号=None, 成员2身份证件号=None),
        ("family-id-missing",),
    ),
    Row("two kinds of disability", _with(残疾类型="听力残疾", 随班就读="智力残疾随班就读"), ("inclusive-disability",)),
    Row("no code of the household", _with(户口所在地行政区划代码=None), ("household-code-missing",)),
    Row("the number of the row above", _above("学号", "年级", "班级"), ("duplicate-school-number",)),
    RIGHT,
    Row(
        "the name of the row above and no number",
        lambda own, above: _nameless(**_above("姓名", "年级", "班级")(own, above), 出生日期=None)(own, above),
        ("duplicate-maybe",),
    ),
    Row("the phone of the row above, under another name", _above("成员1联系电话"), ("guardian-same-phone",)),
    Row("a parent of the row above, with another phone", _above("成员1姓名", "现住址"), ("guardian-same-name",)),
)
