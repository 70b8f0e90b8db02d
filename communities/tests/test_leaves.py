"""Leave: asked for own children, seen by who looks after them, taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.models import Leave, Membership
from communities.services import leaves as services
from communities.tests.factories import (
    MONDAY,
    create_duty,
    create_full_community,
    create_membership,
    create_rota,
    create_slot,
    moment,
    parents_of,
)
from core.refusals import Refused
from notices.models import Notice
from registry.models import Guardianship
from registry.tests.factories import create_student

pytestmark = pytest.mark.django_db

NOW = moment(MONDAY, "08:00")
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def community():
    return create_full_community()


@pytest.fixture
def guardian(community):
    return parents_of(community)[2]


@pytest.fixture
def child(guardian):
    return guardian.students.get()


def ask(guardian, *students, from_on=MONDAY, to_on=MONDAY) -> list[Leave]:
    return services.ask(students=students, from_on=from_on, to_on=to_on, by=guardian.user, now=NOW)


def test_the_leader_and_those_on_duty_on_these_days_are_told_without_a_name(community, guardian, child):
    child.name = "canary"
    child.save()
    rota = create_rota(community=community, is_filed=True)
    leader, on_duty, _, other = parents_of(community)
    create_duty(slot=create_slot(rota=rota, on=TUESDAY), guardian=on_duty)
    create_duty(slot=create_slot(rota=rota, on=TUESDAY + timedelta(days=1)), guardian=other)

    ask(guardian, child, to_on=TUESDAY)
    assert {notice.recipient for notice in Notice.objects.all()} == {leader.user, on_duty.user}
    assert Notice.objects.first().subject == f"{community.name}：有学生请假，10月12日 – 10月13日"
    assert not any("canary" in notice.subject + notice.body for notice in Notice.objects.all())


def test_taking_back_tells_the_same_people_again(community, guardian, child):
    (leave,) = ask(guardian, child)
    services.take_back(leave=leave, by=guardian.user, now=NOW)
    assert [notice.recipient for notice in Notice.objects.all()] == [parents_of(community)[0].user] * 2
    assert not Leave.objects.on(MONDAY).exists()
    with pytest.raises(Refused, match="leave-taken-back"):
        services.take_back(leave=leave, by=guardian.user, now=NOW)


def test_who_asks_is_not_told(community):
    leader = parents_of(community)[0]
    ask(leader, leader.students.get())
    assert not Notice.objects.exists()


def test_a_child_in_no_community_can_be_on_leave_too(community, guardian, child):
    Membership.objects.filter(student=child).delete()
    ask(guardian, child)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("from_on", "to_on", "reason"),
    [
        (TUESDAY, MONDAY, "leave-days-order"),
        (MONDAY - timedelta(days=1), MONDAY, "leave-in-the-past"),
        (MONDAY, MONDAY + timedelta(days=121), "leave-too-long"),
    ],
)
def test_days_that_cannot_be(guardian, child, from_on, to_on, reason):
    with pytest.raises(Refused, match=reason):
        ask(guardian, child, from_on=from_on, to_on=to_on)


def test_the_same_days_are_asked_once(guardian, child):
    (leave,) = ask(guardian, child, to_on=TUESDAY)
    with pytest.raises(Refused, match="leave-known"):
        ask(guardian, child, from_on=TUESDAY, to_on=TUESDAY)
    services.take_back(leave=leave, by=guardian.user, now=NOW)
    assert ask(guardian, child, from_on=TUESDAY, to_on=TUESDAY)


def test_only_for_own_children_and_never_where_barred(community, guardian, child):
    other = parents_of(community)[1].students.get()
    with pytest.raises(Refused, match="not-your-child"):
        ask(guardian, child, other)
    Guardianship.objects.filter(guardian=guardian).update(is_barred=True)
    with pytest.raises(Refused, match="not-your-child"):
        ask(guardian, child)
    assert not Leave.objects.exists()


def test_nobody_takes_back_another_familys_leave(community, guardian, child):
    (leave,) = ask(guardian, child)
    with pytest.raises(Refused, match="not-your-child"):
        services.take_back(leave=leave, by=parents_of(community)[0].user, now=NOW)


def test_what_is_over_stays(guardian, child):
    (leave,) = ask(guardian, child)
    with pytest.raises(Refused, match="leave-over"):
        services.take_back(leave=leave, by=guardian.user, now=NOW + timedelta(days=1))


def test_who_sees_who_is_on_leave(community, guardian, child):
    (leave,) = ask(guardian, child)
    leader, other = parents_of(community)[:2]
    adviser = community.memberships.advisers().get().teacher.user
    seen = [list(Leave.objects.visible_to(user)) for user in (guardian.user, leader.user, adviser, other.user)]
    assert seen == [[leave], [leave], [leave], []]
    create_duty(slot=create_slot(rota=create_rota(community=community, is_filed=True)), guardian=other)
    assert list(Leave.objects.visible_to(other.user)) == [leave]


def form(child, **values) -> dict:
    return {"students": [child.public_id], "days": "today", **values}


@pytest.mark.parametrize(("days", "later"), [("today", 0), ("tomorrow", 1)])
def test_one_tap_for_today_or_tomorrow(client, guardian, child, days, later):
    client.force_login(guardian.user)
    response = client.post(reverse("communities:leave_ask"), form(child, days=days))
    assert response.url == reverse("communities:leave_list")
    day = timezone.localdate() + timedelta(days=later)
    assert list(Leave.objects.values_list("from_on", "to_on")) == [(day, day)]


def test_other_days_need_a_first_day(client, guardian, child):
    client.force_login(guardian.user)
    url, today = reverse("communities:leave_ask"), timezone.localdate()
    assert "from_on" in client.post(url, form(child, days="several")).context["form"].errors
    past = client.post(url, form(child, days="several", from_on=today - timedelta(days=1)))
    assert past.context["form"].non_field_errors() == ["只能从今天或以后的日期开始请假。"]
    client.post(url, form(child, days="several", from_on=today + timedelta(days=2), to_on=today + timedelta(days=4)))
    assert Leave.objects.get().to_on == today + timedelta(days=4)


def test_the_form_offers_own_children_in_communities_at_every_school(client, community, guardian, child):
    elsewhere = create_full_community()
    second = parents_of(elsewhere)[1]
    second.user = guardian.user
    second.save()
    outside = create_student(school=guardian.school)
    Guardianship.objects.create(school=guardian.school, student=outside, guardian=guardian, relation="51")
    client.force_login(guardian.user)
    response = client.get(reverse("communities:leave_ask"))
    assert set(response.context["form"].fields["students"].queryset) == {child, second.students.get()}
    stranger = parents_of(community)[1].students.get()
    assert client.post(reverse("communities:leave_ask"), form(stranger)).context["form"].errors


def test_without_a_community_there_is_nothing_to_ask(client, guardian, child):
    Membership.objects.filter(student=child).update(state="left", left_on=MONDAY)
    client.force_login(guardian.user)
    response = client.get(reverse("communities:leave_ask"), follow=True)
    assert "孩子还没有加入成长共同体" in response.content.decode()


def test_leave_is_taken_back_on_the_page_and_only_by_the_family(client, community, guardian, child):
    today = timezone.localdate()
    leave = Leave.objects.create(school=child.school, student=child, from_on=today, to_on=today, asked_by=guardian.user)
    url = reverse("communities:leave_take_back", args=[leave.public_id])
    client.force_login(parents_of(community)[0].user)
    assert client.post(url).status_code == 404
    client.force_login(guardian.user)
    client.post(url)
    leave.refresh_from_db()
    assert leave.taken_back_at is not None


def test_the_list_is_paged_at_a_pinned_number_of_queries(client, guardian, child, django_assert_max_num_queries):
    client.force_login(guardian.user)
    for later in range(25):
        day = MONDAY + timedelta(days=later)
        Leave.objects.create(school=child.school, student=child, from_on=day, to_on=day, asked_by=guardian.user)
    with django_assert_max_num_queries(14):
        response = client.get(reverse("communities:leave_list"))
    assert len(response.context["page"]) == 20


def test_a_second_guardian_sees_the_same_leave(client, community, guardian, child):
    second = parents_of(community)[3]
    Guardianship.objects.create(school=child.school, student=child, guardian=second, relation="52")
    create_membership(community=community, person=create_student(school=child.school))
    (leave,) = ask(guardian, child)
    client.force_login(second.user)
    assert list(client.get(reverse("communities:leave_list")).context["page"]) == [leave]
