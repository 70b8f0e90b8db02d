"""Bodies of an alliance: set up as the scheme has them, closed, and moved when the office moves (G4.2, G5.2)."""

from datetime import date

import pghistory
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.roles import Role
from alliances.models import Alliance, Body, Membership, Seat
from alliances.models.bodies import HEADS
from alliances.rules.bodies import ALL, FREE, OTHERS, SEAT, PostOf, posts_of, structures
from alliances.selectors.bodies import numbers_of
from alliances.services import officers
from core.refusals import Refused
from rulebook.documents import loading
from schools.models import School

DEPUTY = "group_deputy"


@transaction.atomic
def set_up(*, alliance: Alliance, school: School | None = None, by) -> int:
    """Make the bodies of the scheme and the seats that go with posts of the schools; give how many seats were new.

    Pressed again it adds only what is missing; with `school`, the seats of that school alone. The rest is named.
    """
    alliance = Alliance.objects.select_for_update().get(pk=alliance.pk)
    numbers, places, made = numbers_of(alliance), _places(alliance), 0
    with pghistory.context(user=by.pk):
        for item in structures(loading.document(alliance.document)):
            body, _new = Body.objects.get_or_create(
                alliance=alliance,
                code=item.id,
                to_on=None,
                defaults={"kind": item.data["body"], "name": item.name.zh, "from_on": alliance.from_on},
            )
            for post in posts_of(item, numbers):
                made += _bind(body, post, places, school)
    return made


@transaction.atomic
def set_up_school(*, membership: Membership, by) -> None:
    """Make a school's leading group, headed by its principal, and its working team (G5.5.2)."""
    alliance = Alliance.objects.select_for_update().get(pk=membership.alliance_id)
    with pghistory.context(user=by.pk):
        for kind in (Body.Kind.SCHOOL_LEADING_GROUP, Body.Kind.SCHOOL_WORKING_TEAM):
            body, is_new = Body.objects.get_or_create(
                alliance=alliance,
                kind=kind,
                school=membership.school,
                to_on=None,
                defaults={"name": str(kind.label), "from_on": timezone.localdate(), "code": "G5-S08"},
            )
            if is_new and kind == Body.Kind.SCHOOL_LEADING_GROUP:
                _seat(body, FREE[0], membership.school_id, Role.PRINCIPAL)


@transaction.atomic
def form_community(*, alliance: Alliance, subject: str, by) -> Body:
    """Form the community of a subject (G4.4.3). Raises Refused: "ended", "community_exists"."""
    alliance = Alliance.objects.select_for_update().get(pk=alliance.pk)
    if alliance.to_on:
        raise Refused("ended")
    kind, subject = Body.Kind.SUBJECT_COMMUNITY, subject.strip()
    if alliance.bodies.filter(kind=kind, subject=subject, to_on=None).exists():
        raise Refused("community_exists")
    with pghistory.context(user=by.pk):
        return Body.objects.create(
            alliance=alliance, kind=kind, subject=subject, name=subject, code="G4-S04", from_on=timezone.localdate()
        )


@transaction.atomic
def vacate(*, alliance: Alliance, school: School, on: date, by) -> None:
    """End the seats and the own bodies of a school that leaves."""
    _end(Seat.objects.filter(body__alliance=alliance).filter(Q(school=school) | Q(body__school=school)), on)
    _end(alliance.bodies.filter(school=school), on)
    officers.settle(alliance=alliance, on=on, by=by)


@transaction.atomic
def close(*, alliance: Alliance, on: date, by) -> None:
    """End all bodies and seats of an alliance that ends."""
    _end(Seat.objects.filter(body__alliance=alliance), on)
    _end(alliance.bodies.all(), on)
    officers.settle(alliance=alliance, on=on, by=by)


@transaction.atomic
def exchange(*, alliance: Alliance, one: int, other: int, by) -> None:
    """Move the bound seats of the head and the office from one school (id) to another, and deputies' back."""
    bound = Seat.objects.filter(body__alliance=alliance, to_on=None).exclude(bound_role="").select_related("body")
    leads = Q(post__in=HEADS) | Q(body__kind=Body.Kind.OFFICE)
    moves = [(seat, other) for seat in bound.filter(leads, school=one)]
    moves += [(seat, one) for seat in bound.filter(school=other, post=DEPUTY).exclude(leads)]
    today = timezone.localdate()
    for seat, school in moves:
        _end(Seat.objects.filter(pk=seat.pk), today)
        _seat(seat.body, seat.post, school, seat.bound_role)


def _places(alliance: Alliance) -> dict[str, list[int]]:
    """Give the schools that count as the office's, the others and all, by id; the office's own before it has agreed."""
    members = alliance.memberships.accepted().filter(to_on=None).order_by("from_on", "pk")
    others = [school for school in members.values_list("school", flat=True) if school != alliance.seat_id]
    return {SEAT: [alliance.seat_id], OTHERS: others, ALL: [alliance.seat_id, *others]}


def _bind(body: Body, post: PostOf, places: dict[str, list[int]], only: School | None) -> int:
    if not post.role:
        return 0
    seats = list(body.seats.filter(post=post.post, to_on=None).values_list("school", "bound_role"))
    room = len(places[post.of]) if post.number is None else int(post.number) - len(seats)
    wanted = [school for school in places[post.of] if (school, post.role) not in seats]
    wanted = [school for school in wanted if only is None or school == only.pk][: max(0, room)]
    for school in wanted:
        _seat(body, post.post, school, post.role)
    return len(wanted)


def _seat(body: Body, post: str, school: int, role: str) -> Seat:
    from_on = max(body.from_on, timezone.localdate())
    return Seat.objects.create(body=body, post=post, school_id=school, bound_role=role, from_on=from_on)


def _end(rows, on: date) -> None:
    """End what is open or ends later, never before it began."""
    open_rows = rows.filter(Q(to_on=None) | Q(to_on__gt=on))
    open_rows.filter(from_on__gt=on).update(to_on=F("from_on"))
    open_rows.filter(from_on__lte=on).update(to_on=on)
