"""Obligations with how they stand: what the board, the reminders, one's own duties and the reports all read."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from core.dates import Span
from rulebook.documents.schema import Document, Measure, Requirement
from rulebook.models import Adoption, Obligation, Waiver
from rulebook.rules.expanding import Draft
from rulebook.rules.frames import Frame
from rulebook.rules.judging import LEADER, Look, Owed, Records, Standing, State, judge, judge_by
from rulebook.rules.numbers import Dated, Numbers
from rulebook.selectors.evidence import load_records_of, span_of
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


class Counted(NamedTuple):
    """How one obligation stands, when it is due, and whose group's it is: enough to be counted."""

    state: State
    due_on: date
    group_id: int | None


class _Lean(NamedTuple):
    """The columns by which an obligation is judged; of its inputs only the targets."""

    pk: int
    version_id: int
    requirement: str
    subject: str
    bearers: list[int]
    counted_by: list[int]
    counts_from: date
    counts_to: date
    opens_on: date
    due_on: date
    least: Decimal | None
    most: Decimal | None
    group_id: int | None
    targets: list | None

    @property
    def inputs(self) -> dict:
        return {"targets": self.targets or ()}


def lines_of(school: School, obligations: Iterable[Obligation], frame: Frame, *, today: date) -> list[Line]:
    """Give the lines of these obligations of one school; a constant number of statements for any number of them."""
    return lines_of_schools([school], [(frame, obligations)], today=today)


def lines_of_schools(
    schools: Sequence[School], by_frame: Iterable[tuple[Frame, Iterable[Obligation]]], *, today: date
) -> list[Line]:
    """Give the lines of obligations of several schools, each set with the frame of its term, in as many statements.

    Several schools only where what is owed is about things that tell whose they are, as a member of an alliance does:
    records of all schools are laid together, and a kind that its app cannot read at once is read school by school.
    """
    sets = [(frame, rows) for frame, obligations in by_frame if (rows := list(obligations))]
    if not sets:
        return []
    adoptions, versions = _adopted(schools)
    waivers = waivers_of(schools, {row.pk for _frame, rows in sets for row in rows})
    owed = []
    for frame, rows in sets:
        bases = Bases(versions, frame, today)
        owed += [(row, _owed_row(row, bases, waivers[row.pk]), bases.look(row.version_id)) for row in rows]
    records = records_for(schools, [each for _row, each, _seen in owed])
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
            standing=judge(each, records, seen),
            pk=row.pk,
            public_id=row.public_id,
            waivers=tuple(waivers[row.pk]),
        )
        for row, each, seen in owed
    ]


def states_of(school: School, obligations: QuerySet[Obligation], frame: Frame, *, today: date) -> list[Counted]:
    """Give how these obligations of one school stand, where only numbers are shown: as `lines_of`, at less cost."""
    rows = [_Lean(*row) for row in obligations.values_list(*_Lean._fields[:-1], "inputs__targets")]
    if not rows:
        return []
    _adoptions, versions = _adopted([school])
    waivers = waivers_of([school], {row.pk for row in rows})
    bases = Bases(versions, frame, today)
    owed = [_owed_row(row, bases, waivers[row.pk]) for row in rows]
    records, without = records_for([school], owed), {}
    return [
        Counted(_state(each, records, bases.look(row.version_id), without), row.due_on, row.group_id)
        for row, each in zip(rows, owed, strict=True)
    ]


def _state(owed: Owed, records: Records, look: Look, without: dict[tuple, State]) -> State:
    """Judge one; `without` keeps how those stand that have no record, for most of what is open is alike."""
    rows = records.counting_for(owed)
    if rows:
        return judge_by(owed, rows, look).state
    asked = owed.requirement.id, id(look), owed.counts, owed.opens_on, owed.due_on
    alike = (*asked, owed.least, owed.most, owed.targets, owed.waived)
    if alike not in without:
        without[alike] = judge_by(owed, rows, look).state
    return without[alike]


