"""Whom G1 and G2 mean by their roles around a community. Pupils have no accounts: their guardians act for them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from communities.evidence.held import KIND, Held, memberships
from communities.models import Venue
from communities.selectors.presence import duties_held
from core.dates import Span
from registry.models import Guardianship
from rulebook.rules.people import Holding
from schools.models import School

Holdings = Callable[[School, Span], Iterable[Holding]]


def _of_members(role: str, **where) -> Holdings:
    """Give a source of the accounts of parents or advisers, each over the community."""

    def rows(school: School, span: Span) -> Iterator[Holding]:
        for held in memberships(school, span, **where):
            if held.user:
                yield _holding(role, held.user, held)

    return rows


def _of_pupils(role: str, **where) -> Holdings:
    """Give a source of the accounts of pupils' guardians, each over the community; two statements."""

    def rows(school: School, span: Span) -> Iterator[Holding]:
        pupils = list(memberships(school, span, kind=KIND.PUPIL, **where))
        guardians = _guardians(school, {held.student for held in pupils})
        for held in pupils:
            for user in guardians[held.student]:
                yield _holding(role, user, held)

    return rows


def _guardians(school: School, students: set[int]) -> dict[int, list[int]]:
    found = defaultdict(list)
    links = Guardianship.objects.filter(school=school, student__in=students, is_barred=False)
    for student, user in links.order_by("position", "pk").values_list("student", "guardian__user"):
        if user:
            found[student].append(user)
    return found


def _holding(role: str, user: int, held: Held) -> Holding:
    return Holding(role, user, held.subject, held.from_on, held.until)


def _leaders(school: School, span: Span) -> Iterator[Holding]:
    yield from _of_members("growth_community", kind=KIND.PARENT, is_leader=True)(school, span)
    yield from _of_pupils("growth_community", is_leader=True)(school, span)


def _society_members(school: School, span: Span) -> Iterator[Holding]:
    """Give the parents in the communities of a society: whoever has joined it by that (G1.3.2.3)."""
    for held in memberships(school, span, kind=KIND.PARENT):
        if held.user:
            yield Holding("society_member", held.user, f"society:{held.society}", held.from_on, held.until)


def _parents_on_duty(school: School, span: Span) -> Iterator[Holding]:
    """Give the parents who have duties in the span; nobody is asked who took none (L-06)."""
    told = duties_held().filter(school=school, slot__on__gte=span.from_on, slot__on__lt=span.to_on)
    pairs = set(told.order_by().values_list("guardian__user", "slot__community").distinct())
    for held in memberships(school, span, kind=KIND.PARENT):
        if (held.user, held.community) in pairs and held.user:
            yield _holding("parent_on_duty", held.user, held)


def _hosts(school: School, span: Span) -> Iterator[Holding]:
    homes = Venue.objects.filter(school=school, kind=Venue.Kind.HOME, is_closed=False, host__user__isnull=False)
    for user, community in homes.order_by("pk").values_list("host__user", "community"):
        yield Holding("host_parent", user, f"community:{community}", date.min)


ROLES: dict[str, Holdings] = {
    "accompanying_parent": _of_members("accompanying_parent", kind=KIND.PARENT),
    "adviser": _of_members("adviser", kind=KIND.ADVISER),
    "growth_community": _leaders,
    "host_parent": _hosts,
    "parent": _of_members("parent", kind=KIND.PARENT),
    "parent_leader": _of_members("parent_leader", kind=KIND.PARENT, is_leader=True),
    "parent_on_duty": _parents_on_duty,
    "society_member": _society_members,
    "student": _of_pupils("student"),
    "student_leader": _of_pupils("student_leader", is_leader=True),
}
