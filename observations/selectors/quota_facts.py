"""What stands behind a quota: the lessons that count, and those that do not count yet and why (F-09, C1.5)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import User
from observations.models import Observation
from registry.models import SchoolClass
from rulebook.models import Obligation
from rulebook.rules.judging import Evidence
from rulebook.selectors.lines import Line
from rulebook.selectors.names import names_of


@dataclass(frozen=True)
class Fact:
    """One lesson observed, without what was thought of it. `public_id` is set where the reader may open it;
    `missing` holds what is still needed for it to count: "notes", "talk", "leader"."""

    on: date
    period: int | None = None
    person: str = ""
    school_class: str = ""
    subject: str = ""
    public_id: UUID | None = None
    missing: tuple[str, ...] = ()
    is_attested: bool = False


@dataclass(frozen=True)
class Facts:
    counting: list[Fact]
    waiting: list[Fact]


def facts_behind(obligation: Obligation, line: Line, *, user: User) -> Facts:
    """Give the lessons that a person observed in the days of a quota, the newest first; a constant number of
    statements. Who may read the quota may read which lessons it counts; the observation itself only as visible_to
    has it (L-13)."""
    counts = line.owed.counts
    rows = Observation.objects.valid().filter(observer__in=line.bearers, on__gte=counts.from_on, on__lt=counts.to_on)
    rows = list(rows.filter(school=obligation.school_id).select_related("subject", "teacher"))
    classes = SchoolClass.objects.with_grade().in_bulk({row.school_class_id for row in rows})
    opened = set(Observation.objects.visible_to(user).filter(pk__in=[r.pk for r in rows]).values_list("pk", flat=True))
    refs = {record.ref for record in line.standing.records}
    counting, waiting = [], []
    for row in rows:
        is_counted = f"observation:{row.public_id}" in refs
        fact = _fact(row, classes[row.school_class_id], is_open=row.pk in opened, is_counted=is_counted)
        (counting if is_counted else waiting).append(fact)
    attested = [record for record in line.standing.records if not record.ref.startswith("observation:")]
    return Facts(_by_day(counting + _attested(attested)), _by_day(waiting))


def _fact(row: Observation, school_class: SchoolClass, *, is_open: bool, is_counted: bool) -> Fact:
    missing = [] if row.has_notes else ["notes"]
    missing += [] if row.feedback_at else ["talk"]
    return Fact(
        on=row.on,
        period=row.period,
        person=row.teacher.name,
        school_class=school_class.name_on(row.on),
        subject=row.subject.name,
        public_id=row.public_id if is_open else None,
        missing=() if is_counted else tuple(missing or ["leader"]),
    )


def _attested(records: list[Evidence]) -> list[Fact]:
    """Give what was entered by hand before the portal kept observations; it may name whom it was about."""
    people = {record: int(record.subject.removeprefix("person:")) for record in records if "person:" in record.subject}
    names = names_of(people.values())
    return [Fact(each.on, person=names.get(people.get(each), ""), is_attested=True) for each in records]


def _by_day(facts: list[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.on, fact.period or 0), reverse=True)
