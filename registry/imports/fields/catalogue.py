"""The pupil's columns and the parts of a family member's column group.

The order is that of the national register template; what schools add stands below it.
The national list is no longer final (rule of 3 January 2025): add a line here, nothing else.
"""

from functools import cache
from typing import NamedTuple


class Field(NamedTuple):
    """One column of a pupil.

    kind: how a cell is cleaned (`text`, `number_text`, `code`, `yes_no`, `distance`, `postcode`, `ignored`,
    or `own` for a field with a cleaner of its own). is_sensitive: shown only where a feature needs it
    (L-05, L-07).
    """

    code: str
    header: str
    synonyms: tuple[str, ...]
    kind: str
    is_sensitive: bool


class MemberPart(NamedTuple):
    """One column of a family member: part of the field code, and the words after 父亲, 成员1 …"""

    code: str
    words: tuple[str, ...]
    is_sensitive: bool


def _f(code, header, synonyms="", *, kind="text", is_sensitive=False):
    return Field(code, header, tuple(synonyms.split()), kind, is_sensitive)


def _m(code, words, *, is_sensitive=False):
    return MemberPart(code, tuple(words.split()), is_sensitive)


NATIONAL_TEMPLATE = (
    _f("school_code", "学校标识码", "学校机构标识码 学校代码", kind="number_text"),
    _f("name", "姓名", "名字 学生 学生名字 中文姓名 name studentname", kind="own"),
    _f("sex", "性别", "男女 sex gender", kind="own"),
    _f("born_on", "出生日期", "出生年月日 出生年月 出生时间 生日 出生 birthday dateofbirth", kind="own"),
    _f(
        "birthplace_code",
        "出生地行政区划代码",
        "出生地 出生地行政区划 出生地区划代码 出生地代码",
        kind="number_text",
    ),
    _f("native_place", "籍贯"),
    _f("ethnic_group", "民族", "族别", kind="own"),
    _f("nationality", "国籍/地区", "国籍 国籍地区 国籍或地区", kind="own"),
    _f("id_type", "身份证件类型", "证件类型 身份证类型 证件类别 身份证件类别", kind="own"),
    _f("overseas_status", "港澳台侨外", "港澳台侨 港澳台侨外类型", kind="code"),
    _f("health", "健康状况", "身体状况 健康情况 身体健康状况", kind="code", is_sensitive=True),
    _f("political_status", "政治面貌", kind="code"),
    _f(
        "id_number",
        "身份证件号",
        "身份证号 身份证号码 证件号码 证件号 身份证件号码 身份证 身份号码 公民身份号码 公民身份证号 "
        "居民身份证号 居民身份证号码 身份证号吗 idnumber",
        kind="own",
        is_sensitive=True,
    ),
    _f("household_kind", "户口性质", "户口类别 户口类型 户籍性质 户籍类型", kind="code"),
    _f(
        "household_code",
        "户口所在地行政区划代码",
        "户口所在地行政区划 户口所在地 户口所在地区划代码 户籍所在地 户籍所在地行政区划代码 户籍行政区划",
        kind="number_text",
    ),
    _f(
        "class_name",
        "班级",
        "班级名称 所在班级 班别 班 年级班级 年班 所属班级 就读班级 行政班 年级/班级 class",
        kind="own",
    ),
    _f("entered_on", "入学年月", "入学时间 入学日期 入校时间 入校年月 入学年份", kind="own"),
    _f("entry_way", "入学方式", kind="code"),
    _f(
        "boarding",
        "就读方式",
        "是否住校 住校 是否寄宿 寄宿 是否住宿 住宿 走读住校 住宿情况 就读形式",
        kind="own",
    ),
    _f(
        "address",
        "现住址",
        "现住地址 现居住地 现居住地址 居住地址 居住地 住址 现在住址 实际居住地 实际居住地址 现家庭住址 常住地址",
        kind="own",
    ),
    _f("mail_address", "通信地址", "通讯地址 联系地址 邮寄地址"),
    _f(
        "home_address",
        "家庭地址",
        "家庭住址 家庭详细地址 家庭详细住址 家庭居住地 家庭所在地 地址 详细地址 详细住址",
        kind="own",
    ),
    _f(
        "phone",
        "联系电话",
        "电话 手机 手机号 手机号码 电话号码 联系方式 联系手机 家庭电话 联系电话号码 phone mobile",
        kind="own",
    ),
    _f("postcode", "邮政编码", "邮编", kind="postcode"),
    _f("only_child", "是否独生子女", "独生子女", kind="yes_no"),
    _f("preschool", "是否受过学前教育", "受过学前教育 学前教育", kind="yes_no"),
    _f(
        "left_behind",
        "是否留守儿童",
        "留守儿童 留守情况 是否留守 留守 留守儿童情况",
        kind="own",
        is_sensitive=True,
    ),
    _f("aid_applied", "是否需要申请资助", "需要申请资助 申请资助", kind="yes_no", is_sensitive=True),
    _f("aid_received", "是否享受一补", "享受一补 一补", kind="yes_no", is_sensitive=True),
    _f("orphan", "是否孤儿", "孤儿", kind="yes_no", is_sensitive=True),
    _f(
        "martyr_child",
        "是否烈士或优抚子女",
        "烈士或优抚子女 是否烈士优抚子女 烈士优抚子女",
        kind="yes_no",
        is_sensitive=True,
    ),
    _f("distance_km", "上下学距离（公里）", "上下学距离 上学距离 家校距离 离校距离", kind="distance"),
    _f("transport", "上下学交通方式", "上下学方式 上学方式 交通方式 上学交通方式", kind="code"),
    _f("needs_school_bus", "是否需要乘坐校车", "需要乘坐校车 是否乘坐校车 乘坐校车", kind="yes_no"),
    _f("former_name", "曾用名", kind="own"),
    _f("id_valid", "身份证件有效期", "证件有效期 身份证有效期"),
    _f("blood_type", "血型", kind="code", is_sensitive=True),
    _f("talent", "特长", "爱好特长 兴趣特长"),
    _f("auxiliary_number", "学籍辅号", "学籍副号 学籍附号 省学籍号 省学籍辅号", kind="own"),
    _f("school_number", "班内学号", "学号 校内学号 座号 班内序号", kind="own"),
    _f("origin", "学生来源", "生源", kind="code"),
    _f("email", "电子信箱", "电子邮箱 邮箱 电子邮件 email e-mail"),
    _f("homepage", "主页地址", "个人主页"),
    _f("disability", "残疾类型", "残疾人类型 残疾类别 残疾情况", kind="code", is_sensitive=True),
    _f("purchased_place", "是否由政府购买学位", "政府购买学位 是否政府购买学位", kind="yes_no"),
    _f("inclusive", "随班就读", "是否随班就读", kind="code", is_sensitive=True),
    _f(
        "migrant_child",
        "是否进城务工人员随迁子女",
        "进城务工人员随迁子女 随迁子女 是否随迁子女",
        kind="yes_no",
    ),
)

