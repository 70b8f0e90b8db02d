"""Whom G4 and G5 mean by their roles: principals for their schools, the alliance's own posts for the alliance."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q

from accounts.models import Post
from accounts.roles import Role
from alliances.evidence.things import members_in, seated
from alliances.models import Body, Membership, Seat
from alliances.models.bodies import HEADS
from core.dates import Span
from rulebook.rules.people import Holding
from schools.models import School


def holdings(school: School, span: Span) -> Iterator[Holding]:
    """Give who holds the roles below at a school; one statement for a school that is in no alliance."""
    members = list(members_in(span).filter(school=school).values_list("document", "part").distinct())
    if not members:
        return
    principals = _posts(span, Role.PRINCIPAL, [school.pk])[school.pk]
    for role, parts in OF_SCHOOLS.items():
        for document in dict.fromkeys(document for document, part in members if part in parts):
            for user, from_on, to_on in principals:
                yield Holding(role, user, "", from_on, to_on, document)
    yield from _sitting(school, span)


def _sitting(school: School, span: Span) -> Iterator[Holding]:
    """Give who sits in the bodies of the alliances whose office is at the school."""
    rows = Seat.objects.filter(Q(to_on=None) | Q(to_on__gt=span.from_on), from_on__lt=span.to_on)
    rows = rows.filter(body__alliance__in=seated(school, span)).select_related("body__alliance").order_by("pk")
    seats = list(rows)
    bound = bound_posts(seats, span)
    for seat in seats:
        for role in _roles_of(seat):
            for user, from_on, to_on in held_by(seat, bound):
                yield Holding(role, user, "", from_on, to_on, seat.body.alliance.document)


def _roles_of(seat: Seat) -> list[str]:
    return [
        role
        for role, (kinds, posts) in OF_SEATS.items()
        if seat.body.kind in kinds and (not posts or seat.post in posts)
    ]


def bound_posts(seats: list[Seat], span: Span) -> dict[str, dict[int, list]]:
    """Give by role and school who holds the posts that the seats are bound to; one statement for each role."""
    return {
        kind: _posts(span, kind, {s.school_id for s in seats if s.bound_role == kind})
        for kind in {s.bound_role for s in seats if s.bound_role}
    }


def held_by(seat: Seat, bound: dict[str, dict[int, list]]) -> Iterator[tuple[int, date, date | None]]:
    """Give who holds a seat from when to when: its person, or each holder of the post it is bound to."""
    if seat.person_id:
        yield seat.person_id, seat.from_on, seat.to_on
        return
    for user, from_on, to_on in bound[seat.bound_role].get(seat.school_id, ()):
        first, last = max(from_on, seat.from_on), _earlier(to_on, seat.to_on)
        if last is None or first < last:
            yield user, first, last


def _posts(span: Span, role: str, schools: Iterable[int]) -> dict[int, list[tuple[int, date, date | None]]]:
    """Give by school who holds a post on any day of the span."""
    found: dict[int, list] = {school: [] for school in schools}
    rows = Post.objects.filter(Q(to_on=None) | Q(to_on__gt=span.from_on), school__in=found, role=role)
    rows = rows.filter(from_on__lt=span.to_on).order_by("pk")
    for school, user, from_on, to_on in rows.values_list("school", "user", "from_on", "to_on"):
        found[school].append((user, from_on, to_on))
    return found


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(filter(None, (one, other)), default=None)


# Role → the parts that a school has in an alliance, by which its principal is meant.
OF_SCHOOLS = {
    "alliance_school": tuple(Membership.Part),
    "member_school": (Membership.Part.MEMBER,),
    "core_school": (Membership.Part.CORE,),
    "first_responsible_person": (Membership.Part.CORE,),
}
# Role → the kinds of bodies, and in them the posts (none: all), whose holders are meant.
OF_SEATS = {
    "alliance": ((Body.Kind.COUNCIL, Body.Kind.LEADING_GROUP), HEADS),
    "alliance_office": ((Body.Kind.OFFICE,), ()),
    "steering_group": ((Body.Kind.STEERING_GROUP,), ()),
}
ROLES = (*OF_SCHOOLS, *OF_SEATS)
