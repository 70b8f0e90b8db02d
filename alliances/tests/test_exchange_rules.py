"""The numbers of the text, their edges, and what must hold for any numbers (G5.3.5, F-08)."""

from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.rules import exchange as rules
from core.dates import Span

AUTUMN_24, SPRING_25 = Span(date(2024, 9, 1), date(2025, 1, 23)), Span(date(2025, 2, 20), date(2025, 7, 3))
AUTUMN_25, SPRING_26 = Span(date(2025, 9, 1), date(2026, 1, 23)), Span(date(2026, 2, 20), date(2026, 7, 3))
TERMS = [AUTUMN_24, SPRING_25, AUTUMN_25, SPRING_26]
TODAY = date(2025, 11, 1)


@pytest.mark.parametrize(
    ("base", "share", "wanted"),
    [
        (214, "0.03", 7),
        (200, "0.03", 6),
        (100, "0.03", 3),
        (101, "0.03", 4),
        (0, "0.03", 0),
        (1, "0.03", 1),
        (214, "0.10", 22),
        (214, "0.20", 43),
        (30, "0.10", 3),
        (35, "0.20", 7),
        (214, "0", 0),
    ],
)
def test_the_number_required_is_rounded_up_exactly(base, share, wanted):
    assert rules.required(base, Decimal(share)) == wanted


def test_what_is_not_known_is_not_zero():
    assert rules.required(None, Decimal("0.03")) is None
    assert rules.required(214, None) is None
    assert rules.backbone_required(7, None) is None
    assert rules.adjusted_rank(5, bonus=None, passed=True) is None


@pytest.mark.parametrize(("exchanged", "wanted"), [(7, 6), (5, 4), (0, 0), (1, 1), (10, 8)])
def test_four_of_five_must_be_backbone_teachers(exchanged, wanted):
    assert rules.backbone_required(exchanged, Decimal("0.80")) == wanted


@pytest.mark.parametrize(
    ("rule", "stints", "wanted"),
    [
        ("two_terms", [AUTUMN_24, AUTUMN_25], 2),
        ("two_terms", [AUTUMN_24], 1),
        ("two_terms", [Span(date(2024, 9, 1), date(2025, 1, 22))], 0),
        ("two_terms", [Span(date(2024, 9, 1), date(2024, 11, 5)), Span(date(2024, 11, 5), date(2025, 1, 23))], 1),
        ("two_terms", [AUTUMN_24, AUTUMN_24], 1),
        ("twelve_months", [Span(date(2024, 9, 1), date(2025, 9, 1))], 12),
        ("twelve_months", [Span(date(2024, 9, 1), date(2025, 8, 31))], 12),
        ("twelve_months", [Span(date(2024, 9, 1), date(2025, 8, 30))], 11),
        ("twelve_months", [AUTUMN_24, SPRING_25], 9),
        ("twelve_months", [Span(date(2024, 1, 31), date(2024, 2, 29))], 0),
        ("september_to_july", [Span(date(2024, 9, 1), date(2025, 7, 2))], 1),
        ("september_to_july", [Span(date(2024, 9, 1), date(2025, 7, 1))], 0),
        ("september_to_july", [Span(date(2024, 9, 2), date(2025, 7, 10))], 0),
        ("september_to_july", [Span(date(2024, 9, 1), date(2026, 7, 2))], 2),
        ("september_to_july", [AUTUMN_24, SPRING_25], 0),
    ],
)
def test_time_on_exchange_is_counted_as_the_rule_says(rule, stints, wanted):
    assert rules.length(stints, rule=rule, terms=TERMS) == wanted


@pytest.mark.parametrize(
    ("stints", "standing"),
    [
        ([AUTUMN_24, Span(date(2025, 2, 20), date(2025, 7, 3))], "done"),
        ([AUTUMN_24, AUTUMN_25], "on_track"),
        ([AUTUMN_25], "short"),
        ([AUTUMN_25, SPRING_26], "on_track"),
    ],
)
def test_a_stint_under_way_is_on_track_when_it_will_be_enough(stints, standing):
    found = rules.served(stints, rule="two_terms", years=Decimal(1), terms=TERMS, today=TODAY)
    assert found.standing == standing


