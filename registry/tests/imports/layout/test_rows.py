import pytest

from registry.imports.reading import CellError, Sheet

from .lists import HEADER, NAMES, PUPILS, found_in, names, only, reasons, values


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["示例", "张三", "男", "11010120100101001X", "某村"], "example"),
        (["例：", "王小红", "女", "990101201001010000", "某村"], "example"),
        ([1, "张三（样例）", "男", "110101201001010000", "某村"], "example"),
        ([1, "张三", "男", "110101199001011234", "某村"], "example"),
        ([1, "某某某", "男", "xxxxxxxxxxxxxxxxxx", "某村"], "example"),
        ([None, "必填", "必填", "18位文本", "选填"], "hint"),
        (["数字", "文本格式", "男/女", "18位", "到村组"], "hint"),
        ([1, 2, 3, 4, 5], "hint"),
        (["（1）", "（2）", "（3）", "（4）", "（5）"], "hint"),
    ],
    ids=str,
)
def test_examples_and_hints_under_the_header_are_no_pupils(row, reason):
    table = only(found_in([HEADER, row, *PUPILS]))
    assert (names(table), reasons(table)) == (NAMES, {2: reason})


def test_a_real_pupil_with_a_common_name_stays():
    pupil = [1, "张三", "男", "990101201305120000", "河边村"]
    assert names(only(found_in([HEADER, pupil, *PUPILS]))) == ["张三", *NAMES]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([6], "running-number-only"),
        ([6, " ", "　"], "running-number-only"),
        ([6, None, CellError("#VALUE!"), CellError("#REF!")], "running-number-only"),
        (["合计", "45人"], "total"),
        (["合计", 45, "男", 20, "女25"], "total"),
        ([None, "合计", None, 45], "total"),
        (["总计：45人，其中男20人，女25人"], "total"),
        (["男生", 20, "女生", 25], "total"),
        (["制表人：", "石老师", None, "审核："], "note"),
        (["注：住址写到村民小组，没有身份证的写“无”。"], "note"),
        (["班主任（签字）：", None, None, "2026年9月1日"], "note"),
        (["第1页，共3页"], "note"),
        ([None, None, "填表日期：2026年9月1日"], "note"),
        (["以上名单经各班核对无误，如有变动请在九月十日以前报教导处登记"], "note"),
        (HEADER, "repeated-header"),
    ],
    ids=str,
)
def test_rows_after_the_pupils_are_told_apart(row, reason):
    table = only(found_in([HEADER, *PUPILS, [], row]))
    assert names(table) == NAMES
    assert reasons(table) == {8: reason} or reasons(table) == {7: "blank", 8: reason}


def test_pupils_go_on_after_blank_rows_totals_and_repeated_headers():
    rows = [HEADER, *PUPILS[:2], ["小计", 2], [], ["清泉小学花名册（续）"], HEADER, *PUPILS[2:]]
    table = only(found_in(rows))
    assert (names(table), table.row_numbers) == (NAMES, [2, 3, 8, 9, 10])
    assert (
        reasons(table) == {4: "total", 5: "blank", 6: "title", 7: "repeated-header"}
        or reasons(table)[7] == "repeated-header"
    )


def test_a_pupil_with_nothing_but_a_name_stays_for_the_checks_to_complain():
    assert names(only(found_in([HEADER, *PUPILS, [None, "禾苗"]]))) == [*NAMES, "禾苗"]


def test_a_pupil_without_a_name_stays_for_the_checks_to_complain():
    nameless = [6, None, "女", "990101201310170010", "石桥村"]
    assert names(only(found_in([HEADER, *PUPILS, nameless]))) == [*NAMES, None]


@pytest.mark.parametrize("name", ["贾合计", "班小妹", "安例", "注明", "全班花", "位红", "姓必填", "日月"])
def test_names_made_of_odd_characters_stay(name):
    pupil = [6, name, "女", "990101201310170010", "石桥村"]
    assert names(only(found_in([HEADER, *PUPILS, pupil]))) == [*NAMES, name]


def test_the_numbers_of_rows_are_those_of_the_sheet():
    sheet = Sheet("花名册", [HEADER, [], *PUPILS], first_row=5)
    assert only(found_in(sheet)).row_numbers == [7, 8, 9, 10, 11]


def test_rows_that_the_sheet_hides_are_kept_and_told():
    sheet = Sheet("花名册", [HEADER, *PUPILS], hidden_rows={2, 3, 99}, hidden_columns={4})
    table = only(found_in(sheet))
    assert (names(table), table.hidden_rows) == (NAMES, [3, 4])
    assert [column.is_hidden for column in table.columns] == [False, False, False, False, True]


def test_values_are_columns_as_long_as_the_rows():
    table = only(found_in([HEADER, *PUPILS, [6, "短"]]))
    assert {len(cells) for cells in table.values} == {6}
    assert values(table, "home_address")[-1] is None
    assert table.columns[1].samples == NAMES[:3]
