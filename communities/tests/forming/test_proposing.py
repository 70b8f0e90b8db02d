"""Whom a president may propose, and what is refused (G1.2.5, G1.3.3, F-01)."""

import pytest
from django.db import IntegrityError

from communities.models import Membership
from communities.refusals.groups import words
from communities.services import groups, groups_proposing
from communities.tests.factories import create_community, create_membership, create_society
from communities.tests.forming.factories import create_adviser, create_family, propose_all
from core.refusals import Refused
from families.models import Consent
from notices.models import Notice
from registry.tests.factories import create_guardian, create_teacher
from schools.tests.factories import create_village

pytestmark = pytest.mark.django_db


def refused(reason):
    return pytest.raises(Refused, match=f"^{reason}$")


def propose(scene, *, by=None, **people):
    kind = {"students": "pupils", "guardians": "parents", "teachers": "advisers"}[next(iter(people))]
    service = getattr(groups_proposing, f"propose_{kind}")
    return service(community=scene.community, by=by or scene.president, **people)


def test_everybody_proposed_is_told_once(scene):
    propose_all(scene)
    states = scene.community.memberships.values_list("kind", "state")
    assert sorted(states) == [("adviser", "proposed"), *[("parent", "proposed")] * 4, *[("pupil", "proposed")] * 4]
    told = Notice.objects.filter(recipient=scene.guardians[0].user)
    assert sorted(notice.url for notice in told) == ["/communities/invitations/"] * 2
    assert Notice.objects.filter(recipient=scene.adviser.user).count() == 1


def test_both_guardians_of_a_child_are_told_but_not_one_who_is_barred(scene):
    from communities.tests.factories import activate

    mother = activate(create_guardian(student=scene.students[0], relation="52"))
    barred = activate(create_guardian(student=scene.students[0], link={"is_barred": True}))
    propose(scene, students=scene.students[:1])
    told = set(Notice.objects.values_list("recipient", flat=True))
    assert told == {scene.guardians[0].user.pk, mother.pk}
    assert barred.pk not in told


def test_pupils_who_may_not_be_shown_are_refused(scene):
    silent, _ = create_family(scene.society, has_agreed=False)
    withdrawn, _ = create_family(scene.society)
    Consent.objects.filter(student=withdrawn).update(state="withdrawn")
    elsewhere, _ = create_family(create_society(school=scene.school, village=create_village(school=scene.school)))
    for student in (silent, withdrawn, elsewhere):
        with refused("not-shown"):
            propose(scene, students=[student])


def test_a_pupil_of_another_community_is_refused_and_it_is_named_to_who_may_see_it(scene):
    other = create_community(society=scene.society)
    create_membership(community=other, person=scene.students[0])
    with pytest.raises(groups_proposing.PupilTaken) as refusal:
        propose(scene, students=scene.students)
    assert other.name in words(refusal.value, scene.president)
    stranger = create_family(scene.society)[1].user
    assert other.name not in words(refusal.value, stranger)
    assert scene.students[0].name not in words(refusal.value, stranger)
    assert not scene.community.memberships.exists()


def test_a_ninth_pupil_is_refused(scene):
    others = [create_family(scene.society)[0] for _ in range(5)]
    propose(scene, students=scene.students + others[:4])
    with refused("too-many-pupil"):
        propose(scene, students=others[4:])
    assert scene.community.memberships.count() == 8


def test_a_parent_needs_a_child_there_and_an_account(scene):
    with refused("no-child-here"):
        propose(scene, guardians=scene.guardians[:1])
    propose(scene, students=scene.students[:1])
    propose(scene, guardians=scene.guardians[:1])
    without_account = create_guardian(student=scene.students[0])
    with refused("no-child-here"):
        propose(scene, guardians=[without_account])


def test_too_many_parents_and_advisers_are_refused(scene):
    propose(scene, students=scene.students)
    for student in scene.students[:2]:
        for _ in range(4):
            from communities.tests.factories import activate

            activate(create_guardian(student=student))
    parents = [g for s in scene.students[:3] for g in s.guardians.all()]
    with refused("too-many-parent"):
        propose(scene, guardians=parents)
    with refused("too-many-adviser"):
        propose(scene, teachers=[create_adviser(scene.school) for _ in range(3)])


def test_advisers_are_teachers_of_the_school_who_can_sign_in(scene):
    for teacher in (create_teacher(school=scene.school), create_adviser(None)):
        with refused("not-a-teacher-here"):
            propose(scene, teachers=[teacher])


def test_two_proposals_of_one_pupil_at_once_become_one(scene, monkeypatch):
    """The second president's page was open while the first proposed: the constraint decides."""
    propose(scene, students=scene.students[:1])
    with refused("already-proposed"):
        propose(scene, students=scene.students[:1])
    assert scene.community.memberships.count() == 1
    with pytest.raises(IntegrityError, match="pupil_once_in_a_community"):
        create_membership(community=scene.community, person=scene.students[0], state="proposed")


def test_a_proposal_is_taken_back_with_the_parents_who_came_through_it(scene):
    propose_all(scene)
    pupil = scene.community.memberships.get(student=scene.students[0])
    groups_proposing.take_back(membership=pupil, by=scene.president)
    gone = scene.community.memberships.filter(state="left")
    assert {m.person for m in gone} == {scene.students[0], scene.guardians[0]}


def test_an_answered_proposal_is_not_taken_back(scene):
    answered = create_membership(community=scene.community, person=scene.students[0], state="agreed")
    with refused("has-answered"):
        groups_proposing.take_back(membership=answered, by=scene.president)


def test_nothing_is_proposed_for_a_dissolved_community(scene):
    groups.dissolve(community=scene.community, by=scene.president)
    for people in ({"students": scene.students}, {"guardians": scene.guardians}, {"teachers": [scene.adviser]}):
        with refused("dissolved"):
            propose(scene, **people)
    assert not Membership.objects.exists()
