"""Rules of the first pages."""

import pytest

from dashboards import rules


@pytest.mark.parametrize(
    ("stage", "pupils", "large"),
    [("primary", 45, False), ("primary", 46, True), ("junior", 50, False), ("junior", 51, True), ("senior", 51, True)],
)
def test_a_class_is_large_above_the_standard_not_at_it(stage, pupils, large):
    assert rules.is_large(pupils=pupils, stage=stage) is large


@pytest.mark.parametrize(("part", "whole", "expected"), [(0, 0, 100), (1, 3, 33), (999, 1000, 99), (3, 3, 100)])
def test_a_hundred_percent_means_all(part, whole, expected):
    assert rules.percent(part, whole) == expected
