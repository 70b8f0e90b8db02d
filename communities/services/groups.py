"""Communities and who leads them: founded as a draft, renamed, approved, left, dissolved (G1.3.3, G1.3.4.V2)."""

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from communities import findings
from communities.models import Community, Membership, Slot, Society
from communities.selectors.people import people_of
from communities.services import groups_telling as telling
from communities.services.groups_ending import end, release_duties
from core.refusals import Refused

State = Membership.State


def locked(community: Community) -> Community:
    """Give the community held against other writers, which has not been dissolved. Raises Refused("dissolved")."""
    rows = Community.objects.select_for_update(of=("self",)).select_related("school", "society__village")
    community = rows.get(pk=community.pk)
    if community.state == Community.State.DISSOLVED:
        raise Refused("dissolved")
    return community


@transaction.atomic
def create(*, society: Society, name: str, by: User) -> Community:
    """Begin to form a community. Raises Refused: "society-dissolved", "name-taken"."""
    if society.dissolved_on:
        raise Refused("society-dissolved")
    return _saved(Community(school_id=society.school_id, society=society, name=name.strip(), created_by=by), by)


@transaction.atomic
def rename(*, community: Community, name: str, by: User) -> Community:
    """Give a community another name. Raises Refused: "dissolved", "name-taken"."""
    community = locked(community)
    community.name = name.strip()
    return _saved(community, by)


@transaction.atomic
def choose_leader(*, membership: Membership, method: str, by: User) -> Membership:
    """Let a pupil or a parent who has agreed lead the community; whoever led before no longer does.

    Raises Refused: "dissolved", "not-agreed" (also for an adviser). Source: G1.3.4.V2.
    """
    community = locked(membership.community)
    here = Membership.objects.agreed().filter(community=community).exclude(kind=Membership.Kind.ADVISER)
    chosen = here.filter(pk=membership.pk).first()
    if chosen is None:
        raise Refused("not-agreed")
    with pghistory.context(user=by.pk):
        leaders = community.memberships.filter(kind=chosen.kind, is_leader=True).exclude(pk=chosen.pk)
        leaders.update(is_leader=False, leader_method="")
        chosen.is_leader, chosen.leader_method = True, method
        chosen.save(update_fields=["is_leader", "leader_method"])
    return chosen


@transaction.atomic
def approve(*, community: Community, by: User, reason: str = "") -> Community:
    """Approve a draft: whoever has agreed is a member, everybody is told; who was only proposed stays so.

    With a broken limit only against a reason, which is kept; who may give one is the page's to know.
    Raises Refused: "dissolved", "not-a-draft", "outside-rules". Source: F-01.
    """
    community = locked(community)
    if community.state != Community.State.DRAFT:
        raise Refused("not-a-draft")
    is_outside = findings.is_outside(findings.findings_of([community])[community.pk])
    if is_outside and not reason.strip():
        raise Refused("outside-rules")
    with pghistory.context(user=by.pk):
        community.state, community.approved_at, community.approved_by = Community.State.APPROVED, timezone.now(), by
        community.override_reason = reason.strip() if is_outside else ""
        community.save(update_fields=["state", "approved_at", "approved_by", "override_reason"])
        community.memberships.filter(state=State.AGREED).update(state=State.CONFIRMED)
    telling.tell_approved(community, by=by)
    return community


@transaction.atomic
def leave(*, membership: Membership, by: User) -> None:
    """Let a child, a parent or an adviser leave, as a guardian or the person wishes.

    Raises Refused: "dissolved", "not-yours", "not-a-member".
    """
    if not Membership.objects.of_user(by).filter(pk=membership.pk).exists():
        raise Refused("not-yours")
    end_membership(membership=membership, by=by)


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> None:
    """End a membership, whoever wishes it: coming duties are free again, the leaders are told.

    Parents who were in only through a child leave with it. Raises Refused: "dissolved", "not-a-member".
    """
    community = locked(membership.community)
    membership = Membership.objects.select_related("student", "guardian", "teacher").get(pk=membership.pk)
    membership.community = community
    if membership.state not in Membership.LIVE:
        raise Refused("not-a-member")
    had_agreed = membership.state != State.PROPOSED
    with pghistory.context(user=by.pk):
        end(membership)
    if had_agreed:
        telling.tell_left(membership, by=by)
    telling.tell_outside_rules(community)


@transaction.atomic
def dissolve(*, community: Community, by: User) -> None:
    """End a community with its memberships and coming duties, and tell everybody. Raises Refused("dissolved")."""
    community = locked(community)
    people = [user for user in people_of(community) if user != by]
    now, today = timezone.now(), timezone.localdate()
    with pghistory.context(user=by.pk):
        release_duties(community)
        Slot.objects.held().filter(community=community, starts_at__gt=now).update(
            cancelled_at=now, cancelled_why="dissolved"
        )
        community.memberships.filter(state__in=Membership.LIVE).update(
            state=State.LEFT, left_on=today, is_leader=False, leader_method=""
        )
        community.state, community.dissolved_on = Community.State.DISSOLVED, today
        community.save(update_fields=["state", "dissolved_on"])
    telling.tell_dissolved(community, people)


def _saved(community, by):
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            community.save()
    except IntegrityError as error:
        raise Refused("name-taken") from error
    return community
