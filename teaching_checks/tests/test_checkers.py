"""Who inspects whom, with plain numbers: 1 principal, 2 vice, 3 director; heads 11, 21; teachers 12, 13, 22."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teaching_checks.rules.checkers import Checkers, Scene, inspectors, leaders_chain

patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SCENE = Scene(
    heads={1: 11, 2: 21, 3: 31},
    members={1: [11, 12, 13], 2: [21, 22, 3], 3: [31]},
    directors=[3],
    vices=[2],
    principals=[1],
)


@pytest.mark.parametrize(
    ("how", "person", "by"),
    [
        pytest.param(Checkers.CHAIN, 12, 11, id="C3.4-teacher-by-head"),
        pytest.param(Checkers.CHAIN, 11, 3, id="C3.4-head-by-director"),
        pytest.param(Checkers.CHAIN, 3, 21, id="C3.4-director-who-teaches-by-head"),
        pytest.param(Checkers.CHAIN, 99, 3, id="C3.4-without-a-group"),
        pytest.param(Checkers.GROUP, 12, 11, id="C5.4-teacher-by-head"),
        pytest.param(Checkers.GROUP, 11, 12, id="C5.4-head-by-next-member"),
        pytest.param(Checkers.GROUP, 31, 3, id="C5.4-group-of-one"),
        pytest.param(Checkers.OFFICE, 12, None, id="office"),
    ],
)
def test_each_way_names_an_inspector(how, person, by):
    assert inspectors(how, [person], SCENE) == {person: by}


def test_a_director_who_heads_a_group_is_inspected_by_the_vice_principal():
    scene = Scene(heads={2: 3}, members={2: [3, 22]}, directors=[3], vices=[2], principals=[1])
    assert inspectors(Checkers.CHAIN, [3, 22], scene) == {3: 2, 22: 3}


def test_in_mutual_checks_everyone_of_a_group_inspects_another_one():
    assert inspectors(Checkers.EACH_OTHER, [11, 12, 13, 31], SCENE) == {11: 13, 12: 11, 13: 12, 31: 3}


def test_named_inspectors_get_as_many_each_and_never_themselves():
    assert inspectors(Checkers.NAMED, [12, 13, 22, 3], SCENE, named=[12, 13]) == {12: 13, 13: 12, 22: 12, 3: 13}
    assert inspectors(Checkers.NAMED, [12], SCENE, named=[12]) == {12: None}


def test_the_principal_inspects_the_leaders_but_not_himself():
    assert leaders_chain([2, 3, 1], SCENE) == {2: 1, 3: 1, 1: None}


@patiently
@given(
    st.sampled_from(Checkers),
    st.lists(st.sampled_from([1, 2, 3, 11, 12, 13, 21, 22, 31, 99]), unique=True),
    st.lists(st.sampled_from([1, 2, 3, 11, 12]), unique=True),
)
def test_nobody_ever_inspects_himself_and_everybody_is_asked_about(how, people, named):
    found = inspectors(how, people, SCENE, named=named)
    assert list(found) == people or set(found) == set(people)
    assert all(person != by for person, by in found.items())
