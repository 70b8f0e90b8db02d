"""Obligations with how they stand: what the board, the reminders, one's own duties and the reports all read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from core.dates import Span
from rulebook.documents.schema import Document, Measure, Requirement
from rulebook.models import Adoption, Obligation, Waiver
from rulebook.rules.expanding import Draft
from rulebook.rules.frames import Frame
from rulebook.rules.judging import LEADER, Look, Owed, Records, Standing, State, judge
from rulebook.rules.numbers import Dated, Numbers
from rulebook.selectors.evidence import load_records, span_of
from rulebook.selectors.in_force import versions_of
from schools.models import School


@dataclass(frozen=True)
class Line:
    """One obligation and its standing. `pk` and `public_id` are None in a trial, which stores nothing."""

    document: Document
    requirement: Requirement
    numbers: Numbers
    version: int
    period: str
    subject: str
    subject_name: str
    bearers: tuple[int, ...]
    group_id: int | None
    owed: Owed
    inputs: Mapping[str, Any]
    standing: Standing
    pk: int | None = None
    public_id: UUID | None = None
    waivers: tuple[Waiver, ...] = field(default=())

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def opens_on(self) -> date:
        return self.owed.opens_on

    @property
    def due_on(self) -> date:
        return self.owed.due_on

    @property
    def has_nobody(self) -> bool:
        return not self.bearers


def lines_of(school: School, obligations: Iterable[Obligation], frame: Frame, *, today: date) -> list[Line]:
    """Give the lines of these obligations of one school; a constant number of statements for any number of them."""
    rows = list(obligations)
    if not rows:
        return []
    adoptions = {row.pk: row for row in Adoption.objects.filter(school=school)}
    versions = {v.pk: v for dated in versions_of(adoptions.values()).values() for v in dated}
    waivers = _waivers(school, rows)
    owed = [_owed_row(row, adoptions[row.adoption_id].text, versions[row.version_id], waivers[row.pk]) for row in rows]
    records = records_for(school, owed)
    return [
        Line(
            document=adoptions[row.adoption_id].text,
            requirement=each.requirement,
            numbers=versions[row.version_id].numbers,
            version=row.version_id,
            period=row.period,
            subject=row.subject,
            subject_name=row.subject_name,
            bearers=each.bearers,
            group_id=row.group_id,
            owed=each,
            inputs=row.inputs,
            standing=judge(each, records, look(today, frame, versions[row.version_id].numbers)),
            pk=row.pk,
            public_id=row.public_id,
            waivers=tuple(waivers[row.pk]),
        )
        for row, each in zip(rows, owed, strict=True)
    ]


def lines_of_drafts(
    school: School, drafts: Iterable[Draft], versions: Mapping[int, Dated], frame: Frame, *, today: date
) -> list[Line]:
    """Give the lines that these drafts would be: for a trial, which stores nothing."""
    drafts = list(drafts)
    owed = [_owed_draft(draft, versions[draft.version]) for draft in drafts]
    records = records_for(school, owed)
    return [
        Line(
            document=versions[draft.version].numbers.document,
            requirement=draft.requirement,
            numbers=versions[draft.version].numbers,
            version=draft.version,
            period=draft.period.code,
            subject=draft.subject,
            subject_name=draft.subject_name,
            bearers=draft.bearers,
            group_id=draft.group_id,
            owed=each,
            inputs=draft.inputs,
            standing=judge(each, records, look(today, frame, versions[draft.version].numbers)),
        )
        for draft, each in zip(drafts, owed, strict=True)
    ]


def records_for(school: School, owed: list[Owed]) -> Records:
    """Load the records that may count for any of these."""
    days: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for each in owed:
        days[each.requirement.evidence].append((each.counts.from_on, each.counts.to_on))
    standing = {e.requirement.evidence for e in owed if e.requirement.measure is Measure.STANDING}
    return load_records(school, {kind: span_of(pairs) for kind, pairs in days.items()}, standing=standing)


def look(today: date, frame: Frame, numbers: Numbers) -> Look:
    return Look(today, frame, str(numbers.get("week.partial_rule")))


def _waivers(school: School, rows: list[Obligation]) -> dict[int, list[Waiver]]:
    found: dict[int, list[Waiver]] = defaultdict(list)
    pks = {row.pk for row in rows}
    for waiver in Waiver.objects.valid().filter(school=school).order_by("pk"):
        if waiver.obligation_id in pks:
            found[waiver.obligation_id].append(waiver)
    return found


def _owed_row(row: Obligation, document: Document, version: Dated, waivers: list[Waiver]) -> Owed:
    return _owed(
        document.requirements[row.requirement],
        version.numbers,
        row.inputs,
        subject=row.subject,
        bearers=tuple(row.bearers),
        counted_by=frozenset(row.counted_by),
        counts=Span(row.counts_from, row.counts_to),
        opens_on=row.opens_on,
        due_on=row.due_on,
        least=row.least,
        most=row.most,
        waived=tuple(_days(waiver) for waiver in waivers),
    )


def _owed_draft(draft: Draft, version: Dated) -> Owed:
    return _owed(
        draft.requirement,
        version.numbers,
        draft.inputs,
        subject=draft.subject,
        bearers=draft.bearers,
        counted_by=frozenset(draft.counted_by),
        counts=draft.counts,
        opens_on=draft.opens_on,
        due_on=draft.due_on,
        least=draft.least,
        most=draft.most,
    )


def _owed(requirement: Requirement, numbers: Numbers, inputs: Mapping[str, Any], **fields) -> Owed:
    return Owed(
        requirement=requirement,
        targets=tuple(key for key, _name in inputs.get("targets", ())),
        amounts=_pair(numbers, requirement.amount_least, requirement.amount_most),
        spread=_pair(numbers, requirement.spread_least, requirement.spread_most),
        refuses=_refused(requirement, numbers),
        **fields,
    )


def _refused(requirement: Requirement, numbers: Numbers) -> frozenset[str]:
    """Give what does not count as mutual: the lessons of leaders, where the school reads it so (X-34)."""
    key = f"{requirement.id}.mutual"
    is_strict = key in numbers.document.parameters and numbers.get(key) == "no_leaders"
    return frozenset({LEADER}) if is_strict else frozenset()


def _pair(numbers: Numbers, least: str, most: str) -> tuple[Decimal | None, Decimal | None]:
    return numbers.number(least), numbers.number(most)


def _days(waiver: Waiver) -> Span | None:
    """Give the days waived; None for the whole obligation."""
    if waiver.from_on is None:
        return None
    return Span(waiver.from_on, date.fromordinal(waiver.to_on.toordinal() + 1))
