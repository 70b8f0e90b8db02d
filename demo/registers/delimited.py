"""The list that an office exports as text: one header row, plain columns."""

from demo.people import Pupil
from demo.registers.sheets import Sheet

HEADER = (
    "学号", "姓名", "性别", "民族", "身份证件号", "出生日期", "班级名称", "就读方式", "是否留守儿童", "现住址",
    "联系电话",
    "成员1姓名", "成员1关系", "成员1电话", "成员1是否监护人", "成员2姓名", "成员2关系", "成员2电话", "成员2是否监护人",
)  # fmt: skip


def delimited_sheet(pupils: list[Pupil], year: int) -> Sheet:
    """Give one sheet; classes are written as 2024级2班."""
    return Sheet("学生", [list(HEADER), *(_row(pupil, year) for pupil in pupils)])


def _row(pupil: Pupil, year: int) -> list:
    entered = year - (pupil.grade - 7 if pupil.grade >= 7 else pupil.grade - 1)
    cells = dict.fromkeys(HEADER) | {
        "学号": f"{entered}{pupil.number:02d}{pupil.school_number}",
        "姓名": pupil.name,
        "性别": pupil.sex,
        "民族": pupil.ethnic_group,
        "身份证件号": pupil.id_number,
        "出生日期": pupil.born_on,
        "班级名称": f"{entered}级{pupil.number}班",
        "就读方式": "住校" if pupil.is_boarder else "走读",
        "是否留守儿童": {"否": "非留守儿童", "单亲": "单亲留守儿童", "双亲": "双亲留守儿童"}[pupil.left_behind],
        "现住址": pupil.address,
        "联系电话": pupil.family[0].phone if pupil.family else None,
    }
    for place, adult in enumerate(pupil.family, 1):
        cells[f"成员{place}姓名"] = adult.name
        cells[f"成员{place}关系"] = adult.relation
        cells[f"成员{place}电话"] = adult.phone
        cells[f"成员{place}是否监护人"] = "是" if adult.is_guardian else "否"
    cells |= pupil.cells
    return [cells[header] for header in HEADER]
