"""A school's people and things in a span, as the expansion reads them: a constant number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from accounts.models import Post, User
from accounts.roles import ROLES, Role, Scope
from core.dates import Span
from registry.models import GroupMembership, Teacher, TeachingAssignment
from rulebook import kinds, roles
from rulebook.models import CountedThing, RoleHolder
from rulebook.rules.people import Holding, People, Subject, group
from schools.models import School

# How the subject of a post is written, by the scope of its role.
SUBJECT_OF = {Scope.GROUP: "group", Scope.CLASS: "class", Scope.GRADE: "grade", Scope.SOCIETY: "society"}


def load_people(school: School, span: Span, *, wanted: Iterable[str]) -> People:
    """Give who holds which role and what there is of the `wanted` kinds of subject, on any day of the span."""
    loader = _Loader(school, span)
    wanted = {part for kind in wanted for part in kind.split("+")} | {"research_group"}
    subjects = {kind: loader.things(kind) for kind in sorted(wanted)}
    found = {code: loader.role(code) for code in loader.known_roles()}
    users = {holding.user for holdings in found.values() for holding in holdings}
    return People(
        roles=found,
        belongs=loader.belongs,
        subjects=subjects,
        names=loader.names_of(users),
        teaches=loader.teaches,
    )


class _Loader:
    def __init__(self, school: School, span: Span):
        self.school, self.span = school, span
        self._resolved: dict[str, list[Holding]] = {}
        self._answers: dict = {}

    def known_roles(self) -> set[str]:
        return {*roles.POSTS, *roles.UNIONS, *self.named, *kinds.roles()}

    def role(self, code: str) -> list[Holding]:
        """Give who is meant by a role: those named for it, else those of its app, its posts, its body."""
        if code not in self._resolved:
            self._resolved[code] = [] if code in self._resolved else list(self._resolve(code))
        return self._resolved[code]

    def _resolve(self, code: str) -> Iterator[Holding]:
        if code in self.named:
            yield from self.named[code]
        elif source := kinds.role_source(code):
            yield from (holding for holding in self._told_by(source) if holding.role == code)
        elif code in roles.UNIONS:
            for part in roles.UNIONS[code]:
                yield from (_as(code, holding) for holding in self.role(part))
        else:
            for post in roles.POSTS.get(code, ()):
                yield from (_as(code, holding) for holding in self.posts.get(post, ()) if self._is_meant(code, holding))

    def _told_by(self, source) -> list[Holding]:
        """Ask a source once, whatever the number of roles it answers for."""
        if source not in self._answers:
            self._answers[source] = list(source(self.school, self.span))
        return self._answers[source]

    def _is_meant(self, code: str, holding: Holding) -> bool:
        """Tell a teacher who teaches from one who only leads: everybody of the staff list holds a teacher's post.

        As long as the school has entered neither lessons nor groups, everybody is meant.
        """
        teaching = self.teaches.keys() | self.belongs.keys()
        return code not in roles.WHO_TEACH or not teaching or holding.user in teaching

    @cached_property
    def posts(self) -> dict[str, list[Holding]]:
        rows = Post.objects.filter(school=self.school, from_on__lt=self.span.to_on).exclude(
            to_on__lte=self.span.from_on
        )
        found = defaultdict(list)
        for role, user, scope, from_on, to_on in rows.order_by("pk").values_list(
            "role", "user", "scope_id", "from_on", "to_on"
        ):
            kind = SUBJECT_OF.get(ROLES[Role(role)].scope)
            subject = f"{kind}:{scope}" if kind and scope else ""
            found[role].append(Holding(role, user, subject, from_on, to_on))
        return found

    @cached_property
    def named(self) -> dict[str, list[Holding]]:
        found = defaultdict(list)
        for row in RoleHolder.objects.filter(school=self.school).touching(self.span.from_on, self.span.to_on):
            found[row.role].append(Holding(row.role, row.user_id, row.subject, row.from_on, row.to_on))
        return dict(found)

    @cached_property
    def teachers(self) -> dict[int, tuple[int, str]]:
        rows = Teacher.objects.filter(school=self.school).order_by("pk")
        return {pk: (user, name) for pk, user, name in rows.values_list("pk", "user", "name")}

    @cached_property
    def belongs(self) -> dict[int, list[Holding]]:
        """Give the groups and the village sites to which each person belongs."""
        found = defaultdict(list)
        rows = GroupMembership.objects.filter(school=self.school).order_by("pk")
        for teacher, group_id, from_on, to_on in rows.values_list("teacher", "group", "from_on", "to_on"):
            user = self.teachers[teacher][0]
            found[user].append(Holding("group", user, group(group_id), from_on, to_on))
        for user, site in self._sites():
            found[user].append(Holding("site", user, f"site:{site}"))
        return found

    def _sites(self) -> set[tuple[int, int]]:
        """Give who teaches at which village site and at no other place."""
        places = defaultdict(set)
        for teacher, campus, kind, _subject in self._lessons:
            places[self.teachers[teacher][0]].add(campus if kind == "village_site" else None)
        return {(user, next(iter(sites))) for user, sites in places.items() if len(sites) == 1 and None not in sites}

    @cached_property
    def _lessons(self) -> list[tuple]:
        rows = TeachingAssignment.objects.filter(school=self.school, from_on__lt=self.span.to_on)
        rows = rows.exclude(to_on__lte=self.span.from_on).order_by("pk")
        columns = ("teacher", "school_class__campus", "school_class__campus__kind", "subject__name")
        return list(rows.values_list(*columns))

    @cached_property
    def teaches(self) -> dict[int, frozenset[str]]:
        found = defaultdict(set)
        for teacher, _campus, _kind, subject in self._lessons:
            found[self.teachers[teacher][0]].add(subject)
        return {user: frozenset(names) for user, names in found.items()}

    @cached_property
    def _things(self) -> dict[str, list[Subject]]:
        found = defaultdict(list)
        for row in CountedThing.objects.filter(school=self.school).touching(self.span.from_on, self.span.to_on):
            found[row.kind].append(Subject(f"thing:{row.pk}", row.name, from_on=row.from_on, to_on=row.to_on))
        return found

    def things(self, kind: str) -> list[Subject]:
        source = kinds.subject_source(kind)
        return list(source(self.school, self.span)) if source else self._things[kind]

    def names_of(self, users: set[int]) -> dict[int, str]:
        names = dict(self.teachers.values())
        others = User.objects.filter(pk__in=users - set(names))
        return names | dict(others.order_by().values_list("pk", "name"))


def _as(code: str, holding: Holding) -> Holding:
    return replace(holding, role=code, from_on=holding.from_on or date.min)