def lines_of_drafts(
    school: School, drafts: Iterable[Draft], versions: Mapping[int, Dated], frame: Frame, *, today: date
) -> list[Line]:
    """Give the lines that these drafts would be: for a trial, which stores nothing."""
    drafts = list(drafts)
    bases = Bases(versions, frame, today)
    owed = [_owed_draft(draft, bases) for draft in drafts]
    records = records_for([school], owed)
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
            standing=judge(each, records, bases.look(draft.version)),
        )
        for draft, each in zip(drafts, owed, strict=True)
    ]


def records_for(schools: Sequence[School], owed: list[Owed]) -> Records:
    """Load the records that may count for any of these."""
    days: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for each in owed:
        days[each.requirement.evidence].append((each.counts.from_on, each.counts.to_on))
    standing = {e.requirement.evidence for e in owed if e.requirement.measure is Measure.STANDING}
    return load_records_of(schools, {kind: span_of(pairs) for kind, pairs in days.items()}, standing=standing)


def look(today: date, frame: Frame, numbers: Numbers) -> Look:
    return Look(today, frame, str(numbers.get("week.partial_rule")))


def waivers_of(schools: Sequence[School], obligations: Collection[int]) -> dict[int, list[Waiver]]:
    """Give the valid waivers of each of these obligations, by their ids; one statement."""
    found: dict[int, list[Waiver]] = defaultdict(list)
    for waiver in Waiver.objects.valid().filter(school__in=schools).order_by("pk"):
        if waiver.obligation_id in obligations:
            found[waiver.obligation_id].append(waiver)
    return found


def _adopted(schools: Sequence[School]) -> tuple[dict[int, Adoption], dict[int, Dated]]:
    """Give the schools' adoptions and their versions, by their ids; two statements."""
    adoptions = {row.pk: row for row in Adoption.objects.filter(school__in=schools)}
    return adoptions, {v.pk: v for dated in versions_of(adoptions.values()).values() for v in dated}


class Basis(NamedTuple):
    """What all obligations of one requirement have in common under one version: fields of Owed."""

    requirement: Requirement
    amounts: tuple[Decimal | None, Decimal | None]
    spread: tuple[Decimal | None, Decimal | None]
    refuses: frozenset[str]


class Bases:
    """The bases and looks of a judgement, each worked out once however many obligations share it."""

    def __init__(self, versions: Mapping[int, Dated], frame: Frame, today: date):
        self.versions, self.frame, self.today = versions, frame, today
        self._found: dict[tuple[int, str], Basis] = {}
        self._looks: dict[int, Look] = {}

    def of(self, version: int, code: str) -> Basis:
        """Give the basis of a requirement of the version's document."""
        if (version, code) not in self._found:
            numbers = self.versions[version].numbers
            requirement = numbers.document.requirements[code]
            self._found[version, code] = Basis(
                requirement,
                _pair(numbers, requirement.amount_least, requirement.amount_most),
                _pair(numbers, requirement.spread_least, requirement.spread_most),
                _refused(requirement, numbers),
            )
        return self._found[version, code]

    def look(self, version: int) -> Look:
        """Give how the version's school looks on the day."""
        if version not in self._looks:
            self._looks[version] = look(self.today, self.frame, self.versions[version].numbers)
        return self._looks[version]


def _owed_row(row: Obligation, bases: Bases, waivers: list[Waiver]) -> Owed:
    return Owed(
        subject=row.subject,
        bearers=tuple(row.bearers),
        counted_by=frozenset(row.counted_by),
        counts=Span(row.counts_from, row.counts_to),
        opens_on=row.opens_on,
        due_on=row.due_on,
        least=row.least,
        most=row.most,
        targets=_targets(row.inputs),
        waived=tuple(_days(waiver) for waiver in waivers),
        **bases.of(row.version_id, row.requirement)._asdict(),
    )


def _owed_draft(draft: Draft, bases: Bases) -> Owed:
    return Owed(
        subject=draft.subject,
        bearers=draft.bearers,
        counted_by=frozenset(draft.counted_by),
        counts=draft.counts,
        opens_on=draft.opens_on,
        due_on=draft.due_on,
        least=draft.least,
        most=draft.most,
        targets=_targets(draft.inputs),
        **bases.of(draft.version, draft.requirement.id)._asdict(),
    )


def _targets(inputs: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(key for key, _name in inputs.get("targets", ()))


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
