"""The three-level network as one person may see it: participation by level, and who has not taken part (G4.4.4d)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from accounts.models import Post, User
from alliances.models import Alliance, Attendee, Level, Membership, Participation
from alliances.rules.levels import GROUPS, MANAGERS, OF_ROLE, level_of, seen_from
from alliances.selectors.activities import staff_of
from alliances.selectors.matrix import levels
from core.dates import Span
from registry.models import GroupMembership


@dataclass(frozen=True)
class NetworkLine:
    """One level: activities and staff of all schools; of the people in one's reach how many took part, and who not."""

    name: str
    activities: int
    staff: int
    people: int
    missing: list[str]

    @property
    def took_part(self) -> int:
        return self.people - len(self.missing)

    @property
    def share(self) -> int | None:
        """The share in whole per cent, rounded down: 100 means everybody."""
        return self.took_part * 100 // self.people if self.people else None


@dataclass(frozen=True)
class Network:
    """What one sees from the own level; `reach` is the own school, the own groups or oneself."""

    level: str
    lines: list[NetworkLine]

    @property
    def name(self) -> str:
        return Level(self.level).label


def network(alliance: Alliance, span: Span, *, user: User, school_id: int | None, today: date) -> Network:
    """Give the levels that the user sees, each with the people in the user's reach; six statements."""
    day = min(max(today, span.from_on), span.last_on)
    own = Membership.objects.accepted().filter(alliance=alliance, school=school_id).first()
    staff = {each.pk: each.name for each in staff_of([school_id], day)} if own else {}
    posts = _posts(school_id, staff, day)
    mine = level_of(role for role, _scope in posts[user.pk])
    if Alliance.objects.run_by(user).filter(pk=alliance.pk).exists():
        mine = MANAGERS
    reach = _reach(user, mine, staff, posts, day)
    came = _came(own, span)
    by_level = defaultdict(list)
    for person in reach:
        by_level[level_of(role for role, _scope in posts[person])].append(person)
    sums = dict(zip(Level.values, levels(alliance, span), strict=True))
    lines = [
        NetworkLine(
            sums[level].name, sums[level].activities, sums[level].staff, len(by_level[level]),
            sorted(staff[person] for person in by_level[level] if person not in came),
        )
        for level in seen_from(mine)
    ]  # fmt: skip
    return Network(mine, lines)


def _posts(school_id: int | None, people, day: date) -> dict[int, list[tuple[str, int | None]]]:
    found = defaultdict(list)
    posts = Post.objects.held_on(day).filter(school=school_id, user__in=people, role__in=OF_ROLE)
    for person, role, scope in posts.values_list("user", "role", "scope_id"):
        found[person].append((role, scope))
    return found


def _reach(user: User, level: str, staff: dict[int, str], posts, day: date) -> set[int]:
    """Give whose part one follows: of all staff, of the groups one heads, or one's own."""
    if level == MANAGERS:
        return set(staff)
    alone = {user.pk} & set(staff)
    if level != GROUPS:
        return alone
    headed = [scope for role, scope in posts[user.pk] if OF_ROLE[role] == GROUPS]
    members = GroupMembership.objects.filter(group__in=headed).held_on(day).values_list("teacher__user", flat=True)
    return alone | (set(members) & set(staff))


def _came(own: Membership | None, span: Span) -> set[int]:
    """Give who was named for an activity that was held and that the school has confirmed."""
    parts = Participation.objects.counting().filter(membership=own)
    parts = parts.filter(activity__on__gte=span.from_on, activity__on__lt=span.to_on)
    return set(Attendee.objects.filter(participation__in=parts).values_list("person", flat=True))