ADDED_BY_SCHOOLS = (
    _f("grade", "年级", "所在年级 就读年级 级", kind="own"),
    _f(
        "national_number",
        "学籍号",
        "全国学籍号 学籍号码 国网学籍号 全国学籍号码 学籍编号 全国统一学籍号 国家学籍号",
        kind="own",
        is_sensitive=True,
    ),
    _f("name_pinyin", "姓名拼音", "拼音"),
    _f(
        "village",
        "村",
        "村庄 村名 所在村 所属村 行政村 自然村 村居 村居委会 村/居 村社区 社区 居委会 村委会 所在村居 "
        "所属村居 所在村庄 所在社区 所属社区 户籍村 家庭所在村 居住村 村居名称 村屯",
        kind="own",
    ),
    _f("household_address", "户籍详细地址", "户籍地址 户口地址 户口所在地详细地址 户籍住址 户籍地"),
    _f("class_teacher", "班主任", "班主任姓名"),
    _f(
        "low_income",
        "是否低保",
        "低保 是否低保户 低保户 是否建档立卡 建档立卡 是否建档立卡户 是否低保/建档立卡 是否贫困 "
        "贫困户 是否贫困户 是否脱贫户 家庭经济困难",
        kind="yes_no",
        is_sensitive=True,
    ),
    _f("kinship", "血缘关系"),
    _f("allergies", "过敏史", "过敏情况 过敏药物", is_sensitive=True),
    _f("illness", "病史", "既往病史 疾病史 特异体质 特殊体质 特殊疾病", is_sensitive=True),
    _f("single_parent", "是否单亲", "单亲 单亲家庭 是否单亲家庭", kind="yes_no", is_sensitive=True),
    _f("family_situation", "家庭情况", "家庭状况 家庭类型", is_sensitive=True),
    _f("student_status", "学籍状态", "学生状态 在籍状态", kind="code"),
    _f("enrolment_kind", "学区生/择校生", "学生类别 学区生 是否学区生 择校生"),
    _f("campus", "校区", "教学点 所在校区"),
    _f("dormitory", "宿舍", "宿舍号 寝室 寝室号"),
    _f("householder", "户主", "户主姓名"),
    _f("householder_relation", "与户主关系"),
    _f("bank_account", "银行卡号", "银行账号 社保卡号", kind="number_text", is_sensitive=True),
    _f("remark", "备注", "说明 其他 备注说明"),
    _f("serial", "序号", "编号 序 号 顺序号 no no. 行号 人数序号", kind="ignored"),
    _f("age", "年龄", "周岁 实足年龄", kind="ignored"),
    _f("school_name", "学校", "学校名称 就读学校 所在学校", kind="ignored"),
    _f("signature", "签名", "家长签名 家长签字 签字", kind="ignored"),
)

FIELDS = NATIONAL_TEMPLATE + ADDED_BY_SCHOOLS

MEMBER_PARTS = (
    _m("name", "姓名 名字 名称 名"),
    _m(
        "relation",
        "关系 与学生关系 与学生的关系 与本人关系 与孩子关系 与该生关系 与被监护人关系 称谓 称呼 与监护人关系",
    ),
    _m("relation_note", "关系说明 与学生关系说明"),
    _m("address", "现住址 现住地址 住址 家庭住址 地址 家庭地址 居住地址"),
    _m("household_code", "户口所在地行政区划 户口所在地行政区划代码 户口所在地 户籍所在地 户籍地址"),
    _m("phone", "联系电话 电话 手机 手机号 手机号码 电话号码 联系方式 联系手机 联系电话号码 移动电话"),
    _m("is_guardian", "是否监护人 监护人 是否为监护人 是否法定监护人"),
    _m("id_type", "身份证件类型 证件类型 身份证类型"),
    _m(
        "id_number",
        "身份证件号 身份证号 身份证号码 证件号码 证件号 身份证件号码 身份证 公民身份号码",
        is_sensitive=True,
    ),
    _m("ethnic_group", "民族"),
    _m("workplace", "工作单位 单位 工作地点 务工地点 工作单位及职务 单位及职务 工作单位职务"),
    _m("job", "职务 职业 岗位 工作"),
    _m("education", "文化程度 学历 文化水平"),
    _m("political_status", "政治面貌"),
    _m("wechat", "微信 微信号"),
)


@cache
def _by_code():
    return {item.code: item for item in FIELDS}


def field(code: str) -> Field | None:
    """Give the pupil field of this code; None for a family member's field or an unknown code."""
    return _by_code().get(code)
