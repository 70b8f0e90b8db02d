"""Who runs an alliance on a day: the persons of its running seats, and who holds the posts that seats are bound to."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from accounts.models import Post, User
from alliances.models import Alliance, Seat
from schools.models import School


def runners(alliance: Alliance, on: date) -> list[User]:
    """Give the people of the office and the heads of an alliance, each once; three statements."""
    seats = list(Seat.objects.running().held_on(on).filter(body__alliance=alliance))
    bound = Q(pk__in=[])
    for seat in seats:
        if seat.bound_role:
            bound |= Q(role=seat.bound_role, school=seat.school_id)
    holders = Post.objects.held_on(on).filter(bound).values("user")
    named = [seat.person_id for seat in seats if seat.person_id]
    return list(User.objects.filter(Q(pk__in=named) | Q(pk__in=holders), is_active=True).order_by("pk"))


def holders(school: School, roles: Iterable[str], on: date) -> list[User]:
    """Give who holds one of these posts of a school, each once; one statement."""
    posts = Post.objects.held_on(on).filter(school=school, role__in=roles)
    return list(User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("pk"))
