"""F-16: the joint assessment in exact arithmetic, its edges, and what is not set."""

from decimal import Decimal as D
from fractions import Fraction as F

import pytest

from alliances.rules.assessment import (
    Model,
    Unset,
    alliance_mean,
    arithmetic,
    finals,
    own_arithmetic,
    own_score,
    shown,
)

OWN = {1: F(90), 2: F(80), 3: F(71), 4: F(60)}
WEIGHTED = Model.WEIGHTED_ALLIANCE_MEAN


def final_scores(model, weight, own=OWN):
    return [shown(each.final) for each in finals(model, weight, own).values()]


@pytest.mark.parametrize(
    ("model", "weight", "wanted"),
    [
        (WEIGHTED, D("0.3"), ["85.58", "78.58", "72.28", "64.58"]),
        (WEIGHTED, D(0), ["90.00", "80.00", "71.00", "60.00"]),
        (WEIGHTED, D(1), ["75.25"] * 4),
        (Model.EQUAL_SCORE, None, ["75.25"] * 4),
        (Model.WEAKEST_MEMBER, D("0.5"), ["75.00", "70.00", "65.50", "60.00"]),
        (Model.WEAKEST_MEMBER, D(1), ["60.00"] * 4),
    ],
)
def test_a_final_score_by_each_model(model, weight, wanted):
    assert final_scores(model, weight) == [D(each) for each in wanted]


@pytest.mark.parametrize("model", [WEIGHTED, Model.WEAKEST_MEMBER])
def test_without_a_weight_there_is_no_final_score_and_never_a_zero(model):
    assert {(each.final, each.missing) for each in finals(model, None, OWN).values()} == {(None, Unset.WEIGHT)}


def test_without_a_model_there_is_no_final_score_but_own_and_alliance_are_shown():
    found = finals(None, D("0.3"), OWN)[1]
    assert (found.final, found.missing, found.own, found.alliance) == (None, Unset.MODEL, 90, F("75.25"))


@pytest.mark.parametrize("weight", [D("-0.01"), D("1.01"), D(30)])
def test_a_weight_outside_zero_to_one_is_refused(weight):
    with pytest.raises(ValueError, match=str(weight)):
        finals(WEIGHTED, weight, OWN)


def test_an_alliance_of_one_school_keeps_its_own_score():
    assert final_scores(WEIGHTED, D("0.7"), {1: F(83)}) == [D("83.00")]


def test_a_school_without_a_score_has_no_final_score_and_does_not_draw_the_others_down():
    found = finals(WEIGHTED, D("0.5"), {1: F(90), 2: None, 3: F(70)})
    assert [shown(each.final) for each in found.values()] == [D("85.00"), None, D("75.00")]
    assert found[2].missing is Unset.OWN


def test_without_any_score_nothing_is_reckoned():
    assert alliance_mean({1: None, 2: None}) is None
    assert final_scores(Model.EQUAL_SCORE, None, {1: None}) == [None]


def test_an_own_score_weighs_its_indicators_whatever_their_weights_add_up_to():
    assert own_score([(D(2), D(80)), (D(1), D(95))]) == F(85)
    assert own_score([(D("0.2"), D(80)), (D("0.1"), D(95))]) == F(85)


def test_an_own_score_waits_for_every_indicator():
    assert own_score([(D(2), D(80)), (D(1), None)]) is None
    assert own_score([]) is None


def test_thirds_stay_exact_until_they_are_shown():
    thirds = finals(WEIGHTED, D("0.5"), {1: F(100), 2: F(0), 3: F(0)})
    assert thirds[1].final == F(200, 3)
    assert shown(thirds[1].final) == D("66.67")
    assert shown(D("0.005")) == D("0.01")


def test_the_arithmetic_is_written_line_by_line():
    score = finals(WEIGHTED, D("0.30"), OWN)[1]
    assert arithmetic(WEIGHTED, D("0.30"), score) == "(1 − 0.3) × 90.00 + 0.3 × 75.25 = 85.58"
    assert own_arithmetic([(D(2), D(80)), (D(1), D(95))]) == "(2 × 80.00 + 1 × 95.00) ÷ 3 = 85.00"
    assert arithmetic(WEIGHTED, None, finals(WEIGHTED, None, OWN)[1]) == ""
