"""The draw of a spot sample."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teaching_checks.rules.sampling import Candidate, Career, career_stage, draw

patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
candidates = st.lists(
    st.builds(Candidate, st.integers(1, 500), st.sampled_from(Career)), unique_by=lambda each: each.key, max_size=60
)


@pytest.mark.parametrize(
    ("employed_from", "stage"),
    [
        (date(2026, 9, 1), Career.NEW),
        (date(2025, 11, 11), Career.NEW),
        (date(2025, 11, 10), Career.YOUNG),
        (date(2021, 11, 11), Career.YOUNG),
        (date(2021, 11, 10), Career.OTHER),
        (None, Career.OTHER),
    ],
    ids=str,
)
def test_career_stages_follow_the_whole_years_of_work(employed_from, stage):
    assert career_stage(employed_from=employed_from, on=date(2026, 11, 10)) == stage


@patiently
@given(candidates, st.integers(1, 70), st.integers(0, 2**62), st.randoms())
def test_a_sample_is_repeatable_of_the_wanted_size_and_blind_to_order(people, size, seed, chance):
    sample = draw(people, size=size, seed=seed)
    chance.shuffle(people)
    assert draw(people, size=size, seed=seed) == sample
    assert len(set(sample)) == min(size, len(people))
    assert set(sample) <= {each.key for each in people}


@patiently
@given(candidates, st.integers(1, 30), st.integers(0, 2**62))
def test_a_larger_sample_of_the_same_seed_holds_the_smaller_one(people, size, seed):
    assert set(draw(people, size=size, seed=seed)) <= set(draw(people, size=size + 1, seed=seed))


def test_new_teachers_are_drawn_more_often_than_young_ones_and_those_more_often_than_others():
    people = [Candidate(n, list(Career)[n % 3]) for n in range(30)]
    drawn = [key for seed in range(300) for key in draw(people, size=6, seed=seed)]
    new, young, other = (sum(1 for key in drawn if key % 3 == place) for place in range(3))
    assert new > 1.3 * young > 1.3 * 1.3 * other
