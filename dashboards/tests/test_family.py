"""The first pages of families: parents, parent leaders, presidents, grade committees."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import create_post, create_user
from communities.models import Membership
from communities.tests.factories import (
    activate,
    create_community,
    create_consent,
    create_duty,
    create_full_community,
    create_membership,
    create_president,
    create_rota,
    create_slot,
    create_swap,
    create_venue,
    parents_of,
)
from core.dates import monday_of
from families.tests.factories import give_consent
from notices.models import Notice
from registry.tests.factories import create_guardian, create_student
from schools.tests.factories import create_term

HOME = reverse("dashboards:home")
MOST_BYTES = 60_000

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return create_full_community()


def rota_of(community):
    return create_rota(community=community, from_on=monday_of(timezone.localdate()), is_filed=True)


def opened_by(client, user):
    client.force_login(user)
    return client.get(HOME)


def in_days(number: int):
    return timezone.localdate() + timedelta(days=number)


def test_a_parents_page_takes_eight_statements_however_much_there_is(client, community, django_assert_num_queries):
    leader, parent = parents_of(community)[:2]
    create_term(school=community.school)
    rota = rota_of(community)
    for number in range(3):
        create_duty(slot=create_slot(rota=rota, on=in_days(number + 1)), guardian=parent)
        Notice.objects.create(recipient=parent.user, subject="x", dedupe=str(number))
        create_guardian(student=create_student(school=community.school), user=parent.user)
    create_swap(duty=create_duty(slot=create_slot(rota=rota, on=in_days(5)), guardian=leader))
    opened_by(client, parent.user)
    with django_assert_num_queries(8):
        response = client.get(HOME)
    assert len(response.content) < MOST_BYTES


def test_what_waits_for_an_answer_is_counted_by_kind(client, community):
    leader, parent = parents_of(community)[:2]
    child = parent.students.get()
    draft = create_community(society=community.society)
    create_membership(community=draft, person=child, state="proposed")
    give_consent(student=child, guardian=parent)
    slot = create_slot(rota=rota_of(community), on=in_days(1))
    create_duty(slot=slot, guardian=parent)
    create_swap(duty=create_duty(slot=create_slot(rota=slot.rota, on=in_days(2)), guardian=leader, state="accepted"))
    create_consent(venue=create_venue(community=community, kind="home", host=parent), to_on=in_days(9))
    waiting = opened_by(client, parent.user).context["waiting"]
    assert (waiting.invitations, waiting.consents, waiting.duties, waiting.hosts, waiting.swaps) == (1, 1, 1, 1, 1)
    other = parents_of(community)[2]
    waiting = opened_by(client, other.user).context["waiting"]
    assert (waiting.invitations, waiting.consents, waiting.duties, waiting.hosts, waiting.swaps) == (0, 2, 0, 0, 1)


def test_each_thing_that_waits_leads_to_a_page_that_opens(client, community):
    parent = parents_of(community)[1]
    create_duty(slot=create_slot(rota=rota_of(community), on=timezone.localdate()), guardian=parent)
    html = opened_by(client, parent.user).content.decode()
    for name in ("communities:duty_list", "communities:leave_ask", "families:consent_ask"):
        assert reverse(name) in html
        assert client.get(reverse(name), follow=True).status_code == 200


def test_nothing_of_another_family_or_group_is_shown(client, community):
    elsewhere = create_full_community()
    create_duty(slot=create_slot(rota=rota_of(elsewhere), on=in_days(1)), guardian=parents_of(elsewhere)[0])
    html = opened_by(client, parents_of(community)[1].user).content.decode()
    for membership in [*elsewhere.memberships.all(), *community.memberships.pupils()]:
        is_own = membership.student and membership.student.guardians.filter(user=parents_of(community)[1].user).exists()
        assert is_own or str(membership.person) not in html


def test_a_child_from_whom_a_parent_is_barred_is_not_on_the_page(client):
    child = create_student(name="隔离的孩子")
    guardian = create_guardian(student=child, link={"is_barred": True})
    user = activate(guardian)  # who is barred gets no slip, but may have had an account before
    assert "隔离的孩子" not in opened_by(client, user).content.decode()


def test_a_leader_sees_what_the_group_needs_and_another_parent_does_not(client, community):
    leader, parent = parents_of(community)[:2]
    create_slot(rota=rota_of(community), on=in_days(1))
    create_membership(community=community, person=create_student(school=community.school), state="proposed")
    (care,) = opened_by(client, leader.user).context["cared_for"]
    assert (care.community, care.lacking, care.unanswered, care.outside) == (community, 1, 1, 0)
    assert opened_by(client, parent.user).context["cared_for"] == []


def test_a_week_without_a_filed_rota_is_pointed_out(client, community):
    leader = parents_of(community)[0].user
    (care,) = opened_by(client, leader).context["cared_for"]
    assert care.needs_rota
    rota_of(community)
    (care,) = opened_by(client, leader).context["cared_for"]
    assert not care.needs_rota


def test_a_president_sees_the_society_and_its_groups_in_a_constant_number_of_statements(
    client, community, django_assert_max_num_queries
):
    president = create_president(society=community.society)
    for number in range(4):
        create_community(society=community.society)
        create_slot(rota=create_rota(community=create_full_community(society=community.society)), on=in_days(number))
    response = opened_by(client, president)
    assert [society.community_count for society in response.context["societies"]] == [9]
    assert len(response.context["cared_for"]) == 9
    with django_assert_max_num_queries(20):
        client.get(HOME)


def test_a_grade_committee_sees_the_communities_of_its_grade(client, community):
    grade = community.school.grades.get(number=3)
    user = create_post(role=Role.GRADE_COMMITTEE, school=community.school, scope_id=grade.pk).user
    create_full_community()
    shown = opened_by(client, user).context["grade_communities"]
    assert [each.community for each in shown] == [community]


def test_an_adviser_sees_the_groups_advised_and_what_one_is_asked(client, community):
    teacher = community.memberships.get(kind=Membership.Kind.ADVISER).teacher
    create_post(role=Role.TEACHER, school=community.school, user=teacher.user)
    asked = create_community(society=community.society)
    create_membership(community=asked, person=teacher, state="proposed")
    slot = create_slot(rota=rota_of(community), on=in_days(1))
    advised = opened_by(client, teacher.user).context["advised"]
    assert [(a.membership.community, a.is_asked, a.next_session) for a in advised] == [
        (asked, True, None),
        (community, False, slot),
    ]


def test_somebody_who_is_a_parent_nowhere_sees_no_family(client):
    response = opened_by(client, create_user())
    assert "dashboards/no_post.html" in {template.name for template in response.templates}
