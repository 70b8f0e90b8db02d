"""The numbers of a document as a school has set them, and which version counts for which period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from core.dates import Span
from rulebook.documents.schema import Document, Parameter, Value


@dataclass(frozen=True)
class Numbers:
    """The values of one version. What the school did not set counts as the text has it; a silent text gives None.

    `accepts_suggestions` takes our proposals where the text is silent: for looking before adopting, never after.
    """

    document: Document
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    accepts_suggestions: bool = False

    def get(self, key: str) -> Value:
        """Give a number as Decimal, a choice as str, a list, or None for "no number". Raises KeyError."""
        parameter = self.document.parameters[key]
        if key in self.values:
            return read(self.values[key]["value"])
        if parameter.default is None and self.accepts_suggestions:
            return parameter.suggested
        return parameter.default

    def number(self, key: str) -> Decimal | None:
        """Give a number; None without a key or where the school sets none."""
        return self.get(key) if key else None

    def is_changed(self, key: str) -> bool:
        """Tell whether the school has set this itself, and otherwise than the text."""
        return key in self.values and read(self.values[key]["value"]) != self.document.parameters[key].default

    def reason(self, key: str) -> str:
        return self.values.get(key, {}).get("reason", "")


@dataclass(frozen=True)
class Dated:
    """One version: from when, whether also for periods under way, and its numbers."""

    pk: int
    from_on: date
    from_now: bool
    numbers: Numbers


def version_for(versions: Iterable[Dated], period: Span, in_force_from: date) -> Dated:
    """Give the version by which a period is judged: that of its first day in force, unless a change asks otherwise.

    `versions` in their order; the first counts from the adoption on.
    """
    versions = list(versions)
    begins = max(period.from_on, in_force_from)
    valid = [v for v in versions if v.from_on <= begins or (v.from_now and v.from_on < period.to_on)]
    return (valid or versions)[-1] if valid else versions[0]


def version_on(versions: Iterable[Dated], day: date) -> Dated:
    """Give the version by which a record of that day is judged."""
    versions = list(versions)
    return next((v for v in reversed(versions) if v.from_on <= day), versions[0])


def read(stored: Any) -> Value:
    """Give a stored value as the rules take it: numbers as Decimal, the rest as it is."""
    if isinstance(stored, list):
        return [read(each) for each in stored]
    if isinstance(stored, bool) or stored is None:
        return stored
    if isinstance(stored, int | float | Decimal):
        return Decimal(str(stored))
    try:
        return Decimal(stored)
    except InvalidOperation:
        return stored


def store(value: Value) -> Any:
    """Give a value as it is stored: a Decimal as its digits, for JSON has no exact numbers."""
    if isinstance(value, list):
        return [store(each) for each in value]
    return str(value.normalize()) if isinstance(value, Decimal) else value


def faults(parameter: Parameter, value: Value) -> str:
    """Give the code of what is wrong with a value, or "": "not_a_number", "too_low", "too_high", "not_a_choice"."""
    if value is None:
        return ""
    if isinstance(value, list):
        return next(filter(None, (faults(parameter, each) for each in value)), "")
    if parameter.choices:
        return "" if value in parameter.choices else "not_a_choice"
    if not isinstance(value, Decimal):
        return "not_a_number" if parameter.min is not None or parameter.max is not None else ""
    if not value.is_finite():
        return "not_a_number"
    if parameter.min is not None and value < parameter.min:
        return "too_low"
    return "too_high" if parameter.max is not None and value > parameter.max else ""