def test_a_plan_is_judged_before_the_next_terms_are_entered_but_nothing_is_served_by_them():
    year, today = Span(date(2025, 9, 1), date(2026, 7, 3)), date(2025, 11, 1)
    to_come = rules.terms_to_come([(2025, 1)], [year], today)
    assert to_come[0] == Span(date(2026, 3, 1), date(2026, 7, 1))
    found = rules.served([year], rule="two_terms", years=Decimal(1), terms=[AUTUMN_25, *to_come], today=today)
    assert (found.so_far, found.planned, found.standing) == (0, 2, "on_track")
    assert rules.terms_to_come([], [year], date(2026, 7, 1)) == rules.terms_to_come([], [SPRING_26], date(2026, 7, 1))


@pytest.mark.parametrize(
    ("missing", "whole", "backbone", "wanted"),
    [
        (2, 5, 5, (2, 1)),
        (0, 7, 6, (0, 0)),
        (0, 7, 5, (3, 3)),
        (7, 0, 0, (7, 6)),
        (0, 0, 0, (0, 0)),
    ],
)
def test_the_gap_says_how_many_more_and_of_them_backbone(missing, whole, backbone, wanted):
    gap = rules.gap(missing=missing, whole=whole, backbone=backbone, share=Decimal("0.80"), today=TODAY)
    assert (gap.people, gap.backbone) == wanted
    assert gap.by == date(2026, 3, 1)


def test_where_all_must_be_backbone_nobody_can_outweigh_one_who_is_not():
    gap = rules.gap(missing=0, whole=7, backbone=6, share=Decimal(1), today=TODAY)
    assert gap.is_hopeless
    assert not gap.is_closed


@pytest.mark.parametrize(
    ("today", "look"),
    [
        ((2026, 3, 1), (2026, 3, 1)),
        ((2026, 3, 2), (2026, 9, 1)),
        ((2026, 9, 1), (2026, 9, 1)),
        ((2026, 9, 2), (2027, 3, 1)),
    ],
)
def test_the_next_look_is_on_the_first_of_march_or_september(today, look):
    assert rules.next_look(date(*today)) == date(*look)


@pytest.mark.parametrize(
    ("raw", "bonus", "passed", "rank"),
    [(5, 2, True, 3), (2, 5, True, 1), (5, 2, False, 5), (None, 2, True, None), (5, 0, True, 5)],
)
def test_the_rank_is_raised_but_never_beyond_the_first(raw, bonus, passed, rank):
    assert rules.adjusted_rank(raw, bonus=Decimal(bonus), passed=passed) == rank


SHARES = st.decimals(0, 1, places=2)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
SPANS = st.builds(lambda day, days: Span(day, day + timedelta(days=days)), DAYS, st.integers(1, 500))


@given(st.integers(0, 5000), SHARES)
def test_the_required_number_is_the_least_that_reaches_the_share(base, share):
    number = rules.required(base, share)
    assert number >= share * base > number - 1 or number == share * base == 0


@given(st.integers(0, 40), st.integers(0, 60), st.integers(0, 60), st.decimals("0", "0.99", places=2))
def test_who_comes_in_addition_closes_the_gap_and_nobody_is_superfluous(missing, whole, backbone, share):
    backbone = min(backbone, whole)
    gap = rules.gap(missing=missing, whole=whole, backbone=backbone, share=share, today=TODAY)
    assert missing <= gap.people
    assert 0 <= gap.backbone <= gap.people
    assert backbone + gap.backbone >= rules.backbone_required(whole + gap.people, share)
    if gap.people > missing:
        fewer = gap.people - 1
        assert backbone + fewer < share * (whole + fewer)


@given(st.lists(SPANS, max_size=6), st.sampled_from(list(rules.DurationRule)))
def test_days_in_two_stints_count_once_and_more_never_counts_less(stints, rule):
    once = rules.length(stints, rule=rule, terms=TERMS)
    assert rules.length([*stints, *stints], rule=rule, terms=TERMS) == once
    assert sum((s.to_on - s.from_on).days for s in rules.joined(stints)) == len({day for s in stints for day in s})


@given(SPANS)
def test_whole_months_never_exceed_the_days(span):
    months = rules.length([span], rule="twelve_months")
    assert Decimal(28 * months) <= (span.to_on - span.from_on).days
    assert months >= (Decimal((span.to_on - span.from_on).days) / 31).to_integral_value(ROUND_CEILING) - 1
