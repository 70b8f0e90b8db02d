from datetime import date

import pytest

from .factories import clean, found, id_number

GIRL = id_number("20160512", 2)
BOY_IN_OCTOBER = id_number("20161003", 1)


def test_sex_and_birth_date_come_from_the_id_number_where_they_are_missing():
    result = clean({"身份证件号": [GIRL]})
    assert (result.columns["sex"], result.columns["born_on"]) == (["F"], [date(2016, 5, 12)])
    assert {"sex", "born_on"} <= result.present


def test_a_column_that_is_nowhere_is_not_present():
    result = clean({"备注": ["转入"]})
    assert result.present == {"name", "remark"}
    assert result.columns["born_on"] == [None]


def test_columns_that_agree_with_the_id_number_raise_nothing():
    result = clean({"身份证件号": [GIRL], "性别": ["女"], "出生日期": ["2016.5.12"]})
    assert found(result) == []


def test_a_sex_that_contradicts_the_id_number_rejects_with_both():
    result = clean({"身份证件号": [GIRL], "性别": ["男"]})
    problem = result.problems[0]
    assert (problem.code, problem.level, problem.column, problem.value) == ("sex-conflict", "reject", "性别", "男")
    assert problem.params == {"own": "男", "other": "女"}


def test_a_birth_date_that_contradicts_the_id_number_rejects_with_both():
    result = clean({"身份证件号": [GIRL], "出生日期": ["20160513"]})
    problem = result.problems[0]
    assert (problem.code, problem.level, problem.value) == ("born-conflict", "reject", "20160513")
    assert problem.params == {"own": "2016-05-13", "other": "2016-05-12"}


@pytest.mark.parametrize("cell", ["2016.10", 2016.1, "2016年10月", "2016", "201610", "10/3/2016"])
def test_the_day_comes_from_the_id_number(cell):
    result = clean({"身份证件号": [BOY_IN_OCTOBER], "出生年月": [cell]})
    assert (result.columns["born_on"], found(result)) == ([date(2016, 10, 3)], [])


def test_a_month_that_contradicts_the_id_number_rejects():
    assert found(clean({"身份证件号": [BOY_IN_OCTOBER], "出生年月": ["2016.9"]})) == [(3, "born-conflict")]


@pytest.mark.parametrize(("cell", "code"), [("2016.10", "date-month-only"), ("5/12/2016", "date-ambiguous")])
def test_without_id_number_a_date_that_is_not_whole_is_left_out(cell, code):
    result = clean({"出生日期": [cell]})
    assert (result.columns["born_on"], found(result)) == ([None], [(3, code)])
    assert result.rejected == set()


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("20250916", "date-future"),
        ("19850101", "born-implausible"),
        ("20240101", "born-implausible"),
        ("20160230", "date-impossible"),
    ],
)
def test_a_birth_date_that_no_pupil_has_rejects(cell, code):
    result = clean({"出生日期": [cell]})
    assert (found(result), result.rejected) == ([(3, code)], {0})


def test_the_id_number_of_a_parent_is_noticed():
    result = clean({"身份证号": [id_number("19850101", 1)]})
    assert [(problem.code, problem.column) for problem in result.problems] == [("born-implausible", "身份证号")]


def test_an_unreadable_sex_is_left_out():
    result = clean({"性别": ["甲", "女"]})
    assert (result.columns["sex"], found(result)) == ([None, "F"], [(3, "sex-unknown")])
