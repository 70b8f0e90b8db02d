"""The quota board: what each sees of it, read from what the rulebook judges (F-09, X-07)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import create_post, user_with
from observations.selectors.quotas import quota_board, sums
from observations.tests.observed import MONDAY, observe, observe_often, observing
from rulebook.models import Obligation, RoleHolder
from rulebook.services.expanding import expand_term
from rulebook.services.waiving import waive
from rulebook.tests.factories import AUTUMN, create_obligations, create_small
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db
BOARD = reverse("observations:quota_board")
TODAY = date(2026, 11, 24)  # after twelve of the term's teaching weeks
EN = {"headers": {"accept-language": "en"}}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


def board_of(small, user):
    return quota_board(small.school, small.term, user=user, today=TODAY)


def quota_of(small, user):
    (own,) = board_of(small, user).own
    return own


def owed_by(user):
    return Obligation.objects.get(requirement__in=("C3-Q01", "C3-Q04", "C3-Q06", "C6-Q03"), bearers=[user.pk])


def test_a_quota_of_the_term_says_done_to_go_and_pace():
    small = observing("C3")
    observe_often(small, small.a1, small.a2, 3)
    quota = quota_of(small, small.a1)
    assert (quota.done, quota.needed, quota.remaining, quota.expected) == (3, 10, 7, 5)
    assert quota.is_behind
    assert quota.a_week
    assert quota.a_week * 9 >= 7


def test_who_keeps_the_pace_is_not_behind():
    small = observing("C3")
    observe_often(small, small.a1, small.a2, 5)
    assert not quota_of(small, small.a1).is_behind


def test_a_weekly_quota_shows_each_week_by_itself():
    small = observing("C6")
    observe(small, small.a1, small.a2)
    observe(small, small.a1, small.a2, on=MONDAY + timedelta(days=7))
    observe(small, small.a1, small.a2, on=TODAY - timedelta(days=1))
    quota = quota_of(small, small.a1)
    states = {week.bucket.span.from_on: week.state for week in quota.weeks}
    assert states[MONDAY] == states[MONDAY + timedelta(days=7)] == "met"
    assert states[MONDAY + timedelta(days=14)] == "missed"
    assert states[date(2026, 11, 23)] == "met"
    assert states[date(2026, 11, 30)] == "later"
    assert (quota.met, quota.remaining) == (3, 0)


def test_a_week_that_is_waived_says_why():
    small = observing("C6")
    waive(
        obligation=owed_by(small.a1), reason="training in the county", by=small.principal, from_on=MONDAY, to_on=MONDAY
    )
    week = next(week for week in quota_of(small, small.a1).weeks if week.bucket.span.from_on == MONDAY)
    assert (week.state, week.reason) == ("waived", "training in the county")


def test_who_has_quotas_of_two_documents_is_counted_once():
    small = observing("C3", "C6")
    everyone = board_of(small, small.h1).all
    assert len(everyone) == 8
    assert sums(everyone).people == 4


def test_the_highest_of_several_posts_is_named_with_those_not_asked(client):
    small = create_small()
    RoleHolder.objects.create(school=small.school, role="central_group_head", user=small.h1, from_on=AUTUMN)
    create_obligations(small, "C3")
    quota = quota_of(small, small.h1)
    assert (quota.needed, {least for _, least in quota.others}) == (15, {10})
    client.force_login(small.h1)
    assert "The highest of several posts counts" in client.get(BOARD, **EN).content.decode()


def test_each_sees_the_own_heads_their_group_and_leaders_the_school():
    small = observing("C3")

    def seen(user):
        return {each.name for each in board_of(small, user).all}

    assert seen(small.a1) == set()
    assert seen(small.h1) == {"h1", "a1", "a2", "a3"}
    everybody = {"principal", "vice", "director", "clerk", "h1", "h2", "h3", "a1", "a2", "a3", "b1", "b2", "c1"}
    assert seen(small.clerk) == seen(small.principal) == everybody


def test_the_list_stands_by_name_within_groups_and_can_be_narrowed(client):
    small = observing("C3")
    observe_often(small, small.a2, small.a1, 10)
    client.force_login(small.h1)

    def names(**words):
        return [each.name for each in client.get(BOARD, words).context["page"].object_list]

    assert names() == ["a1", "a2", "a3", "h1"]
    assert names(behind="1") == ["a1", "a3", "h1"]
    assert names(q="a2") == ["a2"]
    assert names(sort="-done")[0] == "a2"
    assert names(group="数学组") == []


def test_a_quota_opens_for_its_bearer_the_head_and_the_leaders_only(client):
    small = observing("C3")
    page = reverse("observations:quota_show", args=[owed_by(small.a1).public_id])
    elsewhere = user_with(Role.PRINCIPAL, school=create_school())
    for user, status in ((small.a1, 200), (small.h1, 200), (small.vice, 200), (small.a2, 404), (elsewhere, 404)):
        client.force_login(user)
        assert client.get(page).status_code == status


def test_behind_a_count_stand_the_lessons_and_what_is_missing_of_the_others(client):
    small = observing("C3")
    counting = observe(small, small.a1, small.b1)
    observe(small, small.a1, small.b1, period=2, talked_over=False)
    observe(small, small.a1, small.b1, period=3, notes="")
    page = reverse("observations:quota_show", args=[owed_by(small.a1).public_id])
    client.force_login(small.a1)
    context = client.get(page).context
    assert [fact.public_id for fact in context["page"].object_list] == [counting.public_id]
    assert sorted(fact.missing for fact in context["waiting"]) == [("notes",), ("talk",)]
    client.force_login(small.h1)  # the lessons of another group: which they were, not what was written
    facts = client.get(page).context["page"].object_list
    assert [(fact.person, fact.public_id) for fact in facts] == [("b1", None)]


def test_without_a_quota_in_force_the_page_says_so(client):
    small = create_small()
    create_obligations(small, "C4")
    client.force_login(small.a1)
    assert "No quota is in force" in client.get(BOARD, **EN).content.decode()


def test_who_owes_nothing_is_told_so(client):
    small = observing("C7")
    client.force_login(small.a1)
    assert "You owe no observations in this term" in client.get(BOARD, **EN).content.decode()


def test_a_later_post_brings_its_quota_with_the_next_expansion():
    small = observing("C6")
    create_post(role=Role.RESEARCH_GROUP_HEAD, school=small.school, user=small.a1, scope_id=small.groups["语文"].pk)
    expand_term(school=small.school, term=small.term, as_of=TODAY)
    assert quota_of(small, small.a1).line.requirement.id == "C6-Q02"


@pytest.mark.parametrize("number", [1, 12])
def test_the_board_costs_the_same_for_few_and_for_many_observations(client, django_assert_num_queries, number):
    small = observing("C3")
    for user in (small.a1, small.a2, small.b1):
        observe_often(small, user, small.a3, number)
    client.force_login(small.principal)
    client.get(BOARD)
    with django_assert_num_queries(15):
        client.get(BOARD)
