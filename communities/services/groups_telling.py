"""Notices that follow from a step in a community: who is told what, once."""

from django.utils import timezone

from accounts.models import User
from communities import findings
from communities.messages import groups as words
from communities.models import Community, Membership
from communities.rules import Level
from communities.selectors.people import (
    guardians_of_pupil,
    leaders_of,
    people_of,
    presidents_of,
    school_leaders_of,
)
from notices.services import send


def tell_proposed(memberships: list[Membership]) -> None:
    """Invite whoever can answer."""
    for membership in memberships:
        people = _who_answers(membership)
        send(recipients=people, **words.proposed(membership), dedupe=f"proposed-{membership.public_id}")


def tell_other_guardians(membership: Membership, *, by: User) -> None:
    """Tell the child's other guardians that one of them has answered."""
    others = guardians_of_pupil(membership.student).exclude(pk=by.pk)
    notice = words.answered_for_child(membership, by=by)
    send(recipients=others, **notice, dedupe=f"answered-{membership.public_id}-{membership.state}")


def tell_joined(membership: Membership, *, by: User) -> None:
    leaders = leaders_of(membership.community).exclude(pk=by.pk)
    send(recipients=leaders, **words.joined(membership), dedupe=f"joined-{membership.public_id}")


def tell_left(membership: Membership, *, by: User) -> None:
    """Tell the leaders and, for a child, the other guardians."""
    leaders = leaders_of(membership.community).exclude(pk=by.pk)
    send(recipients=leaders, **words.left(membership), dedupe=f"left-{membership.public_id}")
    if membership.student_id:
        others = guardians_of_pupil(membership.student).exclude(pk=by.pk)
        send(recipients=others, **words.child_left(membership), dedupe=f"child-left-{membership.public_id}")


def tell_approved(community: Community, *, by: User) -> None:
    everybody = {*people_of(community), *presidents_of(community)} - {by}
    send(recipients=everybody, **words.approved(community), dedupe=f"approved-{community.public_id}")


def tell_dissolved(community: Community, people: list[User]) -> None:
    send(recipients=people, **words.dissolved(community), dedupe=f"dissolved-{community.public_id}")


def tell_outside_rules(community: Community) -> None:
    """N-04: tell the president and the school of each broken limit of an approved community, once a day."""
    if not community.is_active:
        return
    people = {*presidents_of(community), *school_leaders_of(community)}
    today = timezone.localdate()
    for finding in findings.findings_of([community])[community.pk]:
        if finding.level == Level.VIOLATION:
            dedupe = f"outside-{community.public_id}-{finding.code}-{today}"
            send(recipients=people, **words.outside_rules(community, finding), dedupe=dedupe)


def _who_answers(membership):
    if membership.student_id:
        return guardians_of_pupil(membership.student)
    return membership.guardian.user if membership.guardian_id else membership.teacher.user
