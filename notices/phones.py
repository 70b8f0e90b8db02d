"""Telephone numbers of people: accounts have none, so the apps that know them say where they stand."""

from collections.abc import Callable, Iterable

# find(user_ids=, school_ids=) gives numbers by (user id, school id).
Finder = Callable[..., dict[tuple[int, int], str]]

_finders: list[Finder] = []


def register_phone_finder(find: Finder) -> None:
    """Make a finder known; called once when the app that owns the numbers starts."""
    _finders.append(find)


def phones_of(*, user_ids: Iterable[int], school_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """Give the mobile numbers of these people as these schools know them; who has none is left out."""
    users, schools = set(user_ids), set(school_ids)
    if not users:
        return {}
    found: dict[tuple[int, int], str] = {}
    for find in _finders:
        found = {**find(user_ids=users, school_ids=schools), **found}
    return {key: phone for key, phone in found.items() if phone}
