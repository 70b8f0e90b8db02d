"""Who holds which role when, and what there is to be counted: what the expansion reads, as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from core.dates import Span

SCHOOL = ""


@dataclass(frozen=True)
class Holding:
    """A user in a role, over a subject or (with "") the whole school, half-open [from_on, to_on).

    `document` is the one document that means it: who holds an alliance's post owes by that alliance's scheme only.
    """

    role: str
    user: int
    subject: str = SCHOOL
    from_on: date = date.min
    to_on: date | None = None
    document: str = ""

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)

    def within(self, span: Span) -> Span | None:
        """Give the days of the span on which it is held; None for none."""
        first, last = max(self.from_on, span.from_on), min(self.to_on or span.to_on, span.to_on)
        return Span(first, last) if first < last else None


@dataclass(frozen=True)
class Subject:
    """Something that is counted. `keys` are its own and those of what it lies in: its group, village, campus.

    `document` is the one document that counts it, as for a Holding.
    """

    key: str
    name: str
    keys: frozenset[str] = frozenset()
    from_on: date = date.min
    to_on: date | None = None
    user: int | None = None
    group_id: int | None = None
    document: str = ""

    def is_there_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


THE_SCHOOL = Subject(SCHOOL, "")


@dataclass(frozen=True)
class People:
    """Everything about a school's people and things in one term.

    `roles` maps a role to its holdings; `belongs` maps a user to what they belong to (group, campus), dated;
    `subjects` maps a kind to what there is of it; `names` maps users to names; `teaches` maps a user to the
    names of the subjects taught.
    """

    roles: Mapping[str, Sequence[Holding]]
    belongs: Mapping[int, Sequence[Holding]] = field(default_factory=dict)
    subjects: Mapping[str, Sequence[Subject]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    teaches: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def of_document(self, document: str) -> "People":
        """Give the people and things as one document means them."""
        roles = {code: _meant(held, document) for code, held in self.roles.items()}
        subjects = {kind: _meant(things, document) for kind, things in self.subjects.items()}
        return replace(self, roles=roles, subjects=subjects)

    def holdings(self, roles: Iterable[str]) -> list[Holding]:
        """Give the holdings of any of the roles, in their order."""
        return [each for role in roles for each in self.roles.get(role, ())]

    def holders_on(self, roles: Iterable[str], day: date) -> list[Holding]:
        return [each for each in self.holdings(roles) if each.holds_on(day)]

    def homes_of(self, user: int, day: date) -> frozenset[str]:
        """Give the keys of the groups and sites the person belongs to on that day."""
        return frozenset(each.subject for each in self.belongs.get(user, ()) if each.holds_on(day))

    def persons(self, role: str, day: date) -> list[Subject]:
        """Give the holders of a role on that day as objects of an act, each once."""
        seen: dict[int, Subject] = {}
        for each in self.holders_on([role], day):
            if each.user not in seen:
                homes = self.homes_of(each.user, day)
                key = person(each.user)
                seen[each.user] = Subject(
                    key, self.names.get(each.user, ""), homes | {key}, user=each.user, group_id=group_of(homes)
                )
        return list(seen.values())

    def things(self, kinds: str, day: date) -> list[Subject]:
        """Give what there is of a kind on that day; of several kinds joined by "+", every combination."""
        found = [[s for s in self.subjects.get(kind, ()) if s.is_there_on(day)] for kind in kinds.split("+")]
        if len(found) == 1:
            return found[0]
        return [_joined(parts) for parts in product(*found)]


def _meant(found: Sequence, document: str) -> Sequence:
    return [each for each in found if each.document in ("", document)]


def _joined(parts: tuple[Subject, ...]) -> Subject:
    keys = frozenset().union(*(part.keys | {part.key} for part in parts))
    return Subject("+".join(p.key for p in parts), " · ".join(p.name for p in parts), keys)


def person(user: int) -> str:
    return f"person:{user}"


def group(group_id: int) -> str:
    return f"group:{group_id}"


def group_of(homes: Iterable[str]) -> int | None:
    """Give the id of the first group among the keys."""
    ids = sorted(int(key.removeprefix("group:")) for key in homes if key.startswith("group:"))
    return ids[0] if ids else None
