"""F-19: an even spread, each once, the same by the same seed, around leave."""

from datetime import date
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.selectors.in_force import frame
from rulebook.tests.factories import create_small
from teaching_checks.rules.roster import spread, weeks_of_second_half

TEACHERS = st.sets(st.integers(1, 400), max_size=90)
WEEKS = st.integers(1, 12)
SEEDS = st.integers(0, 2**40)


def test_46_teachers_in_9_weeks_are_six_once_and_five_eight_times():
    lists = spread(range(46), 9, seed=20261113)
    assert sorted(map(len, lists)) == [5] * 8 + [6]
    assert sorted(teacher for week in lists for teacher in week) == list(range(46))


@given(TEACHERS, WEEKS, SEEDS)
def test_everybody_stands_in_one_week_and_the_weeks_differ_by_one_at_most(teachers, weeks, seed):
    lists = spread(teachers, weeks, seed=seed)
    assert sorted(teacher for week in lists for teacher in week) == sorted(teachers)
    mean = len(teachers) / weeks
    assert {len(week) for week in lists} <= {floor(mean), ceil(mean)}


@given(TEACHERS, WEEKS, SEEDS)
def test_the_same_seed_draws_the_same_in_whatever_order_the_teachers_come(teachers, weeks, seed):
    again = spread(sorted(teachers, reverse=True), weeks, seed=seed)
    assert spread(teachers, weeks, seed=seed) == again


@given(st.data(), WEEKS, SEEDS)
def test_nobody_stands_in_a_week_of_leave_and_who_is_always_away_in_none(data, weeks, seed):
    teachers = data.draw(st.sets(st.integers(1, 60), max_size=30))
    away = {t: data.draw(st.sets(st.integers(0, weeks - 1))) for t in sorted(teachers) if t % 3 == 0}
    lists = spread(teachers, weeks, seed=seed, away=away)
    for number, week in enumerate(lists):
        assert not [teacher for teacher in week if number in away.get(teacher, ())]
    always = {t for t, gone in away.items() if len(gone) == weeks}
    assert sorted(t for week in lists for t in week) == sorted(teachers - always)


@given(st.integers(0, 11), SEEDS)
def test_one_person_on_leave_leaves_the_others_evenly_spread(week, seed):
    lists = spread(range(46), 12, seed=seed, away={7: {week}})
    assert {len(each) for each in lists} == {3, 4}
    assert 7 not in lists[week]


def test_others_make_room_when_many_are_bound_to_the_same_weeks():
    bound = {teacher: set(range(2, 6)) for teacher in range(8)}
    assert sorted(map(len, spread(range(12), 6, seed=3, away=bound))) == [1, 1, 1, 1, 4, 4]


def test_without_weeks_nobody_is_drawn():
    assert spread([1, 2], 0, seed=1) == []


@pytest.mark.django_db
def test_the_second_half_runs_from_the_exam_in_the_middle_to_the_final_exam():
    small = create_small()
    weeks = weeks_of_second_half(frame(small.school, small.term))
    assert (len(weeks), weeks[0], weeks[-1]) == (9, date(2026, 11, 16), date(2027, 1, 11))


@pytest.mark.django_db
def test_a_term_without_exam_dates_is_cut_in_its_middle_week():
    nothing = dict.fromkeys(("midterm_starts_on", "midterm_ends_on", "final_starts_on", "final_ends_on"))
    small = create_small(**nothing)
    weeks = weeks_of_second_half(frame(small.school, small.term))
    assert weeks[-1] == date(2027, 1, 18)
