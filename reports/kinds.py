"""The kinds of reports that the portal can make, and the plain data that one is made of.

A kind says how to gather; everything after that – Word, Excel, archive, schedule, command – is the same for all.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from accounts.permissions import Permission
from core.dates import Span

Value = str | int | Decimal | date | None
FINGERPRINT_LENGTH = 12


class UnknownKind(LookupError):
    """No app registered a kind with this code."""


@dataclass(frozen=True)
class Column:
    """One column of a table; its width in characters of the Latin alphabet, a Chinese one counts as two."""

    label: str
    width: int = 12


@dataclass(frozen=True)
class Table:
    """One table: every row has a value for each column; notes stand below it."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Figure:
    """One number or word of the report, with the ids of the articles that it answers."""

    key: str
    label: str
    value: Value
    articles: Sequence[str] = ()


@dataclass(frozen=True)
class Version:
    """A document (or register) that the data follow, and which version of it."""

    name: str
    version: str


@dataclass(frozen=True)
class Gathered:
    """All that a report says, as plain values in the language of the moment.

    `on` is the day whose state the data show, `as_of` the moment in which they were read. `signatures` name
    who signs on paper.
    """

    title: str
    school: str
    period: str
    on: date
    as_of: datetime
    tables: Sequence[Table]
    figures: Sequence[Figure] = ()
    versions: Sequence[Version] = ()
    signatures: Sequence[str] = ()

    @cached_property
    def articles(self) -> list[str]:
        """The ids of all articles that the report answers, each once."""
        return list(dict.fromkeys(article for figure in self.figures for article in figure.articles))

    @cached_property
    def fingerprint(self) -> str:
        """The version of the data: the same for two reports exactly when they say the same."""
        said = [[t.title, [c.label for c in t.columns], t.rows, t.notes] for t in self.tables]
        said += [[f.key, f.value] for f in self.figures] + [[v.name, v.version] for v in self.versions]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:FINGERPRINT_LENGTH]

    @property
    def row_count(self) -> int:
        return sum(len(table.rows) for table in self.tables)


@dataclass(frozen=True)
class Option:
    """A choice that the person makes; the first value is the one proposed."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ReportKind:
    """How one kind of report is called, who sees it, and where its data come from.

    `gather(school=, term=, on=, options=)` gives a Gathered in a constant number of statements. `sample()` gives
    an invented one of the same shape, with which templates are tried. A kind holds no children's data: what does
    has to leave through accounts/downloads.py, which asks the purpose.
    """

    code: str
    label: str
    about: str
    permission: Permission
    gather: Callable[..., Gathered]
    sample: Callable[[], Gathered]
    options: Sequence[Option] = field(default=())
    default_template: str = "report.docx"

    def complete(self, options: dict[str, str]) -> dict[str, str]:
        """Give the options with the proposed values where nothing, or nothing known, was chosen."""
        known = {o.name: [value for value, _label in o.choices] for o in self.options}
        return {name: options[name] if options.get(name) in values else values[0] for name, values in known.items()}


_kinds: dict[str, ReportKind] = {}


def register(kind: ReportKind) -> None:
    """Make a kind known; called once, when the apps start."""
    _kinds[kind.code] = kind


def get(code: str) -> ReportKind:
    """Give the kind. Raises UnknownKind: for a stored row, the portal has dropped the kind since."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(code) from None


def find(code: str) -> ReportKind | None:
    """Give the kind, or None."""
    return _kinds.get(code)


def every() -> list[ReportKind]:
    """Give all kinds by their codes."""
    return [_kinds[code] for code in sorted(_kinds)]


def open_to(user, permission: Permission, *, school) -> list[ReportKind]:
    """Give the kinds that the user may make or see (as `permission` says) in this school."""
    if school.pk not in user.schools_with(permission):
        return []
    return [kind for kind in every() if school.pk in user.schools_with(kind.permission)]


def day_shown(span: Span, today: date) -> date:
    """Give the day whose state a report of a period shows: today, or the nearest day of the period."""
    return min(max(today, span.from_on), span.last_on)
