import pytest

from registry.imports.fields import FIELDS, field, find_field, find_member_field, split_member_field


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("★学生 姓名：", "name"),
        ("姓  名", "name"),
        ("姓名\n(必填)", "name"),
        ("１．姓名", "name"),
        ("①姓名", "name"),
        ("\ufeff*性别（男/女）", "sex"),
        ("出生日期\r\n（格式：20130512）", "born_on"),
        ("（必填）民族", "ethnic_group"),
        ("学校（机构）标识码", "school_code"),
        ("国籍/地区 ★", "nationality"),
        ("上下学距离（公里）", "distance_km"),
        ("学生身份证号码", "id_number"),
        ("联系电话2", "phone"),
        ("No.", "serial"),
        ("是否低保/建档立卡", "low_income"),
        ("成员1是否监护人", "member1_is_guardian"),
        ("父亲", "father_name"),
        ("家长姓名", "parent1_name"),
        ("母亲联系电话", "mother_phone"),
        ("紧急联系人", "emergency_name"),
        ("与学生关系", "parent1_relation"),
        ("成绩", None),
        ("", None),
    ],
)
def test_a_header_is_found_however_it_is_written(header, code):
    assert find_field(header) == code


@pytest.mark.parametrize(
    ("group", "header", "code"),
    [
        ("父亲", "电话", "father_phone"),
        ("父", "姓名", "father_name"),
        ("父亲信息", "工作单位", "father_workplace"),
        ("成员1", "姓名", "member1_name"),
        ("家庭成员（二）", "电话", "member2_phone"),
        ("监护人2", "身份证件号", "guardian2_id_number"),
        ("第一监护人", "姓名", "guardian1_name"),
        ("家庭信息", "成员1姓名", "member1_name"),
        ("监护人", "与学生关系", "guardian1_relation"),
        ("监护人1电话", "", "guardian1_phone"),
        ("父亲", "父亲", "father_name"),
        ("基本信息", "姓名", None),
        ("学生信息", "关系", None),
        ("", "联系电话", None),
    ],
)
def test_a_member_is_found_from_group_and_header(group, header, code):
    assert find_member_field(group, header) == code


@pytest.mark.parametrize("item", FIELDS, ids=lambda item: item.code)
def test_every_field_is_found_by_all_its_own_words(item):
    assert {find_field(word) for word in (item.header, *item.synonyms)} == {item.code}


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("member1_id_number", ("member1", "id_number")),
        ("maternal_grandfather_name", ("maternal_grandfather", "name")),
        ("parent1_relation_note", ("parent1", "relation_note")),
        ("id_number", None),
        ("former_name", None),
    ],
)
def test_a_member_field_splits_into_slot_and_part(code, parts):
    assert split_member_field(code) == parts


def test_the_national_template_stands_in_full():
    members = [f"member{n}_{part}" for n in (1, 2) for part in range(12)]
    assert len(FIELDS[: FIELDS.index(field("grade"))]) + len(members) == 71


def test_health_and_family_situation_are_sensitive():
    codes = {"health", "disability", "inclusive", "left_behind", "orphan", "low_income", "aid_applied"}
    assert all(field(code).is_sensitive for code in codes)
