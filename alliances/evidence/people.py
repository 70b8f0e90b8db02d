"""Whom G4 and G5 mean by their roles: principals for their schools, the alliance's own posts for the alliance."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.db.models import Q

from accounts.models import Post
from accounts.roles import Role
from alliances.evidence.things import members_in, seated
from alliances.models import Body, Membership, Seat
from core.dates import Span
from rulebook.rules.people import Holding
from schools.models import School

Holdings = Callable[[School, Span], Iterable[Holding]]
HEADS = ("alliance_chair", "alliance_secretary_general", "group_head")


def _principals_of(role: str, **where) -> Holdings:
    """Give a source of the school's principals, for each alliance in which the school has such a part."""

    def rows(school: School, span: Span) -> Iterator[Holding]:
        documents = list(members_in(span).filter(school=school, **where).values_list("document", flat=True))
        if documents:
            for user, from_on, to_on in _posts(span, Role.PRINCIPAL, [school.pk])[school.pk]:
                for document in dict.fromkeys(documents):
                    yield Holding(role, user, "", from_on, to_on, document)

    return rows


def _seats_of(role: str, *, kinds: Iterable[str], posts: Iterable[str] = ()) -> Holdings:
    """Give a source of those who sit in a body of the alliances whose office is at the school."""

    def rows(school: School, span: Span) -> Iterator[Holding]:
        found = Seat.objects.filter(body__alliance__in=seated(school, span), body__kind__in=kinds)
        found = found.filter(Q(to_on=None) | Q(to_on__gt=span.from_on), from_on__lt=span.to_on)
        if posts:
            found = found.filter(post__in=posts)
        yield from _holders(role, list(found.select_related("body__alliance").order_by("pk")), span)

    return rows


def _holders(role: str, seats: list[Seat], span: Span) -> Iterator[Holding]:
    """Give the persons of seats, and of bound ones whoever holds the school's post; one statement for each role."""
    bound = bound_posts(seats, span)
    for seat in seats:
        for user, from_on, to_on in held_by(seat, bound):
            yield Holding(role, user, "", from_on, to_on, seat.body.alliance.document)


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


OFFICE = (Body.Kind.OFFICE,)
ROLES: dict[str, Holdings] = {
    "alliance": _seats_of("alliance", kinds=(Body.Kind.COUNCIL, Body.Kind.LEADING_GROUP), posts=HEADS),
    "alliance_office": _seats_of("alliance_office", kinds=OFFICE),
    "steering_group": _seats_of("steering_group", kinds=(Body.Kind.STEERING_GROUP,)),
    "alliance_school": _principals_of("alliance_school"),
    "member_school": _principals_of("member_school", part=Membership.Part.MEMBER),
    "core_school": _principals_of("core_school", part=Membership.Part.CORE),
    "first_responsible_person": _principals_of("first_responsible_person", part=Membership.Part.CORE),
}
