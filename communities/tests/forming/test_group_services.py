"""Communities: created, led, approved, left, dissolved (G1.3.3, G1.3.4.V2, F-01)."""

import pytest
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import user_with
from communities import consequences, findings
from communities.models import Assignment, Community, Limits, Slot, Swap
from communities.rules import Level
from communities.selectors.groups import outside_rules
from communities.services import groups
from communities.tests.factories import (
    create_community,
    create_duty,
    create_full_community,
    create_membership,
    create_president,
    create_rota,
    create_slot,
    parents_of,
)
from communities.tests.forming.factories import agree_all, create_adviser, create_family, propose_all
from core.refusals import Refused
from families.consequences import carry_out, foretell
from notices.models import Notice
from registry.models import Student
from registry.tests.factories import create_student

pytestmark = pytest.mark.django_db


def refused(reason):
    return pytest.raises(Refused, match=f"^{reason}$")


@pytest.fixture
def formed(scene):
    """Everybody has agreed, leaders are chosen: a draft in which everything is in order but the adviser's load."""
    propose_all(scene)
    agree_all(scene.community)
    for kind in ("pupils", "parents"):
        first = getattr(scene.community.memberships, kind)().first()
        groups.choose_leader(membership=first, method="chosen", by=scene.president)
    return scene.community


@pytest.fixture
def running():
    """An approved community of four families with a filed rota far ahead, and its president."""
    community = create_full_community()
    rota = create_rota(community=community, from_on=timezone.localdate().replace(year=2099), is_filed=True)
    leader, second = parents_of(community)[:2]
    slots = [create_slot(rota=rota, on=rota.from_on, hours=hours) for hours in (("17:00", "18:00"), ("19:00", "20:00"))]
    duties = [create_duty(slot=slots[0], guardian=second), create_duty(slot=slots[1], guardian=leader)]
    return community, second, duties, create_president(society=community.society)


def levels(community) -> dict[str, Level]:
    return {f.code: f.level for f in findings.findings_of([community])[community.pk]}


def test_a_name_is_given_once_in_a_society(scene):
    with refused("name-taken"):
        groups.create(society=scene.society, name=f" {scene.community.name} ", by=scene.president)
    other = groups.create(society=scene.society, name="Sunflower", by=scene.president)
    with refused("name-taken"):
        groups.rename(community=other, name=scene.community.name, by=scene.president)
    assert groups.rename(community=other, name="Willow", by=scene.president).name == "Willow"


def test_a_dissolved_society_forms_nothing(scene):
    scene.society.dissolved_on = timezone.localdate()
    with refused("society-dissolved"):
        groups.create(society=scene.society, name="Willow", by=scene.president)


def test_only_who_has_agreed_counts_and_the_findings_turn_green_step_by_step(scene):
    propose_all(scene)
    assert levels(scene.community)["students"] == Level.VIOLATION
    agree_all(scene.community)
    found = levels(scene.community)
    assert (found["students"], found["parents"], found["advisers"]) == (Level.OK,) * 3
    assert found["student_leader"] == found["parent_leader"] == Level.VIOLATION
    with refused("outside-rules"):
        groups.approve(community=scene.community, by=scene.president)


def test_the_president_approves_what_is_in_order_and_everybody_is_told(scene, formed):
    approved = groups.approve(community=formed, by=scene.president, reason="not needed")
    assert (approved.state, approved.approved_by, approved.override_reason) == ("approved", scene.president, "")
    assert set(formed.memberships.values_list("state", flat=True)) == {"confirmed"}
    told = Notice.objects.filter(dedupe=f"approved-{formed.public_id}").values_list("recipient", flat=True)
    assert set(told) == {*(g.user_id for g in scene.guardians), scene.adviser.user_id}
    with refused("not-a-draft"):
        groups.approve(community=formed, by=scene.president)


def test_with_a_reason_the_school_approves_what_is_outside_the_rules(scene):
    propose_all(scene)
    approved = groups.approve(community=scene.community, by=scene.principal, reason=" two lanes only ")
    assert approved.override_reason == "two lanes only"
    assert set(scene.community.memberships.values_list("state", flat=True)) == {"proposed"}


def test_a_leader_is_a_pupil_or_parent_who_agreed_and_a_new_one_replaces_the_old(scene, formed):
    _first, second = formed.memberships.pupils()[:2]
    groups.choose_leader(membership=second, method="appointed", by=scene.president)
    leaders = formed.memberships.pupils().filter(is_leader=True)
    assert [(m.pk, m.leader_method) for m in leaders] == [(second.pk, "appointed")]
    proposed = create_membership(community=formed, person=create_family(scene.society)[0], state="proposed")
    for nobody in (formed.memberships.advisers().get(), proposed):
        with refused("not-agreed"):
            groups.choose_leader(membership=nobody, method="chosen", by=scene.president)


