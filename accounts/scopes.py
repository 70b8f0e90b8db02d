"""What a post can be over: accounts stands below the registry, so the registry tells it the classes there are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.roles import Scope


@dataclass(frozen=True)
class ScopeKind:
    """Where the choices of one kind of scope come from.

    `choices` gives (id, label) pairs of a school that a user may choose from; `labels` gives labels by id.
    """

    choices: Callable[..., list[tuple[int, str]]]
    labels: Callable[[Iterable[int]], dict[int, str]]


_kinds: dict[Scope, ScopeKind] = {}


def register_scope(scope: Scope, *, choices: Callable, labels: Callable) -> None:
    """Make a kind of scope known; called once when the app that owns it starts."""
    _kinds[scope] = ScopeKind(choices, labels)


def choices(scope: Scope, *, user, school) -> list[tuple[int, str]]:
    """Give the (id, label) pairs of a school's scopes of this kind; empty for a kind that nobody registered."""
    return _kinds[scope].choices(user, school) if scope in _kinds else []


def labels(wanted: Iterable[tuple[Scope, int]]) -> dict[tuple[Scope, int], str]:
    """Give the labels of scopes of several kinds, in one call per kind."""
    ids: dict[Scope, set[int]] = {}
    for scope, scope_id in wanted:
        ids.setdefault(scope, set()).add(scope_id)
    return {
        (scope, scope_id): label
        for scope, of_kind in ids.items()
        if scope in _kinds
        for scope_id, label in _kinds[scope].labels(of_kind).items()
    }
