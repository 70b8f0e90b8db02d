"""Who observed whom, and which classes nobody observed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from observations.selectors.matrix import by_class, matrix, never_observed
from observations.tests.observed import MONDAY, observe, observe_often, observing

pytestmark = pytest.mark.django_db
MAP = reverse("observations:observation_map")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: MONDAY + timedelta(days=14))


@pytest.fixture
def small():
    return observing("C3")


def asked(small):
    return {"school": small.school, "term": small.term, "user": small.principal}


def test_each_pair_is_counted_and_a_withdrawn_lesson_is_not(small):
    observe_often(small, small.a1, small.b1, 2)
    observe(small, small.b1, small.a1)
    observe(small, small.b2, small.a1, withdrawn_at=timezone.now(), withdrawn_why="entered twice")
    found = matrix(**asked(small))
    assert found.counts == {(small.a1.pk, small.b1.pk): 2, (small.b1.pk, small.a1.pk): 1}
    assert (found.total, found.of_observed()[small.b1.pk]) == (3, 2)


def test_classes_and_teachers_without_an_observation_are_found(small):
    observe(small, small.b1, small.h1)
    counts = {each.pk: each.count for each in by_class(**asked(small))}
    assert sorted(counts.values()) == [0, 0, 1]
    never = {name for _user, name in never_observed(**asked(small))}
    assert "h1" not in never
    assert {"a1", "b1", "director"} <= never


def test_every_figure_opens_its_list(client, small):
    observe_often(small, small.a1, small.b1, 2)
    observe(small, small.a1, small.b2, period=1, on=MONDAY + timedelta(days=1))
    client.force_login(small.principal)
    response = client.get(MAP)
    assert response.status_code == 200
    pair = {"observer": small.a1.pk, "teacher": small.b1.pk}
    found = client.get(reverse("observations:observed_list"), pair)
    assert found.context["page"].paginator.count == 2
    assert f"observer={small.a1.pk}&amp;teacher={small.b1.pk}" in response.content.decode()


def test_only_the_office_and_leaders_open_it(client, small):
    for name, status in (("principal", 200), ("clerk", 200), ("h1", 403), ("a1", 403)):
        client.force_login(small.people[name])
        assert client.get(MAP).status_code == status


@pytest.mark.parametrize("number", [1, 15])
def test_the_map_costs_the_same_for_few_and_for_many(client, django_assert_num_queries, small, number):
    for user in (small.a1, small.a2, small.h2):
        observe_often(small, user, small.b1, number)
    client.force_login(small.principal)
    client.get(MAP)
    with django_assert_num_queries(11):
        client.get(MAP)
