"""The president proposes pupils, parents and advisers for a community, and takes proposals back (G1.2.5, G2.1.4)."""

from collections.abc import Iterable

import pghistory
from django.db import IntegrityError, transaction

from accounts.models import User
from communities.limits import limits_of, most
from communities.models import Community, Membership
from communities.selectors.groups_candidates import (
    advisers_to_propose,
    parents_in_reach,
    with_community,
)
from communities.selectors.societies import shown_pupils
from communities.services import groups_telling as telling
from communities.services.groups import locked
from communities.services.groups_ending import end
from core.refusals import Refused
from registry.models import Guardian, Student, Teacher

Kind = Membership.Kind


class PupilTaken(Refused):
    """The pupil's family has already agreed to another community; the page says which only to who may see it."""

    def __init__(self, membership: Membership):
        super().__init__("pupil-taken")
        self.student, self.community = membership.student, membership.community


def check_free(students: Iterable[Student], *, apart_from: Community) -> None:
    """Raise PupilTaken for the first pupil who is in another community."""
    taken = with_community(students).exclude(community=apart_from).first()
    if taken:
        raise PupilTaken(taken)


@transaction.atomic
def propose_pupils(*, community: Community, students: Iterable[Student], by: User) -> list[Membership]:
    """Propose pupils of the village whose families agreed to be shown; their guardians are asked.

    Raises Refused: "dissolved", "not-shown", "too-many-pupil", "already-proposed", and PupilTaken.
    """
    community, students = locked(community), list(students)
    shown = shown_pupils(community.society).filter(pk__in=[student.pk for student in students])
    if shown.count() < len(students):
        raise Refused("not-shown")
    check_free(students, apart_from=community)
    return _propose(community, Kind.PUPIL, "student", students, by)


@transaction.atomic
def propose_parents(*, community: Community, guardians: Iterable[Guardian], by: User) -> list[Membership]:
    """Propose parents with an account who have a child in the community or proposed for it.

    Raises Refused: "dissolved", "no-child-here", "too-many-parent", "already-proposed".
    """
    community, guardians = locked(community), list(guardians)
    if parents_in_reach(community).filter(pk__in=[g.pk for g in guardians]).count() < len(guardians):
        raise Refused("no-child-here")
    return _propose(community, Kind.PARENT, "guardian", guardians, by)


@transaction.atomic
def propose_advisers(*, community: Community, teachers: Iterable[Teacher], by: User) -> list[Membership]:
    """Ask teachers of the school to advise. Raises Refused: "dissolved", "not-a-teacher-here", "too-many-adviser",
    "already-proposed".
    """
    community, teachers = locked(community), list(teachers)
    if advisers_to_propose(community.school).filter(pk__in=[t.pk for t in teachers]).count() < len(teachers):
        raise Refused("not-a-teacher-here")
    return _propose(community, Kind.ADVISER, "teacher", teachers, by)


@transaction.atomic
def take_back(*, membership: Membership, by: User) -> None:
    """Take back a proposal that nobody has answered. Raises Refused: "dissolved", "has-answered"."""
    community = locked(membership.community)
    open_ones = community.memberships.filter(state=Membership.State.PROPOSED)
    proposal = open_ones.select_related("student", "guardian", "teacher").filter(pk=membership.pk).first()
    if proposal is None:
        raise Refused("has-answered")
    proposal.community = community
    with pghistory.context(user=by.pk):
        end(proposal)


def _propose(community, kind, field, people, by):
    live = Membership.objects.live().filter(community=community, kind=kind).count()
    if live + len(people) > most(limits_of(community.school), kind):
        raise Refused(f"too-many-{kind}")
    rows = [
        Membership(school=community.school, community=community, kind=kind, proposed_by=by, **{field: person})
        for person in people
    ]
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            Membership.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refused("already-proposed") from error
    telling.tell_proposed(rows)
    return rows
