"""From requirements to obligations: who owes what in which period. Pure, and the same every time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from core.dates import Span
from rulebook.documents.schema import Document, Leg, Measure, Per, Requirement
from rulebook.rules.frames import Frame
from rulebook.rules.numbers import Dated, Numbers, version_for
from rulebook.rules.people import THE_SCHOOL, Holding, People, Subject, group_of, person
from rulebook.rules.periods import NoDate, Period, Timing, periods


@dataclass(frozen=True)
class InForce:
    """One adopted document with its versions; `silenced` are topics that another document answers here."""

    pk: int
    document: Document
    versions: Sequence[Dated]
    from_on: date
    to_on: date | None = None
    silenced: frozenset[str] = frozenset()
    phases: dict[str, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """An obligation before it is a row; `key` names it once and for all."""

    key: str
    adoption: int
    version: int
    requirement: Requirement
    period: Period
    subject: str
    subject_name: str
    bearers: tuple[int, ...]
    counted_by: tuple[int, ...]
    group_id: int | None
    least: Decimal | None
    most: Decimal | None
    inputs: dict[str, Any]
    opens_on: date
    due_on: date
    counts: Span


@dataclass(frozen=True)
class Finding:
    """Why a requirement could not be asked of anybody: codes of words in rulebook/messages.py."""

    code: str
    requirement: str
    role: str = ""
    where: str = ""
    count: int = 1


@dataclass
class Expansion:
    """What a term owes, and what could not be settled."""

    drafts: list[Draft]
    findings: list[Finding]


@dataclass(frozen=True)
class Scene:
    """One document in one term on one day: what every step of the expansion needs."""

    force: InForce
    frame: Frame
    people: People
    as_of: date
    stages: frozenset[str] = frozenset()


def expand(scene: Scene) -> Expansion:
    """Give the obligations of one document in one term as they stand on `as_of`."""
    scene = replace(scene, people=scene.people.of_document(scene.force.document.id))
    drafts, findings = [], []
    for requirement in scene.force.document.requirements.values():
        if requirement.is_permission or requirement.topic in scene.force.silenced:
            continue
        if not _fits_stage(requirement, scene):
            continue
        made = _expand_one(requirement, scene)
        drafts += made.drafts
        findings += made.findings
    return Expansion(_highest(drafts, scene), findings)


def _fits_stage(requirement: Requirement, scene: Scene) -> bool:
    stage = requirement.only_if.get("stage")
    return not stage or not scene.stages or stage in scene.stages


def _expand_one(requirement: Requirement, scene: Scene) -> Expansion:
    drafts, findings = [], []
    for period, version in _dated_periods(requirement, scene, findings):
        numbers = version.numbers
        least, most = numbers.number(requirement.least), numbers.number(requirement.most)
        if requirement.least:
            if least is None:
                findings.append(Finding("no_number", requirement.id))
                continue
            if least == 0:
                continue
        made = _Maker(requirement, scene, period, version, least, most)
        found = made.individual() if requirement.bears_each else made.official()
        drafts += found
        if not found:
            findings.append(made.why_nothing())
    nobody = [d for d in drafts if not d.bearers]
    once = list(dict.fromkeys(findings))  # months say the same thing several times
    return Expansion(drafts, once + _without_people(requirement, nobody, scene))


def _dated_periods(requirement, scene: Scene, findings: list) -> Iterator[tuple[Period, Dated]]:
    """Give the periods, each with the version that counts for it; the first version says where they are cut."""
    force, frame = scene.force, scene.frame
    first = version_for(force.versions, frame.span, force.from_on)
    timing = Timing(force.document, frame, first.numbers, force.from_on, force.to_on, force.phases)
    for each in _by_exam(requirement):
        try:
            for period in periods(each, timing):
                yield period, version_for(force.versions, period.span, force.from_on)
        except NoDate as missing:
            findings.append(Finding(str(missing), requirement.id))


def _by_exam(requirement: Requirement) -> list[Requirement]:
    """Split it by exams: a school without a mid-term exam still owes what follows the final one."""
    return [replace(requirement, exams=(name,)) for name in requirement.exams] or [requirement]


@dataclass(frozen=True)
class _Maker:
    requirement: Requirement
    scene: Scene
    period: Period
    version: Dated
    least: Decimal | None
    most: Decimal | None

    def individual(self) -> list[Draft]:
        """One obligation for each holder, over the days of holding."""
        held: dict[int, list[Span]] = defaultdict(list)
        roles: dict[int, str] = {}
        for leg in self.requirement.legs:
            for holding in self.scene.people.holdings(leg.who):
                days = holding.within(self._days())
                if days and self._is_asked_in(days) and self._teaches_it(holding.user):
                    held[holding.user].append(days)
                    roles.setdefault(holding.user, holding.role)
        return [self._for_person(user, roles[user], _union(spans)) for user, spans in held.items()]

    def _days(self) -> Span:
        force, span = self.scene.force, self.period.span
        first = max(span.from_on, force.from_on)
        last = min(span.to_on, force.to_on) if force.to_on else span.to_on
        return Span(first, max(first, last))

    def _is_asked_in(self, days: Span) -> bool:
        """Tell whether the post was held on a day on which it is due: who came later did not sit that exam."""
        period = self.period
        has_left = days.to_on < period.span.to_on and days.to_on <= period.opens_on
        return self.requirement.measure is Measure.STANDING or (days.from_on <= period.due_on and not has_left)

    def _teaches_it(self, user: int) -> bool:
        wanted = self.requirement.only_if.get("subjects")
        return not wanted or bool(self.scene.people.teaches.get(user, frozenset()) & set(wanted))

    def _for_person(self, user: int, role: str, days: Span) -> Draft:
        homes = self.scene.people.homes_of(user, min(max(self.scene.as_of, days.from_on), days.last_on))
        least, share = self._share_of(days)
        subject = Subject(person(user), self.scene.people.names.get(user, ""), group_id=group_of(homes))
        inputs = {"role": role, **share}
        return self._draft(subject, self._code(subject), (user,), (user,), least=least, inputs=inputs, days=days)

    def _share_of(self, days: Span) -> tuple[Decimal | None, dict]:
        """Cut a term's number to the teaching weeks held, rounded up, where the school wants that."""
        total = self.scene.frame.weeks_in(self.period.span)
        mine = self.scene.frame.weeks_in(days)
        cuts = (
            self.requirement.measure == Measure.COUNT
            and self.requirement.per in (Per.TERM, Per.SCHOOL_YEAR, Per.HALF_TERM)
            and self.version.numbers.get("quota.partial_term") != "full"
            and self.least is not None
            and 0 < len(mine) < len(total)
        )
        if not cuts:
            return self.least, {}
        least = (self.least * len(mine) / len(total)).to_integral_value(ROUND_CEILING)
        return least, {"weeks": len(mine), "of_weeks": len(total), "whole": str(self.least)}

    def official(self) -> list[Draft]:
        """One obligation for each object, borne by whoever holds the post on the day that counts."""
        day = self._day()
        later: set[str] = set()
        found: list[Draft] = []
        for leg in reversed(self.requirement.legs):
            objects = [s for s in self._objects(leg, day) if s.key not in later or s.key == THE_SCHOOL.key]
            made = [self._for_object(leg, each, day) for each in objects if self._is_asked(leg, each)]
            found = [draft for draft in made if draft] + found
            later |= {each.key for each in objects}
        return found

    def _day(self) -> date:
        """Give the day on which objects and posts are looked at: today, within the days when it is owed.

        What must hold on every day is due from the first, and owed for whatever there is on the later ones too.
        """
        last = self.period.span.last_on if self.requirement.per is Per.STANDING else self.period.due_on
        return min(max(self.scene.as_of, self.period.opens_on), last)

    def _objects(self, leg: Leg, day: date) -> list[Subject]:
        if leg.where and not self.scene.people.things(leg.where, day):
            return []
        if leg.for_each == "school":
            return [THE_SCHOOL]
        if leg.for_each.startswith("role:"):
            return self.scene.people.persons(leg.for_each.removeprefix("role:"), day)
        if leg.for_each.startswith("list:"):
            items = _items(self.scene.force.document, leg.for_each)
            return [Subject(_item_key(leg.for_each, item), item["zh"]) for item in items]
        return self.scene.people.things(leg.for_each, day)

    def _is_asked(self, leg: Leg, subject: Subject) -> bool:
        """Tell whether this leg asks it: a site's own director checks that site, the others do not (C4.2)."""
        sites = {key for key in subject.keys if key.startswith("site:")}
        return bool(sites) if leg.scope == "own_campus" else not (sites and self._has_site_leg())

    def _has_site_leg(self) -> bool:
        topic = self.requirement.topic
        others = self.scene.force.document.requirements.values()
        return any(leg.scope == "own_campus" for r in others if r.topic == topic for leg in r.legs)

    def _for_object(self, leg: Leg, subject: Subject, day: date) -> Draft | None:
        """Give the obligation about one object; None about a person whom only he himself could judge."""
        people = self.scene.people
        now = _fitting(people.holders_on(leg.who, day), subject, leg)
        ever = _fitting([h for h in people.holdings(leg.who) if h.within(self.period.counts)], subject, leg)
        for role in leg.or_else:
            if not _users(now, subject):
                now = _fitting(people.holders_on([role], day), subject, replace(leg, scope=""))
                ever = ever + now
        bearers = _users(now, subject)
        if now and not bearers:
            return None
        counted = tuple(sorted({*bearers, *_users(ever, subject)}))
        least, inputs = self._number_of(leg, subject), self._targets(subject)
        return self._draft(subject, self._code(subject), bearers, counted, least=least, inputs=inputs)

    def _number_of(self, leg: Leg, subject: Subject) -> Decimal | None:
        """Give the number of an item that has its own: one chair, four council members (G4.2.2)."""
        items = _items(self.scene.force.document, leg.for_each)
        key = next((item.get("number") for item in items if _item_key(leg.for_each, item) == subject.key), "")
        return self.version.numbers.number(key) if key else self.least

    def _targets(self, subject: Subject) -> dict:
        """Give what must be covered each by itself: every class, or every teacher of the group (C3.11)."""
        if not self.requirement.coverage:
            return {}
        day = self._day()
        kind = self.requirement.coverage
        if kind.startswith("role:"):
            things = self.scene.people.persons(kind.removeprefix("role:"), day)
        else:
            things = self.scene.people.things(kind, day)
        inside = [t for t in things if subject.key == "" or subject.key in t.keys]
        return {"targets": [[t.key, t.name] for t in inside]}

    def _code(self, subject: Subject) -> str:
        return f"{self.requirement.id}|{self.period.code}|{subject.key}"

    def _draft(self, subject: Subject, key: str, bearers, counted_by, *, least, inputs=None, days=None) -> Draft:
        period = self.period
        opens, due, counts = period.opens_on, period.due_on, period.counts
        if subject.from_on:  # nothing is owed about what is not there yet: a need, a school that joined later
            opens = min(max(opens, subject.from_on), due)
        if days and self.requirement.measure is not Measure.STANDING:
            opens = min(max(opens, days.from_on), due)
            if days.to_on <= due and days.to_on < period.span.to_on:
                due = max(opens, days.last_on)
            counts = _cut(counts, days, self.period.span)
        return Draft(
            key=key,
            adoption=self.scene.force.pk,
            version=self.version.pk,
            requirement=self.requirement,
            period=period,
            subject=subject.key,
            subject_name=subject.name,
            bearers=bearers,
            counted_by=counted_by,
            group_id=subject.group_id,
            least=least,
            most=self.most,
            inputs=inputs or {},
            opens_on=opens,
            due_on=due,
            counts=counts,
        )

    def why_nothing(self) -> Finding:
        """Say what is missing; "not_here" where a school need not have it: a village site, a subject."""
        leg = self.requirement.legs[0]
        if leg.scope == "own_campus" or self.requirement.only_if.get("subjects"):
            return Finding("not_here", self.requirement.id)
        if self.requirement.bears_each or leg.for_each.startswith("role:"):
            role = leg.who[0] if self.requirement.bears_each else leg.for_each.removeprefix("role:")
            return Finding("no_holder", self.requirement.id, role=role)
        return Finding("no_subject", self.requirement.id, role=leg.where or leg.for_each)


