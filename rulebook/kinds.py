"""What the apps above tell the engine: their kinds of evidence, who holds their roles, what there is to be counted.

Each app registers in its AppConfig.ready(); the engine asks, and knows no record of theirs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from core.dates import Span
from rulebook.rules.judging import Evidence
from rulebook.rules.people import Holding, Subject
from schools.models import School

Rows = Callable[[School, Span], Iterable[Evidence]]
RowsOfSeveral = Callable[[Sequence[School], Span], Iterable[Evidence]]
Reading = Callable[[School, Mapping[str, Span]], Iterable[Evidence]]


@dataclass(frozen=True)
class Asked(Span):
    """The days of which records are asked for. With `actor` only what this one person did can count: a source may
    leave out what others did."""

    actor: int | None = None


@dataclass(frozen=True)
class EvidenceKind:
    """One kind of record that counts. `reading(school, spans)` gives all records of this kind, and of others that it
    reads in the same statements, each in its span; `page(ref)` the address of one record, `list_page()` of where to
    make one; both may be "" . Without `keeps_all` the app has only some of them, and the rest is attested.
    `of_several` gives the same of several schools in as many statements; only where the subject of a record tells
    whose it is."""

    code: str
    reading: Reading
    page: Callable[[str], str]
    list_page: Callable[[], str]
    keeps_all: bool = True
    of_several: RowsOfSeveral | None = None

    def rows(self, school: School, span: Span) -> Iterable[Evidence]:
        """Give all records of this kind in a span, in a constant number of statements."""
        return self.reading(school, {self.code: span})


@dataclass(frozen=True)
class TrialPart:
    """A table that an app above adds to the trial of a document: sums in public words, and a detail by person that
    only who tries documents sees. Plain words, ready to print."""

    title: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    detail_title: str = ""
    detail_columns: Sequence[str] = ()
    detail_rows: Sequence[Sequence[str]] = ()


_evidence: dict[str, EvidenceKind] = {}
_roles: dict[str, Callable[[School, Span], Iterable[Holding]]] = {}
_subjects: dict[str, Callable[[School, Span], Iterable[Subject]]] = {}
_trial_parts: dict[str, Callable[..., TrialPart | None]] = {}


def register_evidence(
    code: str,
    *,
    rows: Rows,
    page=lambda ref: "",
    list_page=lambda: "",
    keeps_all: bool = True,
    of_several: RowsOfSeveral | None = None,
) -> None:
    """Make a kind of evidence known: from now on its records count, and with `keeps_all` none is attested any more."""
    _evidence[code] = EvidenceKind(code, _alone(code, rows), page, list_page, keeps_all, of_several)


def register_evidence_together(codes: Iterable[str], *, reading: Reading, page, list_page) -> None:
    """Make several kinds known that one reading of the records gives, whichever of them are asked for."""
    for code in codes:
        _evidence[code] = EvidenceKind(code, reading, page, list_page)


def _alone(code: str, rows: Rows) -> Reading:
    return lambda school, spans: rows(school, spans[code])


def add_evidence(code: str, *, rows: Rows, page: Callable[[str], str], prefix: str) -> None:
    """Let another app keep a part of a kind that is registered already; its refs begin with `prefix`."""
    first = _evidence[code]
    _evidence[code] = replace(
        first,
        reading=_alone(code, lambda school, span: chain(first.rows(school, span), rows(school, span))),
        page=lambda ref: page(ref) if ref.startswith(prefix) else first.page(ref),
        of_several=None,
    )


def register_role(code: str, holdings: Callable[[School, Span], Iterable[Holding]]) -> None:
    """Say who holds a role of the documents at a school in a span."""
    _roles[code] = holdings


def register_roles(codes: Iterable[str], holdings: Callable[[School, Span], Iterable[Holding]]) -> None:
    """Say who holds several roles, where one reading of the records answers for all of them."""
    for code in codes:
        _roles[code] = holdings


def register_subjects(kind: str, things: Callable[[School, Span], Iterable[Subject]]) -> None:
    """Say what there is of a kind at a school in a span."""
    _subjects[kind] = things


def register_trial_part(name: str, part: Callable[..., TrialPart | None]) -> None:
    """Say what else a document would have given in a term: `part(school, numbers, term, today=…)` writes nothing."""
    _trial_parts[name] = part


def trial_parts() -> list[Callable[..., TrialPart | None]]:
    """Give what apps add to a trial, by their names."""
    return [_trial_parts[name] for name in sorted(_trial_parts)]


def evidence_kind(code: str) -> EvidenceKind | None:
    """Give a registered kind; None where records are attested until their area is built."""
    return _evidence.get(code)


def is_attested(code: str) -> bool:
    """Tell whether people enter this kind by hand, for no app keeps it yet, or not all of it."""
    return code not in _evidence or not _evidence[code].keeps_all


def roles() -> set[str]:
    """Give the roles that an app answers for."""
    return set(_roles)


def role_source(code: str):
    return _roles.get(code)


def subject_source(kind: str):
    return _subjects.get(kind)


def has_subjects(kind: str) -> bool:
    """Tell whether some register keeps this kind; else the school names its things itself."""
    return kind in _subjects
