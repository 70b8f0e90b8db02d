"""The phases of a document on the school's own days: read from a version's values, and what may be wrong with them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from core.dates import Span
from rulebook.documents.schema import Document

PREFIX = "phase:"  # how a version's values name a phase: {"phase:G3-H02": {"value": [first, last], "reason": ""}}


def key_of(phase: str) -> str:
    return PREFIX + phase


def is_phase(key: str) -> bool:
    return key.startswith(PREFIX)


def days_of(first: date, last: date) -> list[str]:
    """Give the first and the last day as a version stores them."""
    return [first.isoformat(), last.isoformat()]


def fault(document: Document, key: str, value: Any) -> str:
    """Give the code of what is wrong, or "": "unknown_key", "not_days", "ends_first" (G3.3.2, T-06, X-22).

    None takes the school's own days back.
    """
    if key.removeprefix(PREFIX) not in {item.id for item in document.items_of("phase")}:
        return "unknown_key"
    if value is None:
        return ""
    try:
        first, last = (date.fromisoformat(day) for day in value)
    except (TypeError, ValueError):
        return "not_days"
    return "ends_first" if last < first else ""


def spans(values: Mapping[str, Mapping[str, Any]]) -> dict[str, Span]:
    """Give the phases that the school has dated itself."""
    found = {}
    for key, stored in values.items():
        if is_phase(key) and stored["value"]:
            first, last = (date.fromisoformat(day) for day in stored["value"])
            found[key.removeprefix(PREFIX)] = Span(first, last + timedelta(days=1))
    return found
