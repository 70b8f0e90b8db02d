"""Found an alliance, ask schools to join it, and end it (G4.0.1, G5.0.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.permissions import Permission
from alliances.messages import members as messages
from alliances.models import Alliance, Membership
from alliances.services import bodies, goals, joining
from core.refusals import Refused
from schools.models import School

CORE = Membership.Part.CORE


@dataclass(frozen=True)
class Asked:
    """A school that shall be a member, and what it is there."""

    school: School
    part: str = Membership.Part.MEMBER
    place: str = ""
    is_assisted: bool = False


@transaction.atomic
def found(
    *,
    school: School,
    document: str,
    name: str,
    level: str,
    from_on: date,
    asked: Sequence[Asked],
    ordinal: int | None = None,
    by,
) -> Alliance:
    """Found an alliance and ask its schools; that of the founder `school` answers at once where its principal founds.

    The office is at the core school, or in an alliance with a council at the founder's school. Its bodies and the
    goals of the scheme are set up with it. Raises Refused: "few_schools", "founder_outside", "core_count" (exactly
    one, or none in G4), "school_twice", "other_district", "name_taken".
    """
    has_core = document == Alliance.Kind.CORE
    _check(school, asked, has_core=has_core)
    seat = next(each.school for each in asked if each.part == CORE) if has_core else school
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            alliance = Alliance.objects.create(
                district=school.district, document=document, name=name, level=level, ordinal=ordinal, seat=seat,
                from_on=from_on, founded_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("name_taken") from error
    for each in asked:
        ask(alliance=alliance, asked=each, by=by)
    bodies.set_up(alliance=alliance, by=by)
    goals.take_over(alliance=alliance, by=by)
    return alliance


@transaction.atomic
def ask(*, alliance: Alliance, asked: Asked, by) -> Membership:
    """Ask a school to join; who is its principal agrees by asking.

    Raises Refused: "ended", "other_district", "asked_already", "core_count".
    """
    alliance = Alliance.objects.select_for_update().get(pk=alliance.pk)
    if alliance.to_on:
        raise Refused("ended")
    if asked.school.district_id != alliance.district_id:
        raise Refused("other_district")
    others = alliance.memberships.filter(to_on=None)
    if asked.part == CORE and (not alliance.has_core or others.filter(part=CORE).exists()):
        raise Refused("core_count")
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            membership = Membership.objects.create(
                alliance=alliance, document=alliance.document, school=asked.school, part=asked.part,
                place=asked.place, is_assisted=asked.is_assisted, from_on=alliance.from_on, asked_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("asked_already") from error
    if asked.school.pk in by.schools_with(Permission.ALLIANCE_JOIN):
        joining.accept(membership=membership, by=by)
    else:
        messages.tell_principals(membership.school, messages.asked(membership))
    return membership


@transaction.atomic
def end(*, alliance: Alliance, on: date, by) -> Alliance:
    """End an alliance from a day on, for all its schools; everything stays readable.

    Raises Refused: "ended", "past_day".
    """
    alliance = Alliance.objects.select_for_update().get(pk=alliance.pk)
    if alliance.to_on:
        raise Refused("ended")
    if on < max(timezone.localdate(), alliance.from_on):
        raise Refused("past_day")
    members = list(alliance.memberships.filter(to_on=None).select_related("school", "alliance"))
    for membership in members:
        joining.part(membership=membership, on=on, by=by)
    alliance.to_on = on
    with pghistory.context(user=by.pk):
        alliance.save(update_fields=["to_on"])
        bodies.close(alliance=alliance, on=on, by=by)
    for membership in members:
        messages.tell_principals(membership.school, messages.ended(membership))
    return alliance


def _check(school: School, asked: Sequence[Asked], *, has_core: bool) -> None:
    if len(asked) < 2:
        raise Refused("few_schools")
    if len({each.school.pk for each in asked}) < len(asked):
        raise Refused("school_twice")
    if school.pk not in {each.school.pk for each in asked}:
        raise Refused("founder_outside")
    if sum(each.part == CORE for each in asked) != int(has_core):
        raise Refused("core_count")
