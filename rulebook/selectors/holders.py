"""Who is meant by each role of the documents, and what of theirs no register keeps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from accounts.models import Post, User
from core.dates import Span
from registry.models import Teacher, TeacherGroup
from registry.selectors.names import named
from rulebook import kinds
from rulebook.documents import loading
from rulebook.documents.schema import Document, Words
from rulebook.models import CountedThing, RoleHolder
from rulebook.rules.people import Holding
from rulebook.selectors.people import load_people
from schools.models import Campus, School


@dataclass(frozen=True)
class Person:
    """Somebody who is meant: the name, over what, and the naming where the school has named them."""

    name: str
    where: str = ""
    holder: RoleHolder | None = None


@dataclass(frozen=True)
class Place:
    """One role: who holds it, in which documents it stands, and how many obligations have nobody."""

    role: str
    name: Words
    documents: list[str]
    people: list[Person] = field(default_factory=list)
    to_come: list[RoleHolder] = field(default_factory=list)
    nobody: int = 0

    @property
    def is_named(self) -> bool:
        return any(person.holder for person in self.people)


def places(
    school: School, documents: Iterable[Document], *, on: date, without_people: Mapping[str, int]
) -> list[Place]:
    """Give every role that the documents use, those that nobody holds first; a constant number of statements.

    `without_people` counts for each requirement the obligations that have nobody.
    """
    documents = list(documents)
    people = load_people(school, Span(on, on + timedelta(days=1)), wanted=())
    holders = list(RoleHolder.objects.filter(school=school).touching(on, date.max).select_related("user"))
    where = places_held_over(school)
    found = []
    for role, using in _roles_of(documents).items():
        holdings = [each for each in people.roles.get(role, ()) if each.holds_on(on)]
        mine = [h for h in holders if h.role == role]
        found.append(
            Place(
                role,
                loading.words("roles")[role],
                using,
                _persons(holdings, mine, people.names, where),
                [h for h in mine if h.from_on > on],
                _nobody(role, documents, without_people),
            )
        )
    return sorted(found, key=lambda place: (bool(place.people) and not place.nobody, -place.nobody))


def _roles_of(documents: list[Document]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for document in documents:
        for code in dict.fromkeys(_used(document)):
            found.setdefault(code, []).append(document.id)
    return found


def _used(document: Document) -> Iterable[str]:
    for requirement in document.requirements.values():
        for leg in requirement.legs:
            yield from (*leg.who, *leg.or_else)
            if leg.for_each.startswith("role:"):
                yield leg.for_each.removeprefix("role:")
        if requirement.coverage.startswith("role:"):
            yield requirement.coverage.removeprefix("role:")


def _persons(holdings: list[Holding], holders: list[RoleHolder], names, where: Mapping[str, str]) -> list[Person]:
    mine = {(h.user_id, h.subject): h for h in holders}
    found: dict[tuple, Person] = {}
    for each in holdings:
        place = where.get(each.subject, "")
        found[each.user, place] = Person(names.get(each.user, ""), place, mine.get((each.user, each.subject)))
    return list(found.values())


def _nobody(role: str, documents: list[Document], without_people: Mapping[str, int]) -> int:
    own = [r.id for document in documents for r in document.requirements.values() if r.legs[0].who[0] == role]
    return sum(without_people.get(name, 0) for name in own)


def places_held_over(school: School) -> dict[str, str]:
    """Give the groups of teachers and village sites over which a role can be held, by their keys."""
    groups = TeacherGroup.objects.filter(school=school).values_list("pk", "name")
    sites = Campus.objects.filter(school=school, kind=Campus.Kind.VILLAGE_SITE).values_list("pk", "name")
    return {f"group:{pk}": name for pk, name in groups} | {f"site:{pk}": name for pk, name in sites}


def people_of(school: School, words: str, *, on: date) -> QuerySet[User]:
    """Give the school's teachers and holders of posts whose name is so written or read."""
    employed = Teacher.objects.filter(school=school).exclude(employed_to__lte=on)
    posts = Post.objects.held_on(on).filter(school=school)
    found = User.objects.filter(Q(pk__in=employed.values("user")) | Q(pk__in=posts.values("user")))
    if words:
        read = named(employed, words)
        found = found.filter(Q(name__icontains=words) | Q(pk__in=read.values("user")))
    return found.order_by("name", "pk")


def kinds_without_register(asked: Iterable[str]) -> list[str]:
    """Give the kinds of things that documents count and no register keeps, in the order of the vocabulary."""
    parts = {part for kind in asked for part in kind.split("+")}
    return [kind for kind in loading.words("subjects") if kind in parts and not kinds.has_subjects(kind)]


def things_of(school: School, *, on: date) -> QuerySet[CountedThing]:
    """Give the things entered that are there, or will be."""
    return CountedThing.objects.filter(Q(to_on=None) | Q(to_on__gt=on), school=school)
