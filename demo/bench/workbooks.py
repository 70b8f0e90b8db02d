"""Invented registers for the benchmark: about 25 columns with two guardians a row, or the national 71 columns."""

import io
import random
from datetime import date, timedelta

from openpyxl import Workbook

from registry.id_numbers import CHECK_CHARACTERS, WEIGHTS
from registry.imports.fields.catalogue import NATIONAL_TEMPLATE

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍鹏飞宇浩然子轩梓涵欣怡雨桐思远佳琪俊熙诗琪博文"
VILLAGES = [f"{a}{b}村" for a in "东西南北上下大小" for b in ("石桥", "杨家", "柳林", "河湾", "王庄")]

HEADER = (
    "序号",
    "姓名",
    "性别",
    "出生日期",
    "民族",
    "身份证件类型",
    "身份证件号",
    "全国学籍号",
    "班级",
    "班内学号",
    "入学年月",
    "就读方式",
    "现住址",
    "联系电话",
    "是否独生子女",
    "是否留守儿童",
    "健康状况",
    "成员1姓名",
    "成员1关系",
    "成员1联系电话",
    "成员1是否监护人",
    "成员2姓名",
    "成员2关系",
    "成员2联系电话",
    "成员2工作单位",
)


def register_workbook(rows: int, *, seed: int = 1, template: bool = False) -> bytes:
    """Give an .xlsx of invented pupils of a primary school; the same seed gives the same file."""
    rng = random.Random(seed)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("学生信息")
    header = national_header() if template else HEADER
    sheet.append(header)
    for number in range(rows):
        pupil = dict(zip(HEADER, _pupil(rng, number), strict=True))
        sheet.append([pupil.get(title, FILLED.get(title, "")) for title in header])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


FILLED = {
    "国籍/地区": "中国",
    "港澳台侨外": "否",
    "政治面貌": "群众",
    "户口性质": "农业户口",
    "入学方式": "就近入学",
    "是否孤儿": "否",
    "成员1户口所在地行政区划": "370102001001",
    "成员2民族": "汉族",
    "是否需要乘坐校车": "否",
}


def national_header() -> list[str]:
    """Give the 71 headers of the national template."""
    parts = (
        "姓名 关系 关系说明 现住址 户口所在地行政区划 联系电话 是否监护人 身份证件类型 身份证件号 民族 工作单位 职务"
    )
    own = [field.header for field in NATIONAL_TEMPLATE]
    members = [f"成员{n}{part}" for n in (1, 2) for part in parts.split()]
    return [*own[:-1], *members, own[-1]]


def id_number(born_on: date, sequence: int, area: str = "370102") -> str:
    """Make a number with a right check character (GB 11643-1999)."""
    first = f"{area}{born_on:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return first + CHECK_CHARACTERS[total % 11]


def _name(rng, length=2):
    return rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=length))


def _pupil(rng, number):
    grade, place = number % 6 + 1, number // 6 % 90 + 1
    born_on = date(2020 - grade, 1, 1) + timedelta(days=rng.randrange(365))
    sequence, area = number % 1000, f"3701{number // 1000 % 80 + 10:02d}"
    own = id_number(born_on, sequence, area)
    surname = rng.choice(SURNAMES)
    given = "".join(rng.choices(GIVEN, k=2))
    return (
        number + 1,
        surname + given,
        "男" if sequence % 2 else "女",
        born_on.strftime("%Y%m%d"),
        "汉族",
        "居民身份证",
        own,
        "G" + own,
        f"{grade}年级{place}班",
        f"{number // 540 + 1:02d}",
        f"{2026 - grade + 1}09",
        "走读",
        f"清河镇{rng.choice(VILLAGES)}{rng.randrange(1, 400)}号",
        f"138{number:08d}",
        "否",
        "非留守儿童",
        "健康或良好",
        f"{surname}{rng.choice(GIVEN)}平",
        "父亲",
        f"139{number:08d}",
        "是",
        _name(rng),
        "母亲",
        f"137{number:08d}",
        "清河镇服务站",
    )
