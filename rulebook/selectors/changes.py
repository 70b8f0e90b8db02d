"""What a version says otherwise than the text, or than the version before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rulebook.documents.schema import Document, Item, Parameter, Value
from rulebook.models import Adoption, Version
from rulebook.rules.numbers import Numbers
from rulebook.rules.phases import PREFIX, is_phase


@dataclass(frozen=True)
class Change:
    """One number that differs; `named` is its parameter, or the phase whose days the school has set."""

    named: Parameter | Item
    before: Value
    after: Value
    reason: str
    is_answer: bool


@dataclass(frozen=True)
class Source:
    """One number in force: its value, and the version in which the school set it; None where the text's counts."""

    parameter: Parameter
    value: Value
    version: Version | None
    reason: str


def changes(document: Document, values: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> list[Change]:
    """Give what differs from the values before; without them, from the text. Answers to open questions are marked."""
    old, new = Numbers(document, before or {}), Numbers(document, values)
    found = [
        Change(parameter, old.get(key), new.get(key), new.reason(key), parameter.default is None)
        for key, parameter in document.parameters.items()
        if old.get(key) != new.get(key) or (before is None and key in values and parameter.default is None)
    ]
    return found + _phases(document, values, before or {})


def _phases(document: Document, values: Mapping[str, Any], before: Mapping[str, Any]) -> list[Change]:
    found = []
    for key in filter(is_phase, values):
        was, now = before.get(key, {}).get("value"), values[key]["value"]
        if was != now:
            item = document.items[key.removeprefix(PREFIX)]
            found.append(Change(item, was, now, values[key].get("reason", ""), is_answer=False))
    return found


def history(adoption: Adoption) -> list[tuple[Version, list[Change]]]:
    """Give the versions, newest first, each with what it changed; one statement."""
    versions = list(adoption.versions.select_related("made_by").order_by("number"))
    before = [None, *(version.values for version in versions)]
    pairs = [(v, changes(adoption.text, v.values, old)) for v, old in zip(versions, before, strict=False)]
    return pairs[::-1]


def sources(adoption: Adoption, versions: list[Version]) -> list[Source]:
    """Give every number in force, each with where it comes from; `versions` newest first."""
    newest = Numbers(adoption.text, versions[0].values)
    return [
        Source(parameter, newest.get(key), _set_in(key, newest, versions), newest.reason(key))
        for key, parameter in adoption.text.parameters.items()
    ]


def _set_in(key: str, newest: Numbers, versions: list[Version]) -> Version | None:
    """Give the version since which the number has been what it is now."""
    if key not in newest.values:
        return None
    since = versions[0]
    for version in versions:
        if version.values.get(key) != newest.values[key]:
            break
        since = version
    return since
