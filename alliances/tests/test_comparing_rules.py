"""A figure over few people is kept back, also from who subtracts."""

from fractions import Fraction as F

import pytest

from alliances.rules.comparing import Tally, compare, gap_of, mean_of


def share(amount: int, people: int) -> Tally:
    return Tally(amount, people, people)


def test_the_own_school_stands_beside_the_mean_of_all():
    found = compare({1: share(5, 10), 2: share(6, 8), 3: share(1, 5)}, own=1)
    assert (found.own, found.mean, found.schools) == (F(1, 2), (F(1, 2) + F(3, 4) + F(1, 5)) / 3, 3)


@pytest.mark.parametrize("people", [1, 4])
def test_fewer_than_five_people_are_not_shown(people):
    found = compare({1: share(1, people), 2: share(6, 8), 3: share(5, 10)}, own=1)
    assert (found.own, found.is_kept_back) == (None, True)


@pytest.mark.parametrize("hidden", [share(0, 4), share(4, 4), share(2, 3)])
def test_the_mean_is_the_same_whatever_the_kept_back_school_has(hidden):
    others = {2: share(6, 8), 3: share(5, 10)}
    assert compare({1: hidden, **others}, own=2) == compare({1: share(1, 4), **others}, own=2)
    assert compare({1: hidden, **others}, own=2).mean == mean_of(others.values())[0]


def test_a_mean_of_one_school_is_not_given():
    assert mean_of([share(5, 10), share(2, 4)]) == (None, 0)


def test_nobody_at_all_is_no_figure_and_nothing_kept_back():
    found = compare({1: Tally(0, 0, 0), 2: share(6, 8)}, own=1)
    assert (found.own, found.is_kept_back) == (None, False)


def test_exactly_five_people_are_shown():
    assert compare({1: share(2, 5)}, own=1).own == F(2, 5)


def test_the_gap_lies_between_the_highest_and_the_lowest_that_are_shown():
    assert gap_of([share(5, 10), share(6, 8), share(1, 5), share(4, 4)]) == F(3, 4) - F(1, 5)
    assert gap_of([share(5, 10), share(4, 4)]) is None
