"""The columns of a staff list, and the words people write above them."""

from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from registry.imports.fields.headers import plain_header


class Column(NamedTuple):
    """label: what our pages say; header: what the template says; synonyms: what schools write."""

    code: str
    label: str
    header: str
    synonyms: str
    example: str = ""


COLUMNS = (
    Column("name", _("Name"), "姓名", "教师姓名 教师 老师 老师姓名 教职工姓名 name teacher fullname", "王小明"),
    Column("staff_number", _("Staff number"), "工号", "教工号 职工号 教师编号 教职工号 staffnumber staffno", "0012"),
    Column("sex", _("Sex"), "性别", "男女 sex gender", "男"),
    Column("phone", _("Phone"), "手机", "手机号 手机号码 联系电话 电话 联系方式 phone mobile", "13800000000"),
    Column(
        "professional_title",
        _("Professional title"),
        "职称",
        "专业技术职务 专业技术职称 专业职称 title professionaltitle rank",
        "一级教师",
    ),
    Column("subjects", _("Subjects"), "任教学科", "学科 科目 任教科目 任课学科 所教学科 subject subjects", "语文"),
    Column(
        "classes",
        _("Classes taught"),
        "任教班级",
        "任课班级 所教班级 教学班级 授课班级 class classes classestaught",
        "三（1）班、三（2）班",
    ),
    Column("groups", _("Groups"), "教研组", "所在教研组 备课组 年级组 所属教研组 group groups", "语文教研组"),
    Column(
        "leads",
        _("Class teacher of"),
        "班主任班级",
        "班主任 担任班主任班级 所带班级 任班主任 管理班级 classteacherof homeroom",
        "三（1）班",
    ),
)
LABELS = {column.code: column.label for column in COLUMNS}


@cache
def _codes():
    return {
        plain_header(word): column.code
        for column in COLUMNS
        for word in (column.code.replace("_", ""), column.header, *column.synonyms.split())
    }


def code_of(header) -> str | None:
    """Give the column that a header means; None when it means none."""
    return _codes().get(plain_header(str(header))) if header not in (None, "") else None