def test_a_child_that_leaves_takes_the_parent_with_it_and_the_duties_are_free(running):
    community, father, duties, president = running
    Swap.objects.create(school=community.school, assignment=duties[0], offered_at=timezone.now())
    child = community.memberships.get(student=father.students.get())
    groups.leave(membership=child, by=father.user)
    assert community.memberships.filter(state="left").count() == 2
    assert [Assignment.objects.get(pk=d.pk).state for d in duties] == ["released", "asked"]
    assert Swap.objects.get().state == "withdrawn"
    leader = parents_of(community)[0].user
    told = Notice.objects.filter(dedupe=f"left-{child.public_id}").values_list("recipient", flat=True)
    assert set(told) == {leader.pk, president.pk}


def test_a_past_duty_stays_when_its_parent_leaves(running):
    community, father, duties, _ = running
    past = create_slot(rota=duties[0].slot.rota, on=timezone.localdate().replace(year=2020))
    done = create_duty(slot=past, guardian=father, state="accepted")
    groups.leave(membership=community.memberships.get(guardian=father), by=father.user)
    done.refresh_from_db()
    assert done.state == "accepted"
    assert community.memberships.filter(state="left").count() == 1


def test_a_parent_with_another_child_there_stays(running):
    community, father, _, _ = running
    sibling = create_student(school_class=father.students.get().enrolments.get().school_class)
    from registry.models import Guardianship

    Guardianship.objects.create(school=community.school, student=sibling, guardian=father)
    create_membership(community=community, person=sibling)
    groups.leave(membership=community.memberships.get(student=father.students.first()), by=father.user)
    assert community.memberships.get(guardian=father).state == "confirmed"


def test_leaving_is_one_s_own_and_once(running):
    community, father, _, president = running
    membership = community.memberships.get(guardian=father)
    with refused("not-yours"):
        groups.leave(membership=membership, by=president)
    groups.leave(membership=membership, by=father.user)
    with refused("not-a-member"):
        groups.leave(membership=membership, by=father.user)


def test_a_broken_limit_is_told_to_president_and_school_once_a_day(running):
    community, father, _, president = running
    principal = user_with(Role.PRINCIPAL, school=community.school)
    groups.leave(membership=community.memberships.get(guardian=father), by=father.user)
    third = parents_of(community)[1]
    groups.leave(membership=community.memberships.get(guardian=third), by=third.user)
    told = Notice.objects.filter(dedupe__startswith="outside-", dedupe__contains="-parents-")
    assert sorted(told.values_list("recipient", flat=True)) == sorted([president.pk, principal.pk])
    assert outside_rules(principal, community.school) == [community]


def test_with_the_community_end_its_members_and_coming_duties(running):
    community, father, _duties, president = running
    groups.dissolve(community=community, by=president)
    community.refresh_from_db()
    assert (community.state, community.dissolved_on) == (Community.State.DISSOLVED, timezone.localdate())
    assert not community.memberships.live().exists()
    assert not Assignment.objects.live().exists()
    assert not Slot.objects.held().exists()
    assert Notice.objects.filter(recipient=father.user, dedupe=f"dissolved-{community.public_id}").count() == 1
    with refused("dissolved"):
        groups.dissolve(community=community, by=president)


def test_a_withdrawn_consent_is_foretold_and_carried_out(running):
    community, father, duties, _ = running
    child = father.students.get()
    words = foretell("community", student=child, guardian=father)
    assert len(words) == 2
    assert community.name in words[0]
    carry_out("community", student=child, guardian=father, by=father.user)
    assert not community.memberships.live().filter(student=child).exists()
    assert Assignment.objects.get(pk=duties[0].pk).state == "released"
    assert foretell("community", student=child, guardian=father) == []
    assert consequences.foretell(student=Student.objects.exclude(pk=child.pk).first(), guardian=father)


def test_the_findings_of_many_communities_cost_as_much_as_those_of_one(scene, django_assert_num_queries):
    for _ in range(3):
        community = create_full_community(society=scene.society)
        create_membership(community=community, person=create_adviser(scene.school))
    communities = list(Community.objects.select_related("school"))
    with django_assert_num_queries(5):
        assert len(findings.findings_of(communities)) == 4


def test_a_school_of_junior_classes_only_asks_for_six(scene):
    scene.school.stages = ["junior"]
    scene.school.save()
    community = create_full_community(society=scene.society)
    assert levels(community)["students"] == Level.VIOLATION
    Limits.objects.create(
        school=scene.school, students_min=4, students_max=8, parents_min=4, parents_max=8, advisers_min=1,
        advisers_max=2, adviser_groups_min=2, adviser_groups_max=3, accompaniment="single", tolerance_minutes=0,
    )  # fmt: skip
    assert levels(community)["students"] == Level.OK


def test_an_adviser_of_four_communities_puts_each_outside_the_rules(scene):
    four = [create_community(society=scene.society, is_approved=True) for _ in range(4)]
    for community in four:
        create_membership(community=community, person=scene.adviser)
    assert levels(four[0])["adviser_groups"] == Level.VIOLATION
    assert findings.findings_of_school(scene.school)[0].code == "too_few_advisers"
