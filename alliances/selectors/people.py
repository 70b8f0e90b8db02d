"""Who can be called to a meeting, and who sits in a body on a day; persons of schools, never a pupil."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from accounts.models import Post, User
from accounts.roles import Role
from alliances.models import Alliance, Body, Membership, Seat
from schools.models import School

LEADING = (Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ACADEMIC_DIRECTOR, Role.ACADEMIC_CLERK)
LIAISON = "alliance_liaison"


class Called(NamedTuple):
    """A person with the school they come from, and the seat for which they are called."""

    person: User
    school: School
    seat: Seat | None = None


def member_schools(alliance: Alliance, on: date):
    """Give the schools of an alliance on a day."""
    members = Membership.objects.current(on).filter(alliance=alliance)
    return School.objects.filter(pk__in=members.values("school")).order_by("code")


def holders(seats: Iterable[Seat], on: date) -> list[Called]:
    """Give who holds these seats on a day, each person once; the seats come with person and school."""
    seats = list(seats)
    bound = {seat.school_id for seat in seats if seat.bound_role}
    posts = Post.objects.held_on(on).filter(school__in=bound, role__in=Seat.BINDABLE).select_related("user")
    of_post: dict[tuple[int, str], list[User]] = {}
    for post in posts.order_by("pk"):
        of_post.setdefault((post.school_id, post.role), []).append(post.user)
    found: dict[int, Called] = {}
    for seat in seats:
        for person in [seat.person] if seat.person_id else of_post.get((seat.school_id, seat.bound_role), []):
            found.setdefault(person.pk, Called(person, seat.school, seat))
    return list(found.values())


def seats_called(alliance: Alliance, bodies: Iterable[Body], on: date, *, liaisons: bool):
    """Give the seats of these bodies on a day, and with `liaisons` those of the schools' liaisons."""
    chosen = Q(body__in=bodies)
    if liaisons:
        chosen |= Q(post=LIAISON)
    seats = Seat.objects.held_on(on).filter(chosen, body__alliance=alliance)
    return seats.select_related("person", "school").order_by("pk")


def people_of(alliance: Alliance, on: date) -> list[Called]:
    """Give whom one can call or charge with something: those who sit in a body or lead a member school."""
    seats = Seat.objects.held_on(on).filter(body__alliance=alliance).select_related("person", "school").order_by("pk")
    found = {each.person.pk: each for each in holders(seats, on)}
    for each in _leaders(alliance, on):
        found.setdefault(each.person.pk, each)
    return sorted(found.values(), key=lambda each: (each.school.code, each.person.name, each.person.pk))


def _leaders(alliance: Alliance, on: date) -> Iterator[Called]:
    posts = Post.objects.held_on(on).filter(school__in=member_schools(alliance, on), role__in=LEADING)
    for post in posts.select_related("user", "school").order_by("pk"):
        yield Called(post.user, post.school)
