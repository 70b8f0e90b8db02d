"""Guardians and advisers answer: what counts, what may be changed, what is refused (G1.2.5, G2.1.4)."""

import threading

import pytest
from django.db import connection

from communities.models import Membership
from communities.refusals.groups import WORDS
from communities.services import groups, groups_answering, groups_proposing
from communities.tests.factories import activate, create_community, create_membership
from communities.tests.forming.factories import agree_all, create_family, create_scene, propose_all
from core.refusals import Refused
from families.models import Consent
from notices.models import Notice
from registry.models import Guardianship
from registry.tests.factories import create_guardian

pytestmark = pytest.mark.django_db


def refused(reason):
    return pytest.raises(Refused, match=f"^{reason}$")


def answer(membership, by, *, agrees=True):
    return groups_answering.answer(membership=membership, agrees=agrees, by=by)


@pytest.fixture
def child(scene):
    """The proposal of the first pupil."""
    propose_all(scene)
    return scene.community.memberships.get(student=scene.students[0])


def test_a_guardian_agrees_for_the_child_and_the_other_guardian_is_told(scene, child):
    mother = activate(create_guardian(student=scene.students[0], relation="52"))
    father = scene.guardians[0].user
    answered = answer(child, father)
    assert (answered.state, answered.answered_by) == ("agreed", father)
    assert Notice.objects.filter(recipient=mother, dedupe__startswith="answered-").count() == 1
    with refused("answered-by-another"):
        answer(child, mother, agrees=False)
    groups.leave(membership=child, by=mother)
    child.refresh_from_db()
    assert child.state == "left"


def test_an_answer_is_changed_while_the_community_is_a_draft(scene, child):
    father = scene.guardians[0].user
    for agrees, state in ((False, "declined"), (True, "agreed"), (False, "declined")):
        assert answer(child, father, agrees=agrees).state == state


def test_whoever_no_longer_agrees_no_longer_leads(scene, child):
    father = scene.guardians[0].user
    answer(child, father)
    groups.choose_leader(membership=child, method="chosen", by=scene.president)
    answered = answer(child, father, agrees=False)
    assert (answered.is_leader, answered.leader_method) == (False, "")


def test_with_the_childs_no_the_parents_place_ends_too(scene, child):
    father = scene.guardians[0]
    parent = scene.community.memberships.get(guardian=father)
    answer(parent, father.user)
    answer(child, father.user, agrees=False)
    parent.refresh_from_db()
    assert parent.state == "left"


def test_nobody_answers_for_somebody_else(scene, child):
    stranger = scene.guardians[1].user
    barred = activate(create_guardian(student=scene.students[0], link={"is_barred": True}))
    for by in (stranger, barred, scene.president, scene.adviser.user):
        with refused("not-yours"):
            answer(child, by)


def test_a_child_joins_only_with_the_familys_consent(scene, child):
    Consent.objects.filter(student=scene.students[0]).update(state="withdrawn")
    with refused("no-consent"):
        answer(child, scene.guardians[0].user)


def test_a_child_of_another_community_is_refused(scene, child):
    create_membership(community=create_community(society=scene.society), person=scene.students[0])
    with refused("pupil-taken"):
        answer(child, scene.guardians[0].user)


def test_a_ninth_pupil_is_refused_at_agreeing(scene, child):
    for _ in range(8):
        create_membership(community=scene.community, person=create_family(scene.society)[0], state="agreed")
    with refused("too-many-pupil"):
        answer(child, scene.guardians[0].user)


def test_a_parent_without_a_child_there_any_more_is_refused(scene, child):
    father = scene.guardians[0]
    parent = scene.community.memberships.get(guardian=father)
    Guardianship.objects.filter(guardian=father).update(is_barred=True)
    with refused("no-child-here"):
        answer(parent, father.user)


def test_in_an_approved_community_whoever_agrees_is_a_member_at_once(scene):
    propose_all(scene)
    agree_all(scene.community)
    groups.approve(community=scene.community, by=scene.principal, reason="small village")
    student, father = create_family(scene.society)
    (late,) = groups_proposing.propose_pupils(community=scene.community, students=[student], by=scene.president)
    assert answer(late, father.user).state == "confirmed"
    assert Notice.objects.filter(recipient=scene.president, dedupe=f"joined-{late.public_id}").exists()
    with refused("already-answered"):
        answer(late, father.user, agrees=False)


def test_a_dissolved_community_asks_nobody(scene, child):
    groups.dissolve(community=scene.community, by=scene.president)
    with refused("dissolved"):
        answer(child, scene.guardians[0].user)


def test_a_declined_answer_is_not_taken_up_again_beside_a_new_proposal(scene, child):
    father = scene.guardians[0].user
    answer(child, father, agrees=False)
    groups_proposing.propose_pupils(community=scene.community, students=scene.students[:1], by=scene.president)
    with refused("already-proposed"):
        answer(child, father)


@pytest.mark.django_db(transaction=True)
def test_two_communities_get_one_pupil_between_them_when_both_guardians_agree_at_once():
    scene = create_scene(families=1)
    student, father = scene.students[0], scene.guardians[0].user
    mother = activate(create_guardian(student=student, relation="52"))
    other = create_community(society=scene.society)
    both = []
    for community in (scene.community, other):
        both += groups_proposing.propose_pupils(community=community, students=[student], by=scene.president)
    start, outcomes = threading.Barrier(2), []

    def agree(membership, by):
        start.wait()
        try:
            outcomes.append(answer(membership, by).state)
        except Refused as refusal:
            outcomes.append(refusal.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=agree, args=pair) for pair in zip(both, (father, mother), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["agreed", "pupil-taken"]
    assert Membership.objects.agreed().filter(student=student).count() == 1


def test_every_refusal_of_these_services_has_words():
    import inspect
    import re

    modules = (groups, groups_answering, groups_proposing)
    raised = {r for m in modules for r in re.findall(r'(?:Refused|__init__)\("([a-z-]+)"\)', inspect.getsource(m))}
    kinds = {f"too-many-{kind}" for kind in Membership.Kind.values}
    assert raised | kinds <= WORDS.keys()
    assert len(raised) > 10
