"""Enter and take back trainings of a school's leaders and backbone teachers (G5.1.1.2)."""

from collections.abc import Iterable
from datetime import date

import pghistory
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Post, User
from accounts.roles import Role
from alliances.models import Membership, Training
from alliances.services.common_papers import check_speaks
from core.refusals import Refused
from registry.models import Teacher
from rulebook.models import RoleHolder

LEADERS = (Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ACADEMIC_DIRECTOR, Role.GRADE_DIRECTOR, Role.RESEARCH_GROUP_HEAD)
BACKBONE = ("backbone_teacher", "excellent_class_teacher")


@transaction.atomic
def enter_trainings(*, membership: Membership, people: Iterable[User], on: date, by: User, **fields) -> list[Training]:
    """Write down one training of several people of the school. `fields`: theme, hours, place.

    Raises Refused: "not-yours", "not-now", "in-future", "not-of-the-school", "entered".
    """
    check_speaks(membership, by)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.to_on and on >= membership.to_on:
        raise Refused("not-now")
    if on > timezone.localdate():
        raise Refused("in-future")
    chosen = {person.pk for person in people}
    staff = Teacher.objects.filter(school=membership.school_id, user__in=chosen).employed_on(on)
    if chosen - set(staff.values_list("user", flat=True)):
        raise Refused("not-of-the-school")
    if Training.objects.filter(membership=membership, person__in=chosen, on=on, theme=fields["theme"]).exists():
        raise Refused("entered")
    leaders, backbone = _leaders(membership, chosen, on), _backbone(membership, chosen, on)
    with pghistory.context(user=by.pk):
        return [
            Training.objects.create(
                membership=membership, person_id=person, on=on, entered_by=by,
                trained_as=_as(person, leaders, backbone), **fields,
            )
            for person in sorted(chosen)
        ]  # fmt: skip


def _leaders(membership: Membership, people: set[int], on: date) -> set[int]:
    posts = Post.objects.held_on(on).filter(school=membership.school_id, role__in=LEADERS, user__in=people)
    return set(posts.values_list("user", flat=True))


def _backbone(membership: Membership, people: set[int], on: date) -> set[int]:
    held = RoleHolder.objects.filter(Q(to_on=None) | Q(to_on__gt=on), from_on__lte=on, role__in=BACKBONE)
    return set(held.filter(school=membership.school_id, user__in=people).values_list("user", flat=True))


def _as(person: int, leaders: set[int], backbone: set[int]) -> str:
    if person in leaders:
        return Training.As.LEADER
    return Training.As.BACKBONE if person in backbone else Training.As.TEACHER


@transaction.atomic
def remove_training(*, training: Training, by: User) -> None:
    """Take an entry out again; the history keeps it. Raises Refused("not-yours")."""
    check_speaks(training.membership, by)
    with pghistory.context(user=by.pk):
        training.delete()
