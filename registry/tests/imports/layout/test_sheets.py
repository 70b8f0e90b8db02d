import pytest

from registry.imports.layout.class_labels import class_in, class_of_sheet
from registry.imports.reading import Sheet

from .lists import HEADER, NAMES, PUPILS, found_in, names, only, reasons

LIST = [HEADER, *PUPILS]


def test_every_sheet_with_pupils_is_a_table():
    found = found_in(Sheet("三年级1班", LIST), Sheet("三年级2班", LIST))
    assert [(table.sheet, table.default_class) for table in found.tables] == [
        ("三年级1班", "三年级1班"),
        ("三年级2班", "三年级2班"),
    ]


def test_other_sheets_are_left_out_with_the_reason():
    sheets = [
        Sheet("填表说明", [["姓名：必填，不能有空格。"], ["性别：男或女。"]]),
        Sheet("说明和样例", [HEADER, ["示例", "张三", "男", "110101199001011234", "某村"]]),
        Sheet("民族代码", [["代码", "民族"], ["01", "汉族"]]),
        Sheet("Sheet2", []),
        Sheet("Sheet3", [["天气", "晴"]]),
        Sheet("旧名单", LIST, hidden=True),
        Sheet("空表", [HEADER, [1], [2], [3]]),
        Sheet("花名册", LIST),
    ]
    found = found_in(*sheets)
    assert only(found).sheet == "花名册"
    reasons = ["instructions", "instructions", "code-table", "empty", "no-header", "hidden", "empty"]
    assert [sheet.reason for sheet in found.skipped_sheets] == reasons


def test_hidden_sheets_are_read_when_asked():
    found = found_in(Sheet("旧名单", LIST, hidden=True), include_hidden=True)
    assert only(found).hidden


def test_a_title_names_the_class_unless_a_column_does():
    titled = only(found_in([["清泉小学三（2）班学生花名册"], *LIST]))
    assert titled.default_class == "三(2)班"
    rows = [["清泉小学三（2）班学生花名册"], ["班级", *HEADER], *(["四班", *p] for p in PUPILS)]
    assert only(found_in(rows)).default_class is None


def test_blocks_of_several_classes_on_one_sheet_are_several_tables():
    rows = [["三年级1班"], *LIST, ["合计", 5], [], ["三年级2班"], *LIST]
    first, second = found_in(rows).tables
    assert (first.default_class, first.row_numbers) == ("三年级1班", [3, 4, 5, 6, 7])
    assert (second.default_class, second.row_numbers, second.header_rows) == ("三年级2班", [12, 13, 14, 15, 16], (11,))
    assert names(second) == NAMES


def test_a_class_named_between_the_rows_starts_a_new_table():
    rows = [HEADER, ["三年级1班"], *PUPILS, ["三年级2班"], *PUPILS]
    assert [(t.default_class, len(t.row_numbers)) for t in found_in(rows).tables] == [
        ("三年级1班", 5),
        ("三年级2班", 5),
    ]


def test_blocks_with_other_columns_are_read_by_their_own_header():
    other = ["姓名", "联系电话", "性别"]
    rows = [*LIST, [], other, ["禾苗", "13900001111", "女"]]
    first, second = found_in(rows).tables
    assert (names(first), names(second), second.header_rows) == (NAMES, ["禾苗"], (8,))
    assert 8 not in reasons(first)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("清泉小学2025-2026学年三年级2班花名册", "三年级2班"),
        ("三（2）班", "三(2)班"),
        ("三 (2) 班 名单", "三(2)班"),
        ("2023级2班", "2023级2班"),
        ("七年级（12）班学生名册", "七年级(12)班"),
        ("初一（3）班", "初一(3)班"),
        ("三年级二班", "三年级二班"),
        ("班级：六2班 班主任：石老师", "六2班"),
        ("302班", "302班"),
        ("一年级启航班", "一年级启航班"),
        ("三年级1班、三年级2班", None),
        ("三年级班主任：石老师", None),
        ("2026年9月值班表", None),
        ("清泉小学一至六年级花名册", None),
    ],
)
def test_the_class_in_a_title_is_found(text, wanted):
    assert class_in(text) == wanted


@pytest.mark.parametrize(
    ("name", "title", "wanted"),
    [
        ("2班", "清泉小学三年级花名册", "三年级2班"),
        ("（2）班", "三年级", "三年级(2)班"),
        ("302", "", "302"),
        ("三2", "", "三2"),
        ("Sheet1", "三年级花名册", None),
        ("2班", "花名册", None),
    ],
)
def test_the_class_in_the_name_of_a_sheet_is_found(name, title, wanted):
    assert class_of_sheet(name, title) == wanted
