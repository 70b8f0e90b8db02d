"""A city's own template: title rows, starred headers with line breaks, own order, an example row, empty rows below."""

from demo.people import Pupil
from demo.registers.sheets import Sheet

HEADER = (
    "序号", "★学生姓名", "★性别", "★民族", "★公民身份号码\n（文本格式）", "★出生年月日\n(YYYY-MM-DD)", "★年级", "★班级",
    "学籍号", "★家庭详细住址\n（到村居）", "户籍详细地址", "学区生/择校生", "是否留守儿童", "是否单亲", "是否独生子女",
    "监护人1姓名", "监护人1与学生关系", "监护人1手机号", "监护人2姓名", "监护人2与学生关系", "监护人2手机号", "备注",
)  # fmt: skip
EXAMPLE = (
    "例", "张三", "男", "汉族", "110101199003071234", "2019-03-07", "一年级", "1班", "G110101199003071234",
    "××镇××村1号",
    "××镇××村", "学区生", "否", "否", "是", "张某某", "父亲", "13800000000", "李某某", "母亲",
    "13900000000", "",
)  # fmt: skip
EMPTY_ROWS = 12
NUMERALS = "〇一二三四五六七八九"


def city_sheets(pupils: list[Pupil], school_name: str, year: int) -> list[Sheet]:
    """Give the template: two title rows, header, example, pupils, and rows that hold only a running number."""
    titles = [
        [f"{year}—{year + 1}学年度义务教育阶段学生基础信息采集表（市定）"],
        [f"学校（盖章）：{school_name}　　　填表人：　　　　填表日期：{year}年9月1日"],
    ]
    rows = [row_of(pupil, number) for number, pupil in enumerate(pupils, 1)]
    empty = [[number] for number in range(len(pupils) + 1, len(pupils) + EMPTY_ROWS + 1)]
    sheet = Sheet("学生信息表", [*titles, list(HEADER), list(EXAMPLE), *rows, *empty])
    sheet.title(0)
    sheet.title(1)
    return [sheet]


def row_of(pupil: Pupil, number: int) -> list:
    """Give the cells of a pupil."""
    cells = dict.fromkeys(HEADER) | {
        "序号": number,
        "★学生姓名": pupil.name,
        "★性别": pupil.sex,
        "★民族": pupil.ethnic_group.removesuffix("族"),
        HEADER[4]: pupil.id_number,
        HEADER[5]: pupil.born_on,
        "★年级": f"{NUMERALS[pupil.grade]}年级",
        "★班级": f"{pupil.number}班",
        "学籍号": f"G{pupil.id_number}" if len(pupil.id_number) == 18 else "正在办理",
        HEADER[9]: pupil.address,
        "户籍详细地址": pupil.address,
        "学区生/择校生": "学区生",
        "是否留守儿童": {"否": "否", "单亲": "单亲留守", "双亲": "双亲留守"}[pupil.left_behind],
        "是否单亲": "是" if pupil.family_situation else "否",
        "是否独生子女": "是" if pupil.is_only_child else "否",
        "备注": pupil.family_situation,
    }
    for place, adult in enumerate(pupil.family, 1):
        cells[f"监护人{place}姓名"] = adult.name
        cells[f"监护人{place}与学生关系"] = adult.relation
        cells[f"监护人{place}手机号"] = adult.phone
    cells |= pupil.cells
    return [cells[header] for header in HEADER]