def _fitting(holdings: Iterable[Holding], subject: Subject, leg: Leg) -> list[Holding]:
    """Keep who has to do with the object: holders over the school, and those over what it is or lies in."""
    if subject is THE_SCHOOL:
        return list(holdings)
    keys = subject.keys | {subject.key}
    return [h for h in holdings if (h.subject == "" and not leg.scope) or h.subject in keys]


def _users(holdings: Iterable[Holding], subject: Subject) -> tuple[int, ...]:
    """Give the holders, each once; nobody owes an act about himself (C3.4)."""
    return tuple(dict.fromkeys(h.user for h in holdings if h.user != subject.user))


def _items(document: Document, for_each: str) -> Sequence[Mapping[str, Any]]:
    """Give the items of the list that "list:ID" names; none for anything else."""
    name = for_each.removeprefix("list:")
    return document.items[name].data.get("items", ()) if name != for_each else ()


def _item_key(for_each: str, item: Mapping[str, Any]) -> str:
    return f"item:{for_each.removeprefix('list:')}:{item['code']}"


def _union(spans: list[Span]) -> Span:
    """Join the days of one person's holdings; a gap between two of them counts as held."""
    return Span(min(s.from_on for s in spans), max(s.to_on for s in spans))


def _cut(counts: Span, days: Span, period: Span) -> Span:
    """Cut the days on which records count to those of holding, leaving what reaches out of the period itself."""
    first = days.from_on if days.from_on > period.from_on else counts.from_on
    last = days.to_on if days.to_on < period.to_on else counts.to_on
    return Span(first, max(first, last))


