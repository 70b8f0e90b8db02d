"""Who sits in the bodies of an alliance today: persons by name, bound seats by whoever holds the school's post."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import Post
from alliances.models import Alliance, Body, Membership, Seat
from alliances.rules.bodies import FREE, PostOf, posts_of, structures
from registry.models import Teacher
from rulebook.documents import loading
from rulebook.documents.schema import Item
from rulebook.models import Adoption
from rulebook.rules.numbers import Numbers
from rulebook.selectors.in_force import latest_numbers


def running_seats(alliance: Alliance) -> list[Seat]:
    """Give the seats of today whose holders run the alliance, with their holders; two statements."""
    seats = Seat.objects.running().held_on(timezone.localdate()).filter(body__alliance=alliance)
    return with_holders(seats.select_related("body", "school", "person").order_by("body", "pk"))


def with_holders(seats: Iterable[Seat], on: date | None = None) -> list[Seat]:
    """Add to each seat `holders` (ids), `names` and the words of its post, as of that day (today); one statement."""
    seats, words = list(seats), loading.words("roles")
    held = _held((seat for seat in seats if seat.bound_role), on or timezone.localdate())
    for seat in seats:
        people = held[seat.school_id, seat.bound_role] if seat.bound_role else [(seat.person_id, seat.person.name)]
        seat.holders, seat.names = [pk for pk, _name in people], [name for _pk, name in people]
        seat.post_words = words.get(seat.post, seat.post)
    return seats


def _held(seats: Iterable[Seat], on: date) -> dict[tuple[int, str], list[tuple[int, str]]]:
    wanted = {(seat.school_id, seat.bound_role) for seat in seats}
    found = defaultdict(list)
    if wanted:
        asked = Q(pk__in=[])
        for school, role in wanted:
            asked |= Q(school=school, role=role)
        posts = Post.objects.held_on(on).filter(asked).select_related("user").order_by("pk")
        for post in posts:
            found[post.school_id, post.role].append((post.user_id, post.user.name))
    return found


def numbers_of(alliance: Alliance) -> Numbers:
    """Give the numbers that the members share, those of the text before the first has adopted the scheme."""
    mine = Membership.objects.current().filter(alliance=alliance).values("school")
    adoptions = Adoption.objects.filter(document=alliance.document, to_on=None, school__in=mine)
    adoption = adoptions.order_by("-is_shared", "pk").first()
    return latest_numbers(adoption) if adoption else Numbers(loading.document(alliance.document))


def posts_for(body: Body) -> list[PostOf]:
    """Give the posts of a body, as the scheme has them or, where it is silent, a head and members."""
    item = structure_of(body)
    return posts_of(item, numbers_of(body.alliance)) if item else [PostOf(post) for post in FREE]


def structure_of(body: Body) -> Item | None:
    """Give the item of the scheme that a body is: by its code, else the only one of its kind."""
    wanted = structures(loading.document(body.alliance.document))
    if body.code:
        return next((item for item in wanted if item.id == body.code), None)
    of_kind = [item for item in wanted if item.data["body"] == body.kind]
    return of_kind[0] if len(of_kind) == 1 else None


def staff_for(body: Body):
    """Give whom one may name: the staff of today of the member schools; of a school's own body, of that school."""
    schools = Membership.objects.current().filter(alliance=body.alliance_id).values("school")
    staff = Teacher.objects.employed_on(timezone.localdate()).filter(school__in=schools)
    return staff.filter(school=body.school_id) if body.school_id else staff


def double_posts(alliance: Alliance) -> list[tuple[str, list[str]]]:
    """Give who sits in several seats of the alliance's bodies today, with where: a warning, no error (G4.2.2)."""
    found: dict[int, tuple[str, list[str]]] = {}
    seats = Seat.objects.held_on(timezone.localdate()).filter(body__alliance=alliance, body__school=None)
    for seat in with_holders(seats.select_related("body", "school", "person").order_by("body", "pk")):
        for pk, name in zip(seat.holders, seat.names, strict=True):
            found.setdefault(pk, (name, []))[1].append(f"{seat.body} · {seat.post_words}")
    return [(name, places) for name, places in found.values() if len(places) > 1]


@dataclass(frozen=True)
class PostLine:
    """A post of a body: how many the scheme wants, and the seats of today."""

    post: PostOf
    words: str
    seats: list[Seat]

    @property
    def held(self) -> int:
        """How many seats somebody holds: one that goes with a school's post stands empty with it."""
        return sum(bool(seat.holders) for seat in self.seats)

    @property
    def is_short(self) -> bool:
        return self.post.number is not None and self.held < self.post.number

    @property
    def is_over(self) -> bool:
        return self.post.number is not None and len(self.seats) > self.post.number


@dataclass(frozen=True)
class BodyLine:
    """A body with its posts; `absent` names member schools that have nobody in a subject's community."""

    body: Body
    posts: list[PostLine]
    absent: list[str]


def bodies_of(alliance: Alliance, user) -> list[BodyLine]:
    """Give the bodies of today with who sits in them; the schools' own bodies last. A constant number of statements.

    Of an alliance that has ended those of its last day.
    """
    on = timezone.localdate()
    if alliance.to_on and alliance.to_on <= on:
        on = alliance.to_on - timedelta(days=1)
    rows = Body.objects.visible_to(user).filter(Q(to_on=None) | Q(to_on__gt=on), alliance=alliance)
    rows = rows.select_related("school", "alliance")
    bodies = sorted(rows, key=lambda body: (bool(body.school_id), body.code, body.pk))
    seats = Seat.objects.visible_to(user).held_on(on).filter(body__in=bodies)
    by_body = defaultdict(list)
    for seat in with_holders(seats.select_related("body", "school", "person").order_by("post", "pk"), on):
        by_body[seat.body_id].append(seat)
    numbers, schools = numbers_of(alliance), _members(alliance)
    return [_line(body, by_body[body.pk], numbers, schools) for body in bodies]


def _line(body: Body, seats: list[Seat], numbers: Numbers, schools: dict[int, str]) -> BodyLine:
    words, item = loading.words("roles"), structure_of(body)
    posts = posts_of(item, numbers) if item else [PostOf(post) for post in FREE]
    lines = [PostLine(p, words.get(p.post, p.post), [seat for seat in seats if seat.post == p.post]) for p in posts]
    absent = []
    if body.kind == Body.Kind.SUBJECT_COMMUNITY:
        absent = [name for pk, name in schools.items() if pk not in {seat.school_id for seat in seats}]
    return BodyLine(body, lines, absent)


def _members(alliance: Alliance) -> dict[int, str]:
    rows = Membership.objects.current().filter(alliance=alliance).order_by("part", "from_on", "pk")
    return dict(rows.values_list("school", "school__name"))
