"""What happens to a filed rota when two leaders change it at once, and when a family withdraws its consent."""

import pytest

from communities.models import Assignment
from communities.services import seats
from communities.tests.factories import create_membership
from communities.tests.scenes import DutyScene, at_once
from families.models import Consent
from families.services import consents
from families.tests.factories import give_consent
from notices.models import Notice
from registry.models import Guardianship
from registry.tests.factories import create_student

COMMUNITY = Consent.Purpose.COMMUNITY


@pytest.mark.django_db(transaction=True)
def test_of_two_leaders_who_fill_one_seat_at_once_the_second_learns_of_the_first():
    scene = DutyScene()
    slot, wished = scene.slot(), [scene.second, scene.third]
    leaders = scene.leader.user, scene.president
    outcomes = at_once(
        *(
            lambda by=by, guardian=guardian: seats.put(slot=slot, seat=1, guardian=guardian, by=by, seen="")
            for by, guardian in zip(leaders, wished, strict=True)
        )
    )
    assert sorted(outcomes) == ["changed-meanwhile", "done"]
    [owner] = Assignment.objects.live().filter(slot=slot)
    assert owner.guardian == wished[outcomes.index("done")]


@pytest.mark.django_db
def test_a_withdrawn_consent_ends_the_places_and_frees_the_duties_of_a_filed_rota():
    scene = DutyScene()
    child, parent = scene.first.students.get(), scene.first
    give_consent(student=child, guardian=parent)
    coming, held = scene.duty(on=3), scene.duty(on=-3, state="accepted")
    consents.decide(student=child, guardian=parent, purposes={COMMUNITY: False}, by=parent.user)
    coming.refresh_from_db()
    held.refresh_from_db()
    assert (coming.state, held.state) == ("released", "accepted")  # what was done stays done
    ended = [child.memberships.get().state, parent.memberships.get().state]
    assert ended == ["left", "left"]
    assert Notice.objects.filter(recipient=scene.leader.user).exists()


@pytest.mark.django_db
def test_a_parent_with_another_child_in_the_group_stays_and_keeps_the_duties():
    scene = DutyScene()
    child, parent = scene.first.students.get(), scene.first
    sibling = create_student(school=scene.community.school, village=scene.community.society.village)
    Guardianship.objects.create(school=sibling.school, student=sibling, guardian=parent)
    create_membership(community=scene.community, person=sibling)
    give_consent(student=child, guardian=parent)
    give_consent(student=sibling, guardian=parent)
    duty = scene.duty(on=3)
    consents.decide(student=child, guardian=parent, purposes={COMMUNITY: False}, by=parent.user)
    duty.refresh_from_db()
    assert duty.state == "asked"
    assert [m.state for m in parent.memberships.all()] == ["confirmed"]
    assert (child.memberships.get().state, sibling.memberships.get().state) == ("left", "confirmed")
