"""What must never be false of a stored row, and who sees which rows."""

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from accounts.tests.factories import user_with
from communities.models import Assignment, Community, Membership, Slot
from communities.tests import factories
from communities.tests.factories import create_duty, create_full_community, create_membership, create_slot, parents_of
from registry.models import Student
from registry.tests.factories import create_class, create_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return create_full_community()


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def test_a_pupil_is_in_one_community_at_a_time(community):
    pupil = Student.objects.filter(memberships__community=community).first()
    other = factories.create_community(society=community.society)
    create_membership(community=other, person=pupil, state="proposed")
    with refused("pupil_in_one_community_at_a_time"), transaction.atomic():
        Membership.objects.filter(community=other).update(
            state="agreed", answered_by=1, answered_at="2026-10-01T00:00Z"
        )


def test_nobody_is_a_member_without_an_answer(community):
    pupil = create_student(school_class=create_class(school=community.school))
    with refused("nobody_is_a_member_without_an_answer"), transaction.atomic():
        create_membership(community=community, person=pupil, answered_by=None)


def test_a_community_has_one_leader_of_each_kind(community):
    second = parents_of(community)[1]
    with refused("one_leader_of_each_kind"), transaction.atomic():
        Membership.objects.filter(guardian=second).update(is_leader=True)


def test_a_seat_has_one_owner():
    duty = create_duty()
    other = parents_of(duty.slot.community)[1]
    with refused("one_parent_per_seat"), transaction.atomic():
        create_duty(slot=duty.slot, guardian=other)
    Assignment.objects.filter(pk=duty.pk).update(state="released")
    create_duty(slot=duty.slot, guardian=other)


def test_a_parent_is_in_one_place_at_a_time():
    duty = create_duty()
    meanwhile = create_slot(rota=duty.slot.rota, kind="evening", hours=("18:00", "19:00"))
    afterwards = create_slot(rota=duty.slot.rota, kind="evening", hours=("18:30", "19:00"))
    with refused("a_parent_is_in_one_place_at_a_time"), transaction.atomic():
        create_duty(slot=meanwhile, guardian=duty.guardian)
    create_duty(slot=afterwards, guardian=duty.guardian)


def test_who_sees_a_community(community):
    elsewhere = create_full_community()
    school, society = community.school, community.society
    pupil = Student.objects.filter(memberships__community=community).first()
    school_class = pupil.enrolments.get().school_class
    seers = [
        user_with(Role.PRINCIPAL, school=school),
        factories.create_president(society=society),
        user_with(Role.CLASS_TEACHER, school=school, scope_id=school_class.pk),
        user_with(Role.GRADE_COMMITTEE, school=school, scope_id=school.grades.get(number=3).pk),
        parents_of(community)[1].user,
        community.memberships.advisers().get().teacher.user,
    ]
    for user in seers:
        assert list(Community.objects.visible_to(user)) == [community], user.posts.all()
    others = (
        user_with(Role.TEACHER, school=school),
        user_with(Role.PARENT, school=school),
        parents_of(elsewhere)[0].user,
    )
    for user in others:
        assert community not in Community.objects.visible_to(user)


def test_a_president_leads_one_society_and_not_another_of_the_village(community):
    """A village has a society for each of its schools."""
    other_school = factories.create_community(
        society=factories.create_society(village=community.society.village, school=create_class().school)
    )
    president = factories.create_president(society=community.society)
    assert list(Community.objects.formed_by(president)) == [community]
    assert list(Community.objects.visible_to(president)) == [community]
    assert other_school not in Community.objects.rota_edited_by(president)


def test_the_parent_leader_and_the_president_file_the_rota(community):
    leader, parent = (guardian.user for guardian in parents_of(community)[:2])
    president = factories.create_president(society=community.society)
    assert [list(Community.objects.rota_edited_by(u)) for u in (leader, president, parent)] == [
        [community],
        [community],
        [],
    ]


def test_a_slot_knows_its_hours_and_whether_pupils_meet(community):
    slot = create_slot(rota=factories.create_rota(community=community))
    escort = create_slot(rota=slot.rota, kind="morning", hours=("07:10", "07:40"))
    assert (slot.hours, slot.is_session) == ("17:00–18:30", True)
    assert (escort.hours, escort.is_session) == ("07:10–07:40", False)
    assert list(Slot.objects.visible_to(parents_of(community)[0].user)) == [escort, slot]
