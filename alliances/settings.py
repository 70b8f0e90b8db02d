"""What alliances tell growth: with which schools a school shares today, and whose office somebody is."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from alliances.models import Alliance, Membership
from growth.settings import Setting
from schools.models import School

PREFIX = "alliance:"


def key_of(alliance: int) -> str:
    return f"{PREFIX}{alliance}"


def of_school(school: School) -> Iterator[Setting]:
    """Give the alliances that the school is a member of today, each with today's schools; two statements."""
    mine = Membership.objects.current().filter(school=school).values("alliance")
    standing = Alliance.objects.founded_on(timezone.localdate()).filter(pk__in=mine)
    schools: dict[int, set[int]] = {}
    for alliance, member in (
        Membership.objects.current().filter(alliance__in=standing).values_list("alliance", "school")
    ):
        schools.setdefault(alliance, set()).add(member)
    for alliance in standing:
        yield Setting(key_of(alliance.pk), alliance.name, frozenset(schools.get(alliance.pk, ())))


def overseen(user: User) -> Iterable[str]:
    """Give the keys of the alliances whose office or head the user is."""
    if not user.has_permission(Permission.ALLIANCE_RUN):
        return ()
    return map(key_of, Alliance.objects.run_by(user).values_list("pk", flat=True))
