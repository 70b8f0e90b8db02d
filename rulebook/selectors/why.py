"""What stands behind one obligation: its articles and numbers, the records that count, its history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from accounts.models import User
from rulebook import kinds
from rulebook.documents.schema import Article, Parameter
from rulebook.models import Attestation, Obligation, Version
from rulebook.rules.judging import Evidence
from rulebook.selectors.duties import frame_for
from rulebook.selectors.lines import Line, lines_of
from rulebook.selectors.names import names_of

ATTESTED = "attested:"
FOLLOWED = ("bearers", "due_on", "opens_on", "least", "withdrawn_on")


@dataclass(frozen=True)
class NumberUsed:
    """One number behind an obligation: as the text has it, or as the school changed it, and why."""

    parameter: Parameter
    value: object
    is_changed: bool
    reason: str


@dataclass(frozen=True)
class Record:
    """A record that counts, with its page or, where it was entered by hand, its entry as far as the reader sees it."""

    evidence: Evidence
    actor: str
    url: str
    entry: Attestation | None
    is_withdrawable: bool


@dataclass(frozen=True)
class Change:
    """What an expansion changed later: another bearer, date or number."""

    at: datetime
    fields: tuple[str, ...]
    bearers: tuple[int, ...]
    opens_on: date
    due_on: date
    least: Decimal | None
    withdrawn_on: date | None


def lines_for(obligations: Sequence[Obligation], *, today: date) -> list[Line]:
    """Give the lines of obligations of one school and term, in their order."""
    first = obligations[0]
    return lines_of(first.school, obligations, frame_for(first.school, first.term, today=today), today=today)


def articles_of(line: Line) -> list[Article]:
    return [line.document.articles[name] for name in line.requirement.articles]


def numbers_of(line: Line) -> list[NumberUsed]:
    """Give the numbers that the requirement names, as its version has them."""
    requirement = line.requirement
    keys = [requirement.least, requirement.most, requirement.amount_least, requirement.amount_most]
    keys += [requirement.spread_least, requirement.spread_most]
    keys += [value for name, value in requirement.due.items() if isinstance(value, str) and name != "phase"]
    numbers, known = line.numbers, line.document.parameters
    return [
        NumberUsed(known[key], numbers.get(key), numbers.is_changed(key), numbers.reason(key))
        for key in dict.fromkeys(keys)
        if key in known
    ]


def version_of(obligation: Obligation, *, user: User) -> Version | None:
    """Give the version that counts for the obligation, with who made it."""
    versions = Version.objects.visible_to(user).select_related("made_by", "adoption")
    return versions.filter(pk=obligation.version_id).first()


def records_of(evidence: Iterable[Evidence], *, user: User) -> list[Record]:
    """Give the records with what the user may open of them; three statements."""
    evidence = list(evidence)
    ids = [row.ref.removeprefix(ATTESTED) for row in evidence if row.ref.startswith(ATTESTED)]
    entries = Attestation.objects.visible_to(user).filter(public_id__in=ids).select_related("recorded_by")
    found = {str(entry.public_id): entry for entry in entries} if ids else {}
    own = Attestation.objects.withdrawable_by(user).filter(pk__in=[entry.pk for entry in found.values()])
    withdrawable = set(own.values_list("pk", flat=True)) if found else set()
    names = names_of(row.actor for row in evidence if row.actor)
    return [_record(row, found, withdrawable, names) for row in evidence]


def _record(row: Evidence, found: dict, withdrawable: set[int], names: dict[int, str]) -> Record:
    entry = found.get(row.ref.removeprefix(ATTESTED))
    kind = kinds.evidence_kind(row.kind)
    url = kind.page(row.ref) if kind and row.ref and not row.ref.startswith(ATTESTED) else ""
    return Record(row, names.get(row.actor, ""), url, entry, bool(entry and entry.pk in withdrawable))


def changes_of(obligation: Obligation) -> list[Change]:
    """Give what changed since the obligation was made, oldest first; one statement."""
    events = Obligation.pgh_event_model.objects.filter(pgh_obj_id=obligation.pk, pgh_label="update")
    found, before = [], None
    for event in events.order_by("pgh_id"):
        fields = tuple(name for name in FOLLOWED if before is None or getattr(event, name) != getattr(before, name))
        before = event
        if fields:
            found.append(_change(event, fields))
    return found


def _change(event, fields: tuple[str, ...]) -> Change:
    kept = {name: getattr(event, name) for name in ("opens_on", "due_on", "least", "withdrawn_on")}
    return Change(event.pgh_created_at, fields, tuple(event.bearers), **kept)