def _without_people(requirement: Requirement, drafts: list[Draft], scene: Scene) -> list[Finding]:
    """Say for each post and place how many obligations have nobody."""
    counted: dict[str, int] = defaultdict(int)
    for draft in drafts:
        counted[_place(draft, scene)] += 1
    role = requirement.legs[0].who[0]
    return [Finding("nobody", requirement.id, role=role, where=where, count=n) for where, n in counted.items()]


def _place(draft: Draft, scene: Scene) -> str:
    groups = scene.people.subjects.get("research_group", ()) if draft.group_id else ()
    return next((s.name for s in groups if s.group_id == draft.group_id), "")


def _highest(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """Of several numbers of one family a person owes the highest, their sum, or that of the first role (X-07)."""
    families: dict[tuple, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.requirement.family and draft.requirement.bears_each:
            families[(draft.requirement.family, draft.bearers)].append(draft)
    dropped: dict[str, str] = {}
    summed: dict[str, Draft] = {}
    for rivals in families.values():
        if len(rivals) > 1:
            mode = _numbers(rivals[0], scene).get("quota.multi_role")
            kept = rivals[0] if mode == "primary_role" else max(rivals, key=lambda d: _load(d, scene.frame))
            dropped |= {d.key: kept.key for d in rivals if d is not kept}
            others = [{"requirement": d.requirement.id, "least": str(d.least)} for d in rivals if d is not kept]
            least = kept.least
            if mode == "sum":
                least = sum((d.least for d in rivals if d.requirement.per == kept.requirement.per), Decimal())
            summed[kept.key] = replace(kept, least=least, inputs={**kept.inputs, "mode": mode, "others": others})
    return [summed.get(d.key, d) for d in drafts if d.key not in dropped]


def _numbers(draft: Draft, scene: Scene) -> Numbers:
    return next(v.numbers for v in scene.force.versions if v.pk == draft.version)


def _load(draft: Draft, frame: Frame) -> Decimal:
    """Give how much a number means over the term, so that weekly and termly ones compare."""
    least = draft.least or Decimal()
    return least * len(frame.weeks) if draft.requirement.per == Per.WEEK else least
