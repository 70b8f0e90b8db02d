import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.imports.layout import Header, by_fields

from .lists import HEADER, NAMES, PUPILS, fields, found_in, found_in_xlsx, names, only, reasons

FAMILY = ["father_name", "father_phone", "mother_name", "mother_phone"]
DATA = [[p[1], p[2], p[3], "罗山", "13900001111", "麦香", "13900002222", "无"] for p in PUPILS]
UPPER = ["姓名", "性别", "身份证号", "父亲", None, "母亲", None, "备注"]
LOWER = [None, None, None, "姓名", "电话", "姓名", "电话", None]
TWO_ROWS = ["name", "sex", "id_number", *FAMILY, "remark"]


def test_titles_above_the_header_are_skipped():
    title = [["清泉小学2026年秋学生花名册"], ["班主任：石老师　填表日期：2026年9月1日"], []]
    table = only(found_in_xlsx([*title, HEADER, *PUPILS], merges=["A1:E1", "A2:E2"]))
    assert (table.header_rows, names(table)) == ((4,), NAMES)
    assert reasons(table) == {1: "title", 2: "title"}


@pytest.mark.parametrize("merges", [["D1:E1", "F1:G1", "A1:A2", "B1:B2", "C1:C2", "H1:H2"], []], ids=["merged", "not"])
def test_two_header_rows_are_joined(merges):
    table = only(found_in_xlsx([UPPER, LOWER, *DATA], merges=merges))
    assert (table.header_rows, fields(table), names(table)) == ((1, 2), TWO_ROWS, NAMES)


def test_the_upper_header_may_stand_at_the_left_only_in_the_lower_row():
    upper = ["学生信息", None, None, "父亲信息", None, "母亲信息", None, None]
    lower = ["姓名", "性别", "身份证号", "姓名", "电话", "姓名", "电话", "备注"]
    table = only(found_in_xlsx([upper, lower, *DATA], merges=["A1:C1", "D1:E1", "F1:G1"]))
    assert fields(table) == TWO_ROWS


def test_three_header_rows_are_joined():
    top = ["学生", None, None, "家庭信息", None, None, None, "其他"]
    merges = ["A2:C2", "D2:G2", "D3:E3", "F3:G3"]
    table = only(found_in_xlsx([["花名册"], top, UPPER, LOWER, *DATA], merges=merges))
    assert (table.header_rows, fields(table)) == ((2, 3, 4), TWO_ROWS)


def test_a_header_merged_over_three_rows_reaches_down_and_groups_reach_over():
    rows = [
        ["姓名", "性别", "家长情况"],
        [None, None, "父亲", None, "母亲", None],
        [None, None, *["姓名", "电话"] * 2],
    ]
    merges = ["A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"]
    table = only(found_in_xlsx([*rows, ["罗小禾", "女", "罗山", "139", "麦香", "138"]], merges=merges))
    assert (table.header_rows, fields(table)) == ((1, 2, 3), ["name", "sex", *FAMILY])


def test_the_second_group_of_the_same_name_is_the_second_guardian():
    rows = [
        ["姓名", "性别", "监护人", None, "监护人", None],
        [None, None, "姓名", "电话", "姓名", "电话"],
        ["罗", "女", *"abcd"],
    ]
    guardians = ["guardian1_name", "guardian1_phone", "guardian2_name", "guardian2_phone"]
    assert fields(only(found_in(rows))) == ["name", "sex", *guardians]


def test_stars_breaks_blanks_hints_and_colons_do_not_hide_a_header():
    header = ["序　号", "★姓\n名*", "性 别（必填）", "身份证号\n（18位）", "家庭\r\n住址："]
    table = only(found_in_xlsx([header, *PUPILS]))
    assert fields(table) == ["serial", "name", "sex", "id_number", "home_address"]


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (["姓名", "联系电话", "父亲姓名", "联系电话", "性别"], ["name", "phone", "father_name", "father_phone", "sex"]),
        (["姓名", "性别", "父亲", "电话", "母亲", "电话"], ["name", "sex", *FAMILY]),
        (["姓名", "性别", "父亲姓名", "母亲姓名", "联系电话"], ["name", "sex", "father_name", "mother_name", "phone"]),
        (["姓名", "性别", "父亲", "电话", "母亲", "电话", "家庭住址"], ["name", "sex", *FAMILY, "home_address"]),
        (["姓名", "性别", "监护人姓名", "关系", "电话"], ["name", "sex", "guardian1_name", "guardian1_relation", "guardian1_phone"]),
        (["姓名", "身份证号", "父亲姓名", "身份证号", "性别"], ["name", "id_number", "father_name", "father_id_number", "sex"]),
        (["姓名", "性别", "家长姓名", "电话", "家长姓名", "电话"],
         ["name", "sex", "parent1_name", "parent1_phone", "parent2_name", "parent2_phone"]),
        (["姓名", "性别", "联系电话", "班主任", "联系电话"], ["name", "sex", "phone", "class_teacher", None]),
        (["姓名", "性别", "电话", "电话"], ["name", "sex", "phone", None]),
    ],
    ids=str,
)  # fmt: skip
def test_repeated_general_headers_belong_to_the_person_before_them(header, wanted):
    assert fields(only(found_in([header, *([f"x{n}" for n in range(len(header))] for _ in range(3))]))) == wanted


def test_two_known_columns_are_enough_when_there_are_no_others():
    assert names(only(found_in([["姓名", "身份证号"], *([p[1], p[3]] for p in PUPILS)]))) == NAMES


def test_a_table_of_classes_is_no_table_of_pupils():
    found = found_in([["序号", "班级", "人数", "班主任"], [1, "一年级1班", 40, "石老师"]])
    assert (found.tables, found.skipped_sheets[0].reason) == ([], "no-header")


def test_the_resolver_is_asked_with_header_and_group():
    asked = set()

    def resolve(header):
        asked.add(header)
        return {"a": "name", "b": "sex", "c": "phone"}.get(header.text)

    table = only(found_in([["a", "b", "c"], ["罗", "女", "1"]], resolve=resolve))
    assert fields(table) == ["name", "sex", "phone"]
    assert Header("a") in asked


def test_the_catalogue_understands_groups_and_plain_headers():
    cases = [
        Header("姓名"),
        Header("电话", "父亲"),
        Header("姓名", "学生信息"),
        Header("成员2联系电话"),
        Header("天气"),
    ]
    assert [by_fields(case) for case in cases] == ["name", "father_phone", "name", "member2_phone", None]


words = st.sampled_from(["清泉小学", "花名册（2026）", "制表：石老师", None, "共45人", 7, "注：请核对", "三年级"])


@given(st.lists(st.lists(words, max_size=4), max_size=12), st.integers(0, 5))
def test_the_header_is_found_under_any_titles_and_at_any_column(titles, indent):
    shifted = [[None] * indent + row for row in [HEADER, *PUPILS]]
    table = only(found_in([*titles, *shifted]))
    assert (table.header_rows, names(table)) == ((len(titles) + 1,), NAMES)
    assert table.column_of("name").letter == "BCDEFG"[indent]
