import re
from datetime import date

import pytest

from registry.class_name_reading import read_class_name, read_grade
from registry.class_names import ClassKey, ClassName, NoSuchClass, Stage, combine, find_class, school_year_of

PRIMARY, JUNIOR = Stage("primary", 1, 6), Stage("junior", 7, 9)
FIVE_YEARS, FOUR_YEARS = Stage("primary", 1, 5), Stage("junior", 6, 9)


def key_of(text, *stages):
    return find_class(read_class_name(text), stages, 2025)


ALL_MEAN_2023_2 = """
三（2）班 三年级2班 三年级二班 三年级（二）班 三年二班 3年2班 3.2 3.2班 3-2 3—2 ３.２ 302 0302
2023级2班 2023级（2）班 2023级02班 23级2班 2302 202302 2023年级2班 2029届2班 2023级三年级2班
三2 三二班 三(2) 3（2） 3(2)班 三·2 三/2 小三(2)班 小学三年级2班 三年级乙班 三乙班 三②班 3级部2班
中心小学三年级2班花名册 2025—2026学年三年级2班学生名单 三　年级 2班
"""


@pytest.mark.parametrize("text", re.split("[ \n]+", ALL_MEAN_2023_2.strip()))
def test_every_way_of_writing_means_the_same_class(text):
    assert key_of(text, PRIMARY) == ClassKey("primary", 2023, 2)


@pytest.mark.parametrize(
    "text", ["初一3班", "七年级3班", "七(3)", "7.3", "703", "初2025级3班", "初中一年级3班", "初中部七年级3班"]
)
def test_junior_middle_classes_are_named_in_two_ways(text):
    assert key_of(text, PRIMARY, JUNIOR) == ClassKey("junior", 2025, 3)


def test_where_primary_school_has_five_years_junior_middle_begins_with_grade_six():
    assert key_of("初一3班", FIVE_YEARS, FOUR_YEARS) == ClassKey("junior", 2025, 3)
    assert key_of("六年级3班", FIVE_YEARS, FOUR_YEARS) == ClassKey("junior", 2025, 3)
    assert key_of("初四1班", FIVE_YEARS, FOUR_YEARS) == ClassKey("junior", 2022, 1)
    assert key_of("预备班（2）", FIVE_YEARS, FOUR_YEARS) == ClassKey("junior", 2025, 2)


def test_one_stage_of_nine_years_knows_both_ways_of_counting():
    assert key_of("初二1班", Stage("basic", 1, 9)) == key_of("八年级1班", Stage("basic", 1, 9))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("七年级1班", "other-stage"),
        ("高一2班", "other-stage"),
        ("初一2班", "other-stage"),
        ("2015级2班", "other-stage"),
        ("2024届2班", "other-stage"),
        ("2026级1班", "other-stage"),
        ("2023级四年级2班", "other-stage"),
        ("2班", "grade-missing"),
        ("（二）班", "grade-missing"),
        ("三十二班", "grade-missing"),
        ("12", "grade-missing"),
    ],
)
def test_a_class_that_the_school_cannot_have_says_why(text, code):
    with pytest.raises(NoSuchClass) as refusal:
        key_of(text, PRIMARY)
    assert refusal.value.code == code


def test_an_entry_year_alone_is_ambiguous_where_two_stages_have_it():
    with pytest.raises(NoSuchClass) as refusal:
        key_of("2023级2班", PRIMARY, JUNIOR)
    assert refusal.value.code == "ambiguous"
    assert key_of("初2023级2班", PRIMARY, JUNIOR) == ClassKey("junior", 2023, 2)


@pytest.mark.parametrize(
    "text",
    [
        "启明班",
        "三年级启明班",
        "三年级（实验班）",
        "三年级A",
        "三年级100班",
        "三年级0班",
        "3.0",
        "0",
        "00",
        "大班",
        "12345",
        "Sheet1",
        "",
        "2025年秋季",
    ],
)
def test_a_name_of_its_own_is_no_class_number(text):
    assert read_class_name(text) is None


def test_a_grade_alone_is_its_only_class():
    assert read_class_name("三年级") == ClassName(grade=3)
    assert key_of("三年级学生名单", PRIMARY) == ClassKey("primary", 2023, 1)


@pytest.mark.parametrize("text", ["三年级", "3", "三", "03", "3年级", "三年", "3级", "（三）"])
def test_a_grade_column_is_read_in_every_form(text):
    assert read_grade(text) == ClassName(grade=3)


def test_a_grade_column_may_name_cohorts():
    assert read_grade("2023级") == read_grade("2023") == ClassName(entry_year=2023)
    assert read_grade("初一") == ClassName(hint="junior", grade=1)
    assert read_grade("学前班") is None


def test_class_and_grade_columns_are_put_together():
    assert combine(read_class_name("2班"), read_grade("三年级")) == ClassName(grade=3, number=2)
    assert combine(read_class_name("十二班"), read_grade("三年级")) == ClassName(grade=3, number=12)
    assert combine(None, read_grade("三年级")) == ClassName(grade=3)


def test_class_and_grade_columns_may_not_contradict_each_other():
    with pytest.raises(NoSuchClass) as refusal:
        combine(read_class_name("3.2"), read_grade("四年级"))
    assert refusal.value.code == "conflict"


def test_the_school_year_begins_on_the_first_of_september():
    assert [school_year_of(date(2025, month, day)) for month, day in [(8, 31), (9, 1), (12, 31)]] == [
        2024,
        2025,
        2025,
    ]
    assert school_year_of(date(2026, 1, 1)) == 2025
