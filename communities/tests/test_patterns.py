"""What repeats: by hand, in one tap, and never twice."""

from datetime import time

import pytest
from django.urls import reverse

from communities.models import SlotPattern
from communities.refusals.rotas import WORDS
from communities.services import patterns
from communities.tests.factories import create_full_community, parents_of
from core.refusals import Refused

pytestmark = pytest.mark.django_db
HOMEWORK = {"kind": "homework", "weekdays": [1, 3], "starts_at": time(17), "ends_at": time(18, 30)}


@pytest.fixture
def community():
    return create_full_community()


@pytest.fixture
def leader(community):
    return parents_of(community)[0].user


def test_the_usual_duties_come_in_one_tap_and_only_once(community, leader):
    assert patterns.take_preset(community=community, preset="all", by=leader) == 5
    assert patterns.take_preset(community=community, preset="escorts", by=leader) == 0


def test_a_preset_leaves_alone_what_is_there(community, leader):
    patterns.add(community=community, fields=HOMEWORK, by=leader)
    assert patterns.take_preset(community=community, preset="school_days", by=leader) == 2
    assert SlotPattern.objects.get(kind="homework").weekdays == [1, 3]


def test_the_same_duty_at_the_same_time_is_refused(community, leader):
    patterns.add(community=community, fields=HOMEWORK, by=leader)
    with pytest.raises(Refused, match="pattern-double"):
        patterns.add(community=community, fields={**HOMEWORK, "starts_at": time(18), "ends_at": time(19)}, by=leader)
    patterns.add(community=community, fields={**HOMEWORK, "weekdays": [2]}, by=leader)


def test_a_change_does_not_clash_with_itself(community, leader):
    pattern = patterns.add(community=community, fields=HOMEWORK, by=leader)
    patterns.change(pattern=pattern, fields={**HOMEWORK, "ends_at": time(18)}, by=leader)
    assert SlotPattern.objects.get().ends_at == time(18)


def test_the_page_says_why_a_double_is_refused(client, community, leader):
    patterns.add(community=community, fields=HOMEWORK, by=leader)
    client.force_login(leader)
    url = reverse("communities:pattern_create", args=[community.public_id])
    response = client.post(url, {**HOMEWORK, "starts_at": "17:00", "ends_at": "18:00", "needed": 1})
    assert response.context["form"].non_field_errors() == [str(WORDS["pattern-double"])]
    assert SlotPattern.objects.count() == 1


def test_a_parent_who_does_not_lead_cannot_change_what_repeats(client, community, leader):
    pattern = patterns.add(community=community, fields=HOMEWORK, by=leader)
    client.force_login(parents_of(community)[1].user)
    assert client.get(reverse("communities:pattern_list", args=[community.public_id])).status_code == 404
    assert client.post(reverse("communities:pattern_remove", args=[pattern.public_id])).status_code == 404


def test_the_list_of_patterns_asks_a_fixed_number_of_queries(client, community, leader, django_assert_max_num_queries):
    patterns.take_preset(community=community, preset="all", by=leader)
    client.force_login(leader)
    with django_assert_max_num_queries(12):
        client.get(reverse("communities:pattern_list", args=[community.public_id]))
