"""Where people of several schools work together: the apps above say which schools belong to a setting.

A setting is a key such as "alliance:7"; "" means within one school. Growth knows no alliances: they register a source
of their settings at the start.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import User
from schools.models import School


@dataclass(frozen=True)
class Setting:
    """Schools that share today."""

    key: str
    name: str
    schools: frozenset[int]


@dataclass(frozen=True)
class Source:
    """`of_school(school)` gives the settings that a school is in today, `overseen(user)` the keys of those whose
    office the user is."""

    of_school: Callable[[School], Iterable[Setting]]
    overseen: Callable[[User], Iterable[str]]


_sources: list[Source] = []


def register_settings(*, of_school: Callable, overseen: Callable) -> None:
    """Make a source known; called once when the app that owns it starts."""
    _sources.append(Source(of_school, overseen))


def settings_of(school: School) -> list[Setting]:
    """Give the school itself and the settings it shares in today."""
    own = Setting("", school.name, frozenset({school.pk}))
    return [own, *(setting for source in _sources for setting in source.of_school(school))]


def setting_of(school: School, key: str) -> Setting | None:
    """Give the setting of this key, None where the school is not in it today."""
    return next((each for each in settings_of(school) if each.key == key), None)


def overseen_by(user: User) -> set[str]:
    """Give the keys of the settings whose office the user is."""
    return {key for source in _sources for key in source.overseen(user)}
