"""The national register template: 71 columns, a sheet of instructions, a hidden sheet of code tables."""

from demo.people import Adult, Pupil
from demo.registers.sheets import Sheet

TITLES = """
学校标识码 姓名 性别 出生日期 出生地行政区划代码 籍贯 民族 国籍/地区 身份证件类型 港澳台侨外 健康状况 政治面貌
身份证件号 户口性质 户口所在地行政区划代码 班级 入学年月 入学方式 就读方式 现住址 通信地址 家庭地址 联系电话 邮政编码
是否独生子女 是否受过学前教育 是否留守儿童 是否需要申请资助 是否享受一补 是否孤儿 是否烈士或优抚子女
上下学距离（公里） 上下学交通方式 是否需要乘坐校车 曾用名 身份证件有效期 血型 特长 学籍辅号 班内学号 学生来源
电子信箱 主页地址 残疾类型 是否由政府购买学位 随班就读
成员1姓名 成员1关系 成员1关系说明 成员1现住址 成员1户口所在地行政区划 成员1联系电话 成员1是否监护人
成员1身份证件类型 成员1身份证件号 成员1民族 成员1工作单位 成员1职务
成员2姓名 成员2关系 成员2关系说明 成员2现住址 成员2户口所在地行政区划 成员2联系电话 成员2是否监护人
成员2身份证件类型 成员2身份证件号 成员2民族 成员2工作单位 成员2职务
是否进城务工人员随迁子女
"""
HEADER = TITLES.split()
INSTRUCTIONS = (
    "学生信息采集模板填写说明",
    "1. 请勿修改表头，请勿增删列；标★的为必填项。",
    "2. 身份证件号请按文本格式填写；出生日期填8位数字，如20190512。",
    "3. 性别填“男”或“女”，不要填“1”或“1-男”。",
    "4. 每名学生至少填写两名家庭成员，其中至少一名为监护人。",
)
CODES = {
    "性别": ("男", "女"),
    "就读方式": ("走读", "住校"),
    "健康状况": ("健康或良好", "一般或较弱", "有慢性病", "有生理缺陷", "残疾"),
    "是否留守儿童": ("非留守儿童", "单亲留守儿童", "双亲留守儿童"),
}
ALWAYS = {
    "学校标识码": "3799770001",
    "出生地行政区划代码": "379977001000",
    "籍贯": "星禾县",
    "国籍/地区": "中国",
    "身份证件类型": "居民身份证",
    "港澳台侨外": "否",
    "健康状况": "健康或良好",
    "政治面貌": "群众",
    "户口性质": "农业户口",
    "户口所在地行政区划代码": "379977001201",
    "入学方式": "就近入学",
    "邮政编码": "379977",
    "是否受过学前教育": "是",
    "上下学距离（公里）": "2",
    "上下学交通方式": "家长自行接送",
    "学生来源": "正常入学",
    "残疾类型": "无残疾",
    "随班就读": "非随班就读",
}
NO = """
是否需要申请资助 是否享受一补 是否孤儿 是否烈士或优抚子女 是否需要乘坐校车 是否由政府购买学位
是否进城务工人员随迁子女
"""
LEFT_BEHIND = {"否": "非留守儿童", "单亲": "单亲留守儿童", "双亲": "双亲留守儿童"}
NUMERALS = "〇一二三四五六七八九"


def national_sheets(pupils: list[Pupil], year: int) -> list[Sheet]:
    """Give the three sheets of the template with one row per pupil."""
    data = Sheet("学生信息", [HEADER, *(row_of(pupil, year) for pupil in pupils)])
    data.lists = {HEADER.index(header): words for header, words in CODES.items()}
    codes = [list(CODES), *map(list, zip(*(_padded(words) for words in CODES.values()), strict=True))]
    return [
        Sheet("填表说明", [[line] for line in INSTRUCTIONS]),
        data,
        Sheet("代码表", codes, is_hidden=True),
    ]


def row_of(pupil: Pupil, year: int) -> list:
    """Give the 71 cells of a pupil."""
    cells = (
        ALWAYS
        | dict.fromkeys(NO.split(), "否")
        | {
            "姓名": pupil.name,
            "性别": pupil.sex,
            "出生日期": f"{pupil.born_on:%Y%m%d}",
            "民族": pupil.ethnic_group,
            "身份证件号": pupil.id_number,
            "班级": f"{NUMERALS[pupil.grade]}年级{pupil.number}班",
            "入学年月": f"{year - (pupil.grade - 1) % 6}09",
            "就读方式": "住校" if pupil.is_boarder else "走读",
            "现住址": pupil.address,
            "通信地址": pupil.address,
            "家庭地址": pupil.address,
            "联系电话": pupil.family[0].phone if pupil.family else None,
            "是否独生子女": "是" if pupil.is_only_child else "否",
            "是否留守儿童": LEFT_BEHIND[pupil.left_behind],
            "班内学号": pupil.school_number,
        }
    )
    for number, adult in enumerate(pupil.family, 1):
        cells |= {f"成员{number}{part}": value for part, value in _member(adult, pupil).items()}
    cells |= pupil.cells
    return [cells.get(header) for header in HEADER]


def _member(adult: Adult, pupil: Pupil) -> dict[str, str]:
    return {
        "姓名": adult.name,
        "关系": {"爷爷": "祖父", "奶奶": "祖母"}.get(adult.relation, adult.relation),
        "现住址": pupil.address,
        "户口所在地行政区划": "379977001201",
        "联系电话": adult.phone,
        "是否监护人": "是" if adult.is_guardian else "否",
        "身份证件类型": "居民身份证",
        "身份证件号": adult.id_number,
        "民族": pupil.ethnic_group,
        "工作单位": adult.workplace,
    }


def _padded(words, length=5):
    return [*words, *[None] * (length - len(words))]
