"""Rows for tests: a school with rule set 4 in force, its people, and entries in any state."""

from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.tests.factories import create_post, create_user
from deductions import kinds
from deductions.kinds import Event, Fact
from deductions.models import Entry
from deductions.services import answering, reporting
from registry.models import GroupMembership, Teacher, TeacherGroup
from registry.tests.factories import create_teacher
from rulebook.documents import loading
from rulebook.models import Adoption
from rulebook.services.adopting import adopt
from rulebook.tests.factories import create_adoption
from schools.models import School, Term
from schools.tests.factories import create_school, create_term

FIRST = date(2026, 9, 1)
DAY = date(2026, 10, 8)


@dataclass
class Ledger:
    """A school with rule set 4: clerk reports, director verifies, principal and vice decide, head leads a group of li."""

    school: School
    term: Term
    adoption: Adoption | None
    people: dict[str, User] = field(default_factory=dict)
    teachers: dict[str, Teacher] = field(default_factory=dict)
    group: TeacherGroup | None = None

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


POSTS = {
    "principal": Role.PRINCIPAL,
    "vice": Role.VICE_PRINCIPAL,
    "director": Role.ACADEMIC_DIRECTOR,
    "clerk": Role.ACADEMIC_CLERK,
}
TEACHERS = {"li": "李明霞", "wang": "王建国", "head": "周文静"}
NAMES = {"principal": "郑国平", "vice": "孙丽华", "director": "吴志强", "clerk": "陈小燕"}


def create_ledger(*, school: School | None = None, adopts: bool = True, **values) -> Ledger:
    """Build the school; `values` are numbers of rule set 4 by their keys."""
    school = school or create_school()
    term = Term.objects.filter(school=school).first() or create_term(school=school)
    reasons = dict.fromkeys(values, "as the staff meeting resolved")
    ledger = Ledger(school, term, adopt_c4(school, values, reasons) if adopts else None)
    for name, role in POSTS.items():
        ledger.people[name] = create_post(role=role, school=school, user=create_user(name=NAMES[name])).user
    for name, words in TEACHERS.items():
        user = create_post(role=Role.TEACHER, school=school, user=create_user(name=words)).user
        ledger.people[name] = user
        ledger.teachers[name] = create_teacher(school=school, user=user, name=words)
    ledger.group = TeacherGroup.objects.create(school=school, kind="research", name="数学组")
    create_post(role=Role.RESEARCH_GROUP_HEAD, school=school, user=ledger.head, scope_id=ledger.group.pk)
    for name in ("li", "head"):
        GroupMembership.objects.create(school=school, group=ledger.group, teacher=ledger.teachers[name], from_on=FIRST)
    return ledger


def adopt_c4(school: School, values: dict, reasons: dict | None = None) -> Adoption:
    if not values:
        return create_adoption(school=school, document="C4", from_on=FIRST)
    document = loading.document("C4")
    return adopt(school=school, document=document, from_on=FIRST, values=values, reasons=reasons or {}, by=None)


def create_entry(
    ledger: Ledger, *, teacher="li", item="C4-D09", on=DAY, times=1, note="", by=None, figures=None, **fields
) -> Entry:
    """Report one by hand."""
    figures = {"times": Decimal(times)} if figures is None else figures
    return reporting.report(
        teacher=ledger.teachers[teacher],
        item=item,
        on=on,
        figures=figures,
        note=note,
        today=date(2027, 6, 30),
        by=by or ledger.clerk,
        **fields,
    )


def create_verified(ledger: Ledger, **fields) -> Entry:
    return answering.verify(entry=create_entry(ledger, **fields), by=ledger.director)


def create_told(ledger: Ledger, *, now=None, **fields) -> Entry:
    return answering.notify(entry=create_verified(ledger, **fields), by=ledger.clerk, now=now)


def create_appealed(ledger: Ledger, *, now=None, **fields) -> Entry:
    entry = create_told(ledger, now=now, **fields)
    return answering.appeal(entry=entry, reason="The bus of the village was late.", by=entry.person, now=now)


def create_decided(ledger: Ledger, *, outcome="upheld", amount=None, now=None, **fields) -> Entry:
    entry = create_appealed(ledger, now=now, **fields)
    return answering.decide(
        entry=entry, outcome=outcome, amount=amount, reason="The register says so.", by=ledger.principal, now=now
    )


def create_fact(
    ledger: Ledger, event=Event.LESSON_LATE, *, teacher="li", on=DAY, key="", lesson="", by=None, **figures
) -> Fact:
    figures = {name: Decimal(value) for name, value in figures.items()} or {"times": Decimal(1)}
    key = key or f"patrol:{event}:{teacher}:{on}:{lesson}"
    return Fact(event, key, ledger.teachers[teacher].pk, on, figures, lesson, by and by.pk, ref=key)


@contextmanager
def facts_given(facts: Iterable[Fact], *, name: str = "patrol"):
    """Let one source say these facts, and no other source say any."""
    before, facts = dict(kinds._sources), facts if isinstance(facts, list) else list(facts)
    kinds._sources.clear()
    kinds.register_facts(name, facts=lambda _school, span: [f for f in facts if f.on in span], page=lambda ref: "")
    try:
        yield facts
    finally:
        kinds._sources.clear()
        kinds._sources.update(before)


def moment(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


def days(number: int) -> timedelta:
    return timedelta(days=number)
