"""Who inspects whom: the chain of heads and the academic director, the group among itself, each other, named people.

Plain user ids in and out; whoever finds no inspector is left to the office (None). Nobody inspects himself (X-15).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Checkers(StrEnum):
    CHAIN = "chain"  # C3.4, C1.6
    GROUP = "group"  # C5.4
    EACH_OTHER = "each_other"  # C3.2
    NAMED = "named"
    OFFICE = "office"


@dataclass(frozen=True)
class Scene:
    """Who heads and leads on the day of planning: user ids.

    `members` gives the people of each research group in the order of its list, `heads` the head of a group.
    """

    heads: dict[int, int] = field(default_factory=dict)
    members: dict[int, Sequence[int]] = field(default_factory=dict)
    directors: Sequence[int] = ()
    vices: Sequence[int] = ()
    principals: Sequence[int] = ()

    def groups_of(self, person: int) -> list[int]:
        return sorted(group for group, people in self.members.items() if person in people)

    @property
    def leaders(self) -> set[int]:
        return {*self.principals, *self.vices, *self.directors}


def inspectors(
    how: Checkers, people: Sequence[int], scene: Scene, *, named: Sequence[int] = ()
) -> dict[int, int | None]:
    """Give who inspects each of the people."""
    if how is Checkers.OFFICE:
        return dict.fromkeys(people)
    if how is Checkers.NAMED:
        return _dealt(people, named)
    if how is Checkers.EACH_OTHER:
        return _each_other(people, scene)
    pick = _in_the_group if how is Checkers.GROUP else _by_the_chain
    return {person: pick(person, scene) for person in people}


def leaders_chain(people: Iterable[int], scene: Scene) -> dict[int, int | None]:
    """Give the principal for every leader, as observation notes of leaders are inspected. Source: C1.6, C3.8b."""
    return {person: _first_other(person, scene.principals) for person in people}


def _by_the_chain(person: int, scene: Scene) -> int | None:
    """The head inspects the own teachers, the academic director the heads; above them vice-principal and principal.

    Source: C3.4 (rule set 3, article 4).
    """
    heads = [scene.heads[group] for group in scene.groups_of(person) if group in scene.heads]
    above = [*scene.directors, *scene.vices, *scene.principals]
    return _first_other(person, above if person in scene.heads.values() else [*heads, *above])


def _in_the_group(person: int, scene: Scene) -> int | None:
    """Face to face within the group: its head leads, and the head's own things are looked at by the next member.

    The text names the group as the unit and no inspector; we write down the head, for somebody has to sign, and the
    member after the head for the head. A group of one is left to the chain. Source: C5.4 (rule set 5, article 4).
    """
    for group in scene.groups_of(person):
        members = scene.members[group]
        head = scene.heads.get(group)
        if head is not None and head != person:
            return head
        after = members.index(person) + 1
        others = [*members[after:], *members[: after - 1]]
        if others:
            return others[0]
    return _by_the_chain(person, scene)


def _each_other(people: Sequence[int], scene: Scene) -> dict[int, int | None]:
    """In each group everyone inspects the next one, the last one the first; who is alone in it is left to the chain.

    Source: C3.2 (rule set 3, article 2).
    """
    circles: dict[int | None, list[int]] = {}
    for person in people:
        circles.setdefault(next(iter(scene.groups_of(person)), None), []).append(person)
    found = {}
    for circle in circles.values():
        for place, person in enumerate(circle):
            before = circle[place - 1]
            found[person] = before if before != person else _by_the_chain(person, scene)
    return found


def _dealt(people: Sequence[int], named: Sequence[int]) -> dict[int, int | None]:
    """Deal the people to the named inspectors so that each gets as many as the next, but never the own person."""
    load = dict.fromkeys(named, 0)
    found: dict[int, int | None] = {}
    # Inspectors who are inspected themselves come first: for them not everybody will do.
    for person in sorted(people, key=lambda each: each not in load):
        others = [each for each in named if each != person]
        found[person] = min(others, key=lambda each: load[each], default=None)
        if found[person] is not None:
            load[found[person]] += 1
    return {person: found[person] for person in people}


def _first_other(person: int, candidates: Iterable[int]) -> int | None:
    return next((each for each in candidates if each != person), None)
