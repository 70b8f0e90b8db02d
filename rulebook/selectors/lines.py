"""Obligations with how they stand: what the board, the reminders, one's own duties and the reports all read."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import QuerySet

from core.dates import Span
from rulebook.documents.schema import Document, Measure, Requirement
from rulebook.kinds import Asked
from rulebook.models import Adoption, Obligation, Version, Waiver
from rulebook.rules.expanding import Draft
from rulebook.rules.frames import Frame
from rulebook.rules.judging import LEADER, Look, Owed, Records, Standing, State, judge, judge_by
from rulebook.rules.numbers import Dated, Numbers
from rulebook.selectors.evidence import load_records, span_of
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


class _Lot(NamedTuple):
    """Obligations that ask the same of the same people, about one subject each; of their inputs only the targets."""

    version_id: int
    requirement: str
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
    pks: list[int]
    subjects: list[str]

    @property
    def inputs(self) -> dict:
        return {"targets": self.targets or ()}

    @property
    def subject(self) -> str:
        """The first of the subjects."""
        return self.subjects[0]

    @property
    def asked(self) -> tuple:
        """What is asked and when: without a record or waiver it does not matter of whom."""
        return (*self[:2], *self[4:10], str(self.targets))


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


def states_of(school: School, obligations: QuerySet[Obligation], frame: Frame, *, today: date) -> Counter[Counted]:
    """Count how these obligations of one school stand, where only numbers are shown: as `lines_of`, at less cost.

    What asks the same of several comes as one row, and is judged once for all of whom there is no record.
    """
    lots = _lots(obligations)
    if not lots:
        return Counter()
    _adoptions, versions = _adopted([school])
    waivers = waivers_of([school], {pk for lot in lots for pk in lot.pks})
    bases = Bases(versions, frame, today)
    owed = [_owed_row(lot, bases, []) for lot in lots]
    records, without, found = records_for([school], owed), {}, Counter()
    for lot, each in zip(lots, owed, strict=True):
        look = bases.look(lot.version_id)
        states = _judged(lot, each, records, look, waivers)
        if left := len(lot.pks) - states.total():
            if lot.asked not in without:
                without[lot.asked] = judge_by(each, (), look).state
            states[without[lot.asked]] += left
        for state, number in states.items():
            found[Counted(state, lot.due_on, lot.group_id)] += number
    return found


def _lots(obligations: QuerySet[Obligation]) -> list[_Lot]:
    alike = obligations.order_by().values_list(*_Lot._fields[:-3], "inputs__targets")
    return [_Lot(*row) for row in alike.annotate(pks=ArrayAgg("pk"), subjects=ArrayAgg("subject"))]


def _judged(
    lot: _Lot, first: Owed, records: Records, look: Look, waivers: Mapping[int, list[Waiver]]
) -> Counter[State]:
    """Judge those of a lot that have records or waivers; `first` is one of the lot, without its waivers."""
    found, touched = Counter(), records.touching(first, lot.subjects)
    for pk, subject in zip(lot.pks, lot.subjects, strict=True):
        if pk in waivers or subject in touched:
            each = replace(first, subject=subject, waived=tuple(_days(waiver) for waiver in waivers.get(pk, ())))
            found[judge(each, records, look).state] += 1
    return found


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
    of_kind: dict[str, list[Owed]] = defaultdict(list)
    for each in owed:
        of_kind[each.requirement.evidence].append(each)
    standing = {e.requirement.evidence for e in owed if e.requirement.measure is Measure.STANDING}
    return load_records(schools, {kind: _asked(several) for kind, several in of_kind.items()}, standing=standing)


def _asked(owed: list[Owed]) -> Asked:
    """Give the days in which a record may count for any of these, and the person where only one's own can."""
    span = span_of((each.counts.from_on, each.counts.to_on) for each in owed)
    bearers = {user for each in owed for user in each.bearers}
    is_own = len(bearers) == 1 and all(each.requirement.bears_each for each in owed)
    return Asked(span.from_on, span.to_on, bearers.pop() if is_own else None)


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
    """Give the schools' adoptions and their versions, by their ids; one statement."""
    rows = list(Version.objects.filter(adoption__school__in=schools).select_related("adoption").order_by("pk"))
    versions = {
        row.pk: Dated(row.pk, row.from_on, row.from_now, Numbers(row.adoption.text, row.values)) for row in rows
    }
    return {row.adoption_id: row.adoption for row in rows}, versions


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


def _owed_row(row: Obligation | _Lot, bases: Bases, waivers: list[Waiver]) -> Owed:
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
