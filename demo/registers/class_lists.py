"""A workbook of class lists: a sheet per class, merged title, 父亲｜母亲 over 姓名｜电话, totals and signatures."""

from itertools import groupby

from demo.people import Adult, Pupil
from demo.registers.sheets import Merge, Sheet

GROUPS = (
    "序号",
    "姓名",
    "性别",
    "出生年月",
    "身份证号",
    "家庭住址",
    "父亲",
    None,
    "母亲",
    None,
    "爷爷奶奶",
    None,
    "备注",
)
PARTS = (*[None] * 6, "姓名", "电话", "姓名", "电话", "姓名", "电话", None)
PARENTS = ("父亲", "母亲")
NUMERALS = "〇一二三四五六七八九"


def class_list_sheets(pupils: list[Pupil], school_name: str, year: int, leaders: dict | None = None) -> list[Sheet]:
    """Give a sheet per class. leaders: class teacher's name by (grade, number)."""
    return [
        _sheet(key, list(members), school_name, year, (leaders or {}).get(key, "　　"))
        for key, members in groupby(pupils, key=lambda pupil: pupil.class_key)
    ]


def _sheet(key, pupils, school_name, year, leader):
    grade, number = key
    name = f"{NUMERALS[grade]}（{number}）班"
    boys = sum(pupil.sex == "男" for pupil in pupils)
    rows = [
        [f"{school_name}{year}年秋季学期{name}学生花名册"],
        [f"班主任：{leader}　　　　　　填表日期：{year}年9月1日"],
        list(GROUPS),
        list(PARTS),
        *(_row(pupil, place) for place, pupil in enumerate(pupils, 1)),
        ["合计", f"{len(pupils)}人", f"男{boys}人", f"女{len(pupils) - boys}人"],
        ["制表人：", None, None, None, "审核人：", None, None, None, "校长签字："],
    ]
    sheet = Sheet(name, rows)
    sheet.title(0)
    sheet.title(1)
    sheet.merges += [Merge(2, column, 3, column) for column, part in enumerate(PARTS) if part is None]
    sheet.merges += [Merge(2, column, 2, column + 1) for column in (6, 8, 10)]
    return sheet


def _row(pupil: Pupil, place: int) -> list:
    cells = {
        "序号": place,
        "姓名": _spaced(pupil.name),
        "性别": pupil.sex,
        "出生年月": f"{pupil.born_on:%Y.%m}",
        "身份证号": pupil.id_number,
        "家庭住址": pupil.address.removeprefix("星禾县"),
        "备注": pupil.family_situation or None,
    } | pupil.cells
    own = [cells[header] for header in GROUPS[:6]]
    return [*own, *_pair(pupil, "父亲"), *_pair(pupil, "母亲"), *_pair(pupil, None), cells["备注"]]


def _pair(pupil: Pupil, relation: str | None) -> list:
    """Give name and phone of the father, the mother or (None) of whoever else cares; grandparents with their word."""
    adult = next((each for each in pupil.family if _is(each, relation)), None)
    if adult is None:
        return [None, None]
    return [adult.name if relation else f"{adult.name}（{adult.relation}）", adult.phone]


def _is(adult: Adult, relation):
    return adult.relation == relation if relation else adult.relation not in PARENTS


def _spaced(name: str) -> str:
    """Write a name of two characters as wide as one of three, as class teachers do."""
    return f"{name[0]}　{name[1]}" if len(name) == 2 else name
