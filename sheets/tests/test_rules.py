"""What a sheet makes of the values entered."""

from decimal import Decimal

import pytest

from sheets.rules import (
    GradeLine,
    Item,
    Kind,
    Sheet,
    WrongValue,
    by_dimension,
    clean,
    faults,
    grade_of,
    is_complete,
    mean,
    outcome,
    total,
)
from sheets.tests.factories import GRADES, create_sheet, score

SHEET = create_sheet()


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [
        ("goals", " 18 ", "18"),
        ("goals", "18.50", "18.5"),
        ("goals", "１８．５", "18.5"),
        ("goals", "-0", "0"),
        ("goals", "0", "0"),
        ("goals", "20", "20"),
        ("goals", "", ""),
        ("due", "043", "43"),
        ("grade", "优", "excellent"),
        ("grade", "EXCELLENT", "excellent"),
        ("copied", "√", "1"),
        ("copied", "否", ""),
        ("remark", "  两处\n不清\t楚\x00 ", "两处 不清 楚"),
    ],
)
def test_a_value_is_kept_as_its_kind_writes_it(code, typed, kept):
    assert clean(SHEET, SHEET.item(code), typed) == kept


@pytest.mark.parametrize(
    ("code", "typed", "reason"),
    [
        ("goals", "20.1", "too-high"),
        ("goals", "-1", "too-low"),
        ("goals", "18.25", "decimals"),
        ("goals", "很好", "not-a-number"),
        ("goals", "nan", "not-a-number"),
        ("goals", "1e400", "not-a-number"),
        ("goals", "1e-9", "not-a-number"),
        ("due", "4.5", "decimals"),
        ("due", "-4", "too-low"),
        ("grade", "卓越", "unknown-grade"),
        ("copied", "也许", "unknown-tick"),
        ("remark", "字" * 501, "too-long"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_reason(code, typed, reason):
    with pytest.raises(WrongValue) as refused:
        clean(SHEET, SHEET.item(code), typed)
    assert refused.value.reason == reason


def test_only_scores_make_up_the_total():
    values = {"goals": "18.5", "process": "25", "due": "43", "grade": "good", "copied": "1", "remark": "12"}
    assert total(SHEET, values) == Decimal("43.5")


def test_there_is_no_total_while_nothing_is_scored():
    assert total(SHEET, {"due": "43", "goals": ""}) is None


def test_a_row_is_complete_without_its_ticks_and_texts_and_what_may_be_empty():
    values = {"goals": "18", "process": "25", "due": "43", "grade": "good"}
    assert is_complete(SHEET, values)
    assert not any(is_complete(SHEET, {**values, code: ""}) for code in values)


@pytest.mark.parametrize(
    ("points", "grade"),
    [("90", "excellent"), ("89.9", "good"), ("80", "good"), ("60", "passed"), ("59.9", "failed"), ("0", "failed")],
)
def test_a_grade_begins_at_its_line(points, grade):
    assert grade_of(Sheet((score("a", 100),), GRADES), Decimal(points)).code == grade


def test_a_share_is_exact_where_a_float_is_not():
    sheet = Sheet((score("a", 13),), (GradeLine("high", "高", Decimal("0.9")), GradeLine("low", "低", Decimal(0))))
    assert grade_of(sheet, Decimal("11.7")).code == "high"


def test_without_marks_the_overall_grade_counts_and_else_the_worst():
    two = (Item("a", "甲", Kind.GRADE), Item("b", "乙", Kind.GRADE))
    values = {"a": "excellent", "b": "passed"}
    assert outcome(Sheet(two, GRADES), values).code == "passed"
    overall = Sheet((*two, Item("overall", "总评", Kind.GRADE)), GRADES)
    assert outcome(overall, {**values, "overall": "good"}).code == "good"
    assert outcome(Sheet(two, GRADES), {}) is None


def test_each_dimension_has_points_of_its_own():
    sheet = Sheet((score("a", 5, "思想"), score("b", 5, "思想"), score("c", 20, "设计")), GRADES)
    assert by_dimension(sheet, {"a": "4", "b": "5"}) == [("思想", 9, 10), ("设计", None, 20)]


@pytest.mark.parametrize(
    ("points", "drops", "expected"),
    [
        ([80, 90], False, "85.00"),
        ([80, 81, 81], False, "80.67"),
        ([60, 80, 90, 100], True, "85.00"),
        ([60, 100], True, "80.00"),
        (["0.005", "0.005"], False, "0.01"),
        ([], False, None),
    ],
)
def test_several_observers_give_their_mean(points, drops, expected):
    found = mean([Decimal(each) for each in points], drops_extremes=drops)
    assert found == (None if expected is None else Decimal(expected))


LOWEST = GradeLine("low", "低", Decimal(0))


@pytest.mark.parametrize(
    ("sheet", "fault"),
    [
        (Sheet(()), "no-items"),
        (Sheet((Item("a", "说明", Kind.TEXT),)), "no-items"),
        (Sheet(tuple(score(f"a{n}", 1) for n in range(41))), "too-many"),
        (Sheet((Item("a", "", Kind.SCORE, Decimal(5)),)), "no-name"),
        (Sheet((score("a", 5), score("a", 5))), "twice"),
        (Sheet((Item("a", "甲", Kind.TICK), Item("b", "甲", Kind.TICK))), "twice"),
        (Sheet((score("a", 0),)), "no-marks"),
        (Sheet((score("a", Decimal("0.25")),)), "marks-fine"),
        (Sheet((score("a", 999), score("b", 1))), "too-much"),
        (
            Sheet((score("a", 5),), (GradeLine("x", "优", Decimal("0.9")), GradeLine("x", "良", Decimal(0)))),
            "grade-twice",
        ),
        (Sheet((score("a", 5),), (LOWEST, GradeLine("high", "高", Decimal("0.9")))), "grades-order"),
        (Sheet((score("a", 5),), (GradeLine("x", "优", Decimal("0.9")),)), "no-lowest"),
        (Sheet((Item("a", "甲", Kind.GRADE),)), "no-grades"),
    ],
)
def test_a_sheet_that_cannot_be_used_says_why(sheet, fault):
    assert fault in faults(sheet)


def test_a_sound_sheet_has_no_faults():
    assert faults(SHEET) == []
