"""Rules of activities: the five ones (F-15), ways out of school (L-15), needs (G4.4.5b), the six steps (G5.3.3.4)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from alliances.models import Activity, FiveOne, Level
from alliances.rules import codes
from alliances.rules.five_ones import five_ones
from alliances.rules.needs import Answered
from alliances.rules.safety import Outing, doubts, missing_to_hold, missing_to_write_up
from alliances.rules.steps import next_step

KINDS = FiveOne.values
DAY = date(2026, 10, 14)


@pytest.mark.parametrize(("kinds", "done"), [([], 0), (KINDS[:2], 2), (KINDS, 5), ([*KINDS, *KINDS], 5)])
def test_each_kind_held_once_makes_five_of_five(kinds, done):
    found = five_ones(kinds)
    assert (found.done, found.is_complete) == (done, done == 5)


def test_many_of_one_kind_are_still_one_of_five():
    found = five_ones(["fellowship"] * 7)
    assert (found.done, found.counts["fellowship"]) == (1, 7)
    assert found.missing == ("theme_class_meeting", "outward_experience", "mutual_aid", "showcase")


def test_what_counts_as_no_kind_counts_for_nothing():
    assert five_ones(["", "joint_research"]).done == 0


@pytest.mark.parametrize(("least", "done"), [(None, 5), (Decimal(0), 5), (Decimal(1), 5), (Decimal(2), 0)])
def test_a_school_may_want_each_kind_more_often(least, done):
    assert five_ones(KINDS, least=least).done == done


def test_codes_are_those_of_the_schemes():
    assert list(codes.words_of("G5", "G5-L01")) == KINDS
    assert list(codes.words_of("G4", "G4-L04")) == Level.values
    assert list(codes.words_of("G4", "G4-L03")) == Activity.Direction.values
    assert list(codes.words_of("G5", "G5-L05")) == Activity.Occasion.values
    assert list(codes.words_of("G5", "G5.fellowship_kinds")) == Activity.Fellowship.values
    assert [len(each()) for each in (codes.commons, codes.links, codes.six_steps)] == [5, 5, 6]


def test_a_way_out_of_school_needs_five_points_and_the_count_on_return():
    bare = Outing(DAY)
    assert missing_to_hold(bare) == ["approval", "safety_plan", "consent", "leaders", "counted_out"]
    whole = Outing(DAY, DAY, has_plan=True, has_consent=True, has_leaders=True, counted_out=0)
    assert missing_to_hold(whole) == []
    assert missing_to_write_up(whole) == ["counted_back"]


def test_a_late_approval_and_a_pupil_too_few_are_shown():
    assert doubts(Outing(DAY, DAY, counted_out=40, counted_back=40)) == []
    late = Outing(DAY, DAY + timedelta(days=1), counted_out=40, counted_back=39)
    assert doubts(late) == ["approved_late", "miscounted"]


@pytest.mark.parametrize(
    ("answered", "raised", "target", "percent", "reached"),
    [
        (0, 0, "0.9", None, None),
        (9, 10, None, 90, None),
        (9, 10, "0.9", 90, True),
        (2, 3, "0.67", 66, False),
        (0, 4, "0", 0, True),
    ],
)
def test_the_share_of_answered_needs_is_exact(answered, raised, target, percent, reached):
    share = Answered(answered, raised, Decimal(target) if target else None)
    assert (share.percent, share.is_reached) == (percent, reached)


def test_six_steps_follow_each_other():
    taken: list[str] = []
    while (step := next_step(taken)) is not None:
        taken.append(step)
    assert taken == ["demonstrate", "discuss", "pass", "exchange", "show", "sum_up"]
