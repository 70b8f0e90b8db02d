"""Bring a term's obligations up to date with the documents, the people and the calendar; safe to run at any time."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from core.copying import CsvStream
from rulebook.models import Audience, ExpandedTerm, Obligation
from rulebook.rules.expanding import Draft, Finding, Scene, expand
from rulebook.rules.frames import Frame
from rulebook.selectors.in_force import frame_among, in_force
from rulebook.selectors.people import load_people
from schools.models import School, Term

LOCK = 4_201  # first key of the advisory lock; the second is the school
COMPARED = (
    "version_id",
    "term_id",
    "requirement",
    "subject_name",
    "bearers",
    "counted_by",
    "group_id",
    "counts_from",
    "counts_to",
    "opens_on",
    "due_on",
    "least",
    "most",
    "inputs",
    "audience",
)


COPIED = ("school_id", "adoption_id", "period", "key", "subject", *COMPARED)

# What is owed once keeps the dates with which it was first owed: looking at it from a later term does not postpone it.
DATES = {"opens_on", "due_on", "counts_from", "counts_to"}


@dataclass
class Outcome:
    """What an expansion did: rows made, changed and withdrawn, and what could not be asked of anybody."""

    made: int = 0
    changed: int = 0
    withdrawn: int = 0
    kept: int = 0
    findings: list[Finding] = field(default_factory=list)


@transaction.atomic
def expand_term(*, school: School, term: Term, as_of: date) -> Outcome:
    """Expand every document in force in the term as it stands on that day.

    New obligations are made, changed ones follow (another holder of a post, another date), and what nobody owes
    any more is withdrawn and stays for the record. Twice is once. A constant number of statements.
    """
    _wait_for_others(school)
    terms = list(Term.objects.filter(school=school))
    frame = frame_among(school, term, terms)
    drafts, findings = draft_term(school, frame, as_of=as_of)
    outcome = _write(school, term, frame, drafts, findings, as_of)
    _note(school, term, findings, as_of)
    return outcome


def _note(school: School, term: Term, findings: list[Finding], as_of: date) -> None:
    """Keep when the term was brought up to date and what was found, for the pages that show it."""
    noted = {"school": school, "expanded_at": timezone.now(), "as_of": as_of, "findings": [asdict(f) for f in findings]}
    ExpandedTerm.objects.update_or_create(term=term, defaults=noted)


def draft_term(school: School, frame: Frame, *, as_of: date) -> tuple[list[Draft], list[Finding]]:
    """Give the drafts and findings of every document in force, without writing."""
    forces = in_force(school, frame.reach)
    legs = [leg for force in forces for r in force.document.requirements.values() for leg in r.legs]
    wanted = {kind for leg in legs for kind in (leg.for_each, leg.where)}
    wanted |= {r.coverage for force in forces for r in force.document.requirements.values()}
    people = load_people(school, frame.reach, wanted={kind for kind in wanted if _is_thing(kind)})
    drafts: list[Draft] = []
    findings: list[Finding] = []
    for force in forces:
        found = expand(Scene(force, frame, people, as_of, frozenset(school.stages)))
        drafts += found.drafts
        findings += found.findings
    return drafts, findings


def _is_thing(kind: str) -> bool:
    return bool(kind) and kind not in ("self", "school") and not kind.startswith(("role:", "list:"))


def _wait_for_others(school: School) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, school.pk % 2**31])


def _write(school, term, frame, drafts: list[Draft], findings, as_of: date) -> Outcome:
    rows = {draft.key: _row(school, term, draft) for draft in drafts}
    known = {row.key: row for row in _existing(school, term, frame)}
    known |= {row.key: row for row in Obligation.objects.filter(school=school, key__in=rows.keys() - known.keys())}
    outcome = Outcome(findings=findings)
    outcome.made = _make(row for key, row in rows.items() if key not in known)
    outcome.changed = _change([(known[key], row) for key, row in rows.items() if key in known])
    outcome.withdrawn = _withdraw([row for key, row in known.items() if key not in rows], as_of)
    outcome.kept = len(rows) - outcome.made - outcome.changed
    return outcome


def _existing(school: School, term: Term, frame: Frame) -> list[Obligation]:
    """Give the rows of this term, and the long ones that reach into it."""
    of_term = Obligation.objects.filter(school=school, term=term)
    long = Obligation.objects.filter(school=school, term=None, opens_on__lt=frame.reach.to_on, due_on__gte=frame.since)
    return list(of_term.union(long, all=True))


def _row(school: School, term: Term, draft: Draft) -> Obligation:
    requirement = draft.requirement
    audience = Audience.BOARD
    if requirement.is_restricted:
        audience = Audience.PRINCIPAL
    if requirement.is_voluntary:
        audience = Audience.OWN
    return Obligation(
        school=school,
        adoption_id=draft.adoption,
        version_id=draft.version,
        term=None if draft.period.is_long else term,
        requirement=requirement.id,
        period=draft.period.code,
        key=draft.key,
        subject=draft.subject,
        subject_name=draft.subject_name[:80],
        bearers=list(draft.bearers),
        counted_by=list(draft.counted_by),
        group_id=draft.group_id,
        counts_from=draft.counts.from_on,
        counts_to=draft.counts.to_on,
        opens_on=draft.opens_on,
        due_on=draft.due_on,
        least=draft.least,
        most=draft.most,
        inputs=draft.inputs,
        audience=audience,
    )


def _make(rows: Iterable[Obligation]) -> int:
    """COPY the rows in: a term of a large school is some thousands of them, and nothing else takes so long."""
    rows = list(rows)
    if rows:
        columns = ", ".join(f'"{name}"' for name in COPIED)
        statement = (
            f"COPY {Obligation._meta.db_table} ({columns}) FROM STDIN"
            " WITH (FORMAT csv, FORCE_NOT_NULL (subject, subject_name))"
        )
        with connection.cursor() as cursor:
            cursor.copy_expert(statement, CsvStream(map(_cells, rows)))
    return len(rows)


def _cells(row: Obligation) -> list:
    cells = {name: getattr(row, name) for name in COPIED}
    cells |= {name: f"{{{','.join(map(str, cells[name]))}}}" for name in ("bearers", "counted_by")}
    return list((cells | {"inputs": json.dumps(row.inputs), "audience": str(row.audience)}).values())


def _change(pairs: list[tuple[Obligation, Obligation]]) -> int:
    """Carry what is new over to the rows there are; a withdrawn one is owed again."""
    changed = []
    for old, new in pairs:
        fields = [name for name in COMPARED if not (name in DATES and old.period.startswith("once"))]
        if old.withdrawn_on is None and all(getattr(old, name) == getattr(new, name) for name in fields):
            continue
        for name in fields:
            setattr(old, name, getattr(new, name))
        old.withdrawn_on, old.expanded_at = None, timezone.now()
        changed.append(old)
    columns = [name.removesuffix("_id") if name != "group_id" else name for name in COMPARED]
    Obligation.objects.bulk_update(changed, [*columns, "withdrawn_on", "expanded_at"], batch_size=500)
    return len(changed)


def _withdraw(rows: list[Obligation], as_of: date) -> int:
    gone = [row.pk for row in rows if row.withdrawn_on is None]
    return Obligation.objects.filter(pk__in=gone).update(withdrawn_on=as_of, expanded_at=timezone.now()) if gone else 0
