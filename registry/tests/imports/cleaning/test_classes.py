from datetime import date

import pytest

from registry.class_names import ClassKey, Stage
from registry.imports.cleaning import class_label

from .factories import PRIMARY, clean, found, make_context

CLASS_2 = ClassKey("primary", 2023, 2)


@pytest.mark.parametrize("cell", ["三（2）班", "3.2", 3.2, 302, 302.0, "302", "2023级2班", date(2025, 3, 2), "3-2"])
def test_a_class_cell_is_read_in_every_form(cell):
    result = clean({"班级": [cell]})
    assert (result.class_keys, found(result)) == ([CLASS_2], [])


def test_the_effective_day_decides_the_grade():
    before = make_context(effective_on=date(2025, 8, 31))
    assert clean({"班级": ["三（2）班"]}, context=before).class_keys == [ClassKey("primary", 2022, 2)]


@pytest.mark.parametrize(("number", "grade"), [("2", "三年级"), ("2班", 3.0), (2, "三"), ("三（2）班", "三年级")])
def test_number_and_grade_may_stand_in_two_columns(number, grade):
    assert clean({"年级": [grade], "班级": [number]}).class_keys == [CLASS_2]


def test_the_sheet_names_the_class_where_no_column_does():
    assert clean({"性别": ["男"]}, default_class="中心小学三年级2班花名册").class_keys == [CLASS_2]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, "class-missing"),
        ("无", "class-missing"),
        ("启明班", "class-unknown"),
        ("三年级启明班", "class-unknown"),
        ("2班", "class-grade-missing"),
        ("七年级1班", "class-other-stage"),
        ("2015级1班", "class-other-stage"),
    ],
)
def test_a_class_that_cannot_be_placed_rejects(cell, code):
    result = clean({"班级": ["三（2）班", cell]})
    assert (result.class_keys, found(result), result.rejected) == ([CLASS_2, None], [(4, code)], {1})


def test_grade_and_class_that_contradict_each_other_reject():
    assert found(clean({"年级": ["四年级"], "班级": ["三（2）班"]})) == [(3, "class-grade-conflict")]


def test_the_problem_names_the_label_that_the_school_can_teach():
    result = clean({"年级": ["三年级"], "班级": ["启明班"]})
    assert result.problems[0].params == {"label": "三年级 启明班"}
    context = make_context(class_labels={"三年级 启明班": CLASS_2})
    assert clean({"年级": ["三年级"], "班级": ["启明班"]}, context=context).class_keys == [CLASS_2]
    assert class_label(" 启明班", "三年级") == "三年级 启明班"


def test_a_label_of_the_school_goes_before_our_reading():
    context = make_context(class_labels={"302": ClassKey("primary", 2020, 9)})
    assert clean({"班级": [302.0]}, context=context).class_keys == [ClassKey("primary", 2020, 9)]


def test_a_grade_without_number_is_its_class_1_and_told_once():
    result = clean({"年级": ["三年级", "三年级", "四年级"]})
    assert result.class_keys == [ClassKey("primary", 2023, 1)] * 2 + [ClassKey("primary", 2022, 1)]
    assert found(result) == [(3, "class-number-assumed"), (5, "class-number-assumed")]


def test_a_blank_class_is_missing_where_others_have_a_number():
    result = clean({"年级": ["三年级", "三年级"], "班级": ["2", None]})
    assert found(result) == [(4, "class-missing")]


def test_3_1_is_ambiguous_where_the_grade_has_eleven_classes_as_numbers():
    result = clean({"班级": [3.1, 3.11, 3.2]})
    assert found(result) == [(3, "class-ambiguous")]


def test_3_1_is_ambiguous_where_it_is_twice_as_large_as_the_other_classes():
    labels = [float(f"3.{number}") for number in range(2, 10)]
    names = {"姓名": [f"王{i}甲乙丙丁戊己庚辛"[:3] for i in range(10)]}
    assert (3, "class-ambiguous") in found(clean(names | {"班级": [3.1, 3.1, *labels]}))
    assert (3, "class-ambiguous") not in found(clean({"班级": [3.1, *labels]}))


def test_3_10_as_text_shows_that_3_1_is_meant():
    result = clean({"班级": ["3.1", "3.10", "3.11"]})
    assert [key.number for key in result.class_keys] == [1, 10, 11]


def test_an_entry_year_alone_is_ambiguous_in_a_school_of_nine_years():
    context = make_context(stages=[PRIMARY, Stage("junior", 7, 9)])
    assert found(clean({"班级": ["2023级2班"]}, context=context)) == [(3, "class-ambiguous")]
    assert clean({"年级": ["三年级"], "班级": ["2023级2班"]}, context=context).class_keys == [CLASS_2]
