import pytest

from registry.imports.cleaning.members import MemberName, read_member_id, read_member_name
from registry.imports.cleaning.text import Doubt

from .factories import clean, found, id_number

ONE, TWO = "13800000000", "13900000001"


def people(result):
    return [(row.row, row.position, row.name, row.relation, row.phone) for row in result.guardians]


def test_father_and_mother_columns_make_guardians():
    columns = {
        "父亲姓名": ["王大", None],
        "父亲电话": [ONE, None],
        "母亲": ["李梅", "赵兰"],
        "母亲联系电话": [TWO, None],
    }
    result = clean(columns)
    assert people(result) == [(0, 1, "王大", "51", ONE), (0, 2, "李梅", "52", TWO), (1, 1, "赵兰", "52", None)]
    assert found(result) == []


def test_template_members_bring_relation_mark_and_details():
    result = clean(
        {
            "成员1姓名": ["王大"],
            "成员1关系": ["父亲"],
            "成员1是否监护人": ["是"],
            "成员1联系电话": [13800000000.0],
            "成员1身份证件类型": ["居民身份证"],
            "成员1身份证件号": [id_number("19850101", 1)],
            "成员1民族": ["汉"],
            "成员1工作单位": ["务农"],
            "成员2姓名": ["赵奶奶"],
            "成员2关系": ["其他"],
            "成员2关系说明": ["姑奶奶"],
            "成员2是否监护人": ["否"],
        }
    )
    father, aunt = result.guardians
    assert father[4:] == (
        None, ONE, (ONE,), True, "1", id_number("19850101", 1), {"ethnic_group": "01", "workplace": "务农"}
    )  # fmt: skip
    assert (aunt.relation, aunt.relation_note, aunt.is_guardian) == ("97", "姑奶奶", False)
    assert found(result) == []


def test_a_guardian_column_says_that_the_person_is_guardian():
    result = clean({"监护人": ["王大"], "监护人关系": ["爷爷"], "监护人电话": [ONE]})
    assert (people(result), result.guardians[0].is_guardian) == ([(0, 1, "王大", "61", ONE)], True)


def test_a_column_of_grandparents_takes_the_relation_from_the_name_cell():
    result = clean({"爷爷/奶奶": ["刘桂花（奶奶）", "王守田"], "爷爷/奶奶电话": [ONE, TWO]})
    assert people(result) == [(0, 1, "刘桂花", "62", ONE), (1, 1, "王守田", None, TWO)]


def test_the_pupils_phone_is_that_of_the_only_parent_named():
    result = clean({"家长姓名": ["王大"], "与学生关系": ["父女"], "联系电话": [ONE]})
    assert people(result) == [(0, 1, "王大", "51", ONE)]
    assert result.columns["phone"] == [ONE]


def test_a_lonely_relation_belongs_to_the_only_person():
    result = clean({"监护人姓名": ["王大"], "关系": ["母子"]})
    assert people(result) == [(0, 1, "王大", "52", None)]


def test_equal_members_are_one():
    columns = {
        "父亲姓名": ["王大"],
        "父亲电话": [ONE],
        "母亲姓名": ["李梅"],
        "紧急联系人": ["王大"],
        "紧急联系电话": [f"{ONE}/{TWO}"],
    }
    result = clean(columns)
    assert [(row.position, row.name, row.phones) for row in result.guardians] == [
        (1, "王大", (ONE, TWO)),
        (2, "李梅", ()),
    ]
    assert result.guardians[0].details == {"is_emergency": True}


def test_two_people_of_one_name_with_different_phones_stay_two():
    columns = {"父亲姓名": ["王大"], "父亲电话": [ONE], "紧急联系人": ["王大"], "紧急联系电话": [TWO]}
    assert [row.position for row in clean(columns).guardians] == [1, 2]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("张伟", "张伟"),
        ("张　伟", "张伟"),
        ("张伟13800000000", MemberName("张伟", (ONE,))),
        ("张伟（父亲）", MemberName("张伟", (), "51")),
        ("父亲：张伟 13800000000", MemberName("张伟", (ONE,), "51")),
        ("13800000000", MemberName(None, (ONE,))),
        ("无", None),
        ("张伟1", Doubt(MemberName("张伟1"), "name-odd")),
    ],
)
def test_phone_and_relation_may_stand_in_the_name_cell(cell, name):
    assert read_member_name(cell) == name


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("110105491231002", "11010519491231002X"),
        (110105491231002.0, "11010519491231002X"),
        ("E12345678", "E12345678"),
        ("无", None),
        ("11010519491231002", Doubt(None, "member-id-wrong")),
        (1.1e17, Doubt(None, "member-id-wrong")),
    ],
)
def test_an_adults_number_may_have_15_digits(cell, number):
    assert read_member_id(cell) == number


def test_a_phone_column_without_names_gives_the_pupil_more_phones():
    result = clean({"父亲电话": [ONE], "母亲电话": [TWO]})
    assert (result.guardians, result.columns["phones"], found(result)) == ([], [(ONE, TWO)], [])
    assert result.columns["phone"] == [ONE]


def test_a_phone_beside_a_blank_name_is_kept_and_told():
    result = clean({"父亲姓名": [None], "父亲电话": [ONE]})
    assert (result.columns["phones"], found(result)) == ([(ONE,)], [(3, "member-without-name")])


def test_an_unknown_relation_is_kept_as_a_note():
    result = clean({"监护人": ["王大"], "监护人关系": ["干爹"]})
    assert (result.guardians[0].relation, result.guardians[0].relation_note) == (None, "干爹")
    assert found(result) == [(3, "relation-unknown")]


def test_the_template_expects_two_members_a_guardian_and_a_number():
    columns = {
        "成员1姓名": ["王大", "王二", None],
        "成员1是否监护人": ["否", "是", None],
        "成员1身份证件号": [None, id_number("19850101", 1), None],
        "成员2姓名": ["李梅", None, None],
        "成员2是否监护人": ["否", None, None],
    }
    assert found(clean(columns)) == [
        (3, "family-id-missing"),
        (3, "family-no-guardian"),
        (4, "family-short"),
        (5, "family-short"),
    ]
