"""A guardian answers for a child and for themself, a teacher as adviser: agree, or not now (G1.2.5, G2.1.4)."""

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from communities.limits import limits_of, most
from communities.models import Community, Membership
from communities.selectors.groups_candidates import parents_in_reach
from communities.services import groups_telling as telling
from communities.services.groups import locked
from communities.services.groups_ending import end_parents_without_child
from communities.services.groups_proposing import check_free
from core.refusals import Refused
from families.models import Consent
from families.selectors import with_consent
from registry.models import Student

State = Membership.State


@transaction.atomic
def answer(*, membership: Membership, agrees: bool, by: User) -> Membership:
    """Agree, or answer "not now". For a child the first guardian's answer counts; the others are told.

    While the community is a draft, who has answered may change the answer. In an approved community whoever agrees
    is a member at once.

    Raises Refused: "dissolved", "not-yours", "already-answered", "answered-by-another", "no-consent",
    "no-child-here", "too-many-…", "already-proposed", and PupilTaken.
    """
    community = locked(membership.community)
    membership = Membership.objects.select_related("student", "guardian", "teacher").get(pk=membership.pk)
    membership.community = community
    _check_may_answer(membership, by)
    if agrees:
        _check_may_join(membership)
    was_open = membership.state == State.PROPOSED
    with pghistory.context(user=by.pk):
        _write(membership, agrees, by)
        if not agrees and membership.student_id:
            end_parents_without_child(membership)
    if membership.student_id:
        telling.tell_other_guardians(membership, by=by)
    if membership.state == State.CONFIRMED and was_open:
        telling.tell_joined(membership, by=by)
    return membership


def _check_may_answer(membership, by):
    if not Membership.objects.of_user(by).filter(pk=membership.pk).exists():
        raise Refused("not-yours")
    if membership.state == State.PROPOSED:
        return
    if membership.state not in (State.AGREED, State.DECLINED) or membership.community.is_active:
        raise Refused("already-answered")
    if membership.answered_by_id != by.pk:
        raise Refused("answered-by-another")


def _check_may_join(membership):
    community, kind = membership.community, membership.kind
    if membership.student_id:
        own = Student.objects.filter(pk=membership.student_id)
        if not with_consent(own, Consent.Purpose.COMMUNITY).exists():
            raise Refused("no-consent")
        check_free([membership.student], apart_from=community)
    if membership.guardian_id and not parents_in_reach(community).filter(pk=membership.guardian_id).exists():
        raise Refused("no-child-here")
    there = Membership.objects.agreed().filter(community=community, kind=kind).exclude(pk=membership.pk).count()
    if there >= most(limits_of(community.school), kind):
        raise Refused(f"too-many-{kind}")


def _write(membership, agrees, by):
    if agrees:
        approved = membership.community.state == Community.State.APPROVED
        membership.state = State.CONFIRMED if approved else State.AGREED
    else:
        membership.state, membership.is_leader, membership.leader_method = State.DECLINED, False, ""
    membership.answered_at, membership.answered_by = timezone.now(), by
    try:
        with transaction.atomic():
            membership.save(update_fields=["state", "answered_at", "answered_by", "is_leader", "leader_method"])
    except IntegrityError as error:
        # Two villages, two communities, two guardians at one moment: the constraint lets one through.
        taken = "pupil_in_one_community_at_a_time" in str(error)
        raise Refused("pupil-taken" if taken else "already-proposed") from error
