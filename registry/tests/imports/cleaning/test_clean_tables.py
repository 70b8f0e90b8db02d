import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.class_names import ClassKey
from registry.imports.cleaning import clean_tables
from registry.imports.problems import message
from registry.imports.reading import CellError

from .factories import clean, found, id_number, make_context, make_table


def test_tables_come_in_one_list_with_sheet_and_row():
    tables = [
        make_table({"姓名": ["王甲", "李乙"], "班级": ["1.1", "1.1"]}, sheet="一"),
        make_table(
            {"姓名": ["赵丙"], "家长姓名": ["赵大"], "出生日期": [20160512]},
            sheet="二",
            first_row=5,
            default_class="二1",
        ),
    ]
    result = clean_tables(tables, make_context())
    assert list(zip(result.sheets, result.rows, result.columns["name"], strict=True)) == [
        ("一", 3, "王甲"),
        ("一", 4, "李乙"),
        ("二", 5, "赵丙"),
    ]
    assert result.class_keys == [ClassKey("primary", 2025, 1)] * 2 + [ClassKey("primary", 2024, 1)]
    assert [row.row for row in result.guardians] == [2]
    assert {len(values) for values in result.columns.values()} == {3}
    assert result.present == {"name", "class_name", "parent1_name", "born_on"}


def test_rows_without_a_pupil_are_left_out_and_a_pupil_without_a_name_is_rejected():
    result = clean(
        {"序号": [1, 2, 3], "姓名": ["王甲", None, "　"], "班级": ["3.2"] * 3, "电话": [None, " ", "13800000000"]}
    )
    assert (result.rows, found(result), result.rejected) == ([3, 5], [(5, "name-missing")], {1})


def test_errors_of_the_spreadsheet_are_no_values():
    result = clean(
        {"姓名": ["王甲", CellError("#REF!")], "性别": [CellError("#N/A"), "#VALUE!"], "特长": ["书法", "画"]}
    )
    assert found(result) == [(3, "cell-error"), (4, "cell-error"), (4, "cell-error"), (4, "name-missing")]
    assert result.rejected == {1}


def test_same_as_above_takes_the_cell_above():
    result = clean({"特长": ["书法", "同上", "〃", None], "电话": ["13800000000", "同上", None, None]})
    assert [row.get("talent") for row in result.details] == ["书法", "书法", "书法", None]
    assert result.columns["phone"] == ["13800000000", "13800000000", None, None]


def test_two_columns_of_one_field_fill_each_other():
    result = clean(
        {
            "联系电话": ["13800000000", None],
            "手机": [13900000001.0, "13900000001"],
            "住址": [None, "甲"],
            "现住址": ["乙", "丙"],
        }
    )
    assert result.columns["phones"] == [("13800000000", "13900000001"), ("13900000001",)]
    assert result.columns["address"] == ["乙", "甲"]


def test_the_problem_says_where_it_is():
    result = clean({"姓名": ["王甲"], "性  别\n（必填）": ["甲"]}, sheet="三2")
    problem = result.problems[0]
    assert problem[:6] == ("三2", 3, "性 别 （必填）", "甲", "sex-unknown", "warn")


def test_the_problem_names_the_group_of_its_column():
    table = make_table({"姓名": ["王甲"], "父亲电话": ["123456"]}, default_class="三2")
    table.columns[1].group, table.columns[1].header = "父亲", "电话"
    assert clean_tables([table], make_context()).problems[0].column == "父亲 电话"


def test_problems_come_in_the_order_of_the_rows():
    result = clean({"性别": ["男", "甲", "乙"], "邮编": ["1", "2", "265200"], "班级": ["3.2", "x", "3.2"]})
    assert [problem.row for problem in result.problems] == [3, 4, 4, 4, 5]


def test_no_problem_prints_an_id_number_wherever_it_stands():
    number = id_number("20160512", 2)
    wrong = number[:17] + ("1" if number[17] != "1" else "2")
    columns = {
        "姓名": [f"王甲{wrong}", "李乙", "赵丙", "钱丁"],
        "性别": ["男", wrong, "男", "女"],
        "身份证件号": [number, wrong, number, number],
        "学籍号": [f"G{wrong}", f"G{wrong}", wrong, None],
        "民族": [wrong, None, None, None],
        "班级": ["3.2", wrong, "3.2", "3.2"],
        "成员1姓名": ["王大", None, None, None],
        "成员1关系": [wrong, None, None, None],
        "成员1身份证件号": [wrong, None, None, None],
    }
    result = clean(columns)
    assert len({problem.code for problem in result.problems}) > 8
    assert not any(secret in repr(problem) for problem in result.problems for secret in (number, wrong, wrong[:17]))


def test_clean_values_stay_as_they_are():
    columns = {
        "姓名": ["张　三", "买买提•艾力"],
        "性别": ["1-男", "女生"],
        "出生日期": ["2016.5.12", 42502.0],
        "民族": ["汉", "维吾尔"],
        "联系电话": ["138-0000-0000/13900000001", None],
        "现住址": ["院上镇　张家村１号", None],
    }
    once = clean(columns)
    again = clean(
        {
            "姓名": once.columns["name"],
            "性别": once.columns["sex"],
            "出生日期": once.columns["born_on"],
            "民族": once.columns["ethnic_group"],
            "联系电话": ["/".join(phones) or None for phones in once.columns["phones"]],
            "现住址": once.columns["address"],
        }
    )
    assert again.columns == once.columns


def test_details_can_be_written_as_json():
    result = clean({"健康状况": ["健康"], "是否孤儿": ["否"], "上学距离": [1.5], "血型": ["A"], "特长": ["书法"]})
    assert json.loads(json.dumps(result.details)) == result.details


_HEADERS = """
姓名 性别 出生日期 民族 身份证件类型 身份证件号 学籍号 学号 年级 班级 入学年月 就读方式 国籍 现住址 家庭地址 村
联系电话 健康状况 随班就读 残疾类型 是否孤儿 上学距离 邮编 户口所在地 曾用名 成员1姓名 成员1关系 成员1联系电话
成员1是否监护人 成员1身份证件号 成员1民族 成员2姓名 成员2关系 家长 父亲
"""
HEADERS = _HEADERS.split()
PIECES = st.sampled_from(
    [*"0123456789XG年月日班级三十（）()-./、:：' 　?□·张王村镇", "同上", "#REF!", "无", "1380000", "370682", "E+17"]
)
CELLS = st.one_of(
    st.none(),
    st.lists(PIECES, max_size=12).map("".join),
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.just(CellError("#DIV/0!")),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(st.lists(st.lists(CELLS, min_size=len(HEADERS), max_size=len(HEADERS)), min_size=1, max_size=3))
def test_no_cell_in_any_column_makes_the_cleaning_fail(rows):
    columns = dict(zip(HEADERS, map(list, zip(*rows, strict=True)), strict=True))
    result = clean(columns, context=make_context(villages={"张村": 1}))
    assert {len(values) for values in result.columns.values()} == {len(result.rows)}
    assert all(isinstance(message(problem), str) for problem in result.problems)
    json.dumps([result.details, [row.details for row in result.guardians]])


def test_an_empty_workbook_is_empty():
    assert clean_tables([], make_context()).rows == []
    assert clean({"姓名": []}).rows == []
