"""Sheets of rows with errors: right cells of an invented pupil, and what stands there instead."""

from demo.people import Pupil
from demo.population import population
from demo.registers.errors import Cells, Row
from demo.registers.sheets import Sheet

HEADER = (
    "序号", "姓名", "性别", "出生日期", "民族", "身份证件类型", "身份证件号", "学籍号", "年级", "班级", "学号",
    "入学年月",
    "户口所在地行政区划代码", "邮政编码", "健康状况", "残疾类型", "随班就读", "银行卡号", "现住址",
    "成员1姓名", "成员1关系", "成员1联系电话", "成员1是否监护人", "成员1身份证件号",
    "成员2姓名", "成员2关系", "成员2联系电话", "成员2是否监护人", "成员2身份证件号",
)  # fmt: skip
NUMERALS = "〇一二三四五六七八九"
SCHOOL = "qinghe"


def messy_sheet(rows: tuple[Row, ...], year: int, *, school: str = SCHOOL, grades: tuple[int, ...] = (3, 4)) -> Sheet:
    """Give a sheet with one row per error, of pupils of these grades; no two rows are of one family."""
    written: list[Cells] = []
    for number, (row, pupil) in enumerate(zip(rows, _plain_pupils(year, school, grades), strict=False), 1):
        own = _cells(pupil, number, year)
        written.append(own | row.cells(own, written[-1] if written else own))
    return Sheet("学生名单", [list(HEADER), *(list(cells.values()) for cells in written)])


def _plain_pupils(year: int, school: str, grades: tuple[int, ...]) -> list[Pupil]:
    """Give pupils with father and mother; every family and every name once."""
    found: dict[str, Pupil] = {}
    names: set[str] = set()
    for pupil in population(year)[school]:
        is_plain = pupil.left_behind == "否" and not pupil.family_situation and pupil.ethnic_group == "汉族"
        if is_plain and pupil.grade in grades and pupil.name not in names:
            names.add(pupil.name)
            found.setdefault(pupil.family[0].phone, pupil)
    return list(found.values())


def _cells(pupil: Pupil, number: int, year: int) -> Cells:
    cells: Cells = dict.fromkeys(HEADER) | {
        "序号": number,
        "姓名": pupil.name,
        "性别": pupil.sex,
        "出生日期": f"{pupil.born_on:%Y%m%d}",
        "民族": "汉族",
        "身份证件类型": "居民身份证",
        "身份证件号": pupil.id_number,
        "学籍号": f"G{pupil.id_number}",
        "年级": f"{NUMERALS[pupil.grade]}年级",
        "班级": f"{pupil.number}班",
        "学号": pupil.school_number,
        "入学年月": f"{year - pupil.grade + 1}09",
        "户口所在地行政区划代码": "379977001201",
        "邮政编码": "379977",
        "健康状况": "健康或良好",
        "残疾类型": "无残疾",
        "随班就读": "非随班就读",
        "现住址": pupil.address,
    }
    for place, adult in enumerate(pupil.family, 1):
        cells |= {
            f"成员{place}姓名": adult.name,
            f"成员{place}关系": adult.relation,
            f"成员{place}联系电话": adult.phone,
            f"成员{place}是否监护人": "是",
            f"成员{place}身份证件号": adult.id_number,
        }
    return cells
