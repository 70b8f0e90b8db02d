"""Who sits in the bodies of an alliance today: persons by name, bound seats by whoever holds the school's post."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from accounts.models import Post
from alliances.models import Alliance, Seat
from rulebook.documents import loading


def running_seats(alliance: Alliance) -> list[Seat]:
    """Give the seats of today whose holders run the alliance, with their holders; two statements."""
    seats = Seat.objects.running().held_on(timezone.localdate()).filter(body__alliance=alliance)
    return with_holders(seats.select_related("body", "school", "person").order_by("body", "pk"))


def with_holders(seats: Iterable[Seat]) -> list[Seat]:
    """Add to each seat `holders` (ids), `names` and the words of its post, as of today; one statement."""
    seats, words = list(seats), loading.words("roles")
    held = _held(seat for seat in seats if seat.bound_role)
    for seat in seats:
        people = held[seat.school_id, seat.bound_role] if seat.bound_role else [(seat.person_id, seat.person.name)]
        seat.holders, seat.names = [pk for pk, _name in people], [name for _pk, name in people]
        seat.post_words = words.get(seat.post, seat.post)
    return seats


def _held(seats: Iterable[Seat]) -> dict[tuple[int, str], list[tuple[int, str]]]:
    wanted = {(seat.school_id, seat.bound_role) for seat in seats}
    found = defaultdict(list)
    if wanted:
        asked = Q(pk__in=[])
        for school, role in wanted:
            asked |= Q(school=school, role=role)
        posts = Post.objects.held_on(timezone.localdate()).filter(asked).select_related("user").order_by("pk")
        for post in posts:
            found[post.school_id, post.role].append((post.user_id, post.user.name))
    return found
