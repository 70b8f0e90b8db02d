"""Rows for tests: a small school with known people, documents in force, records and obligations."""

from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from accounts.roles import Role
from accounts.tests.factories import create_post
from registry.models import GroupMembership, Subject, Teacher, TeacherGroup
from registry.tests.factories import create_assignment, create_class, create_grades, create_teacher
from rulebook.documents import loading
from rulebook.models import Adoption, Attestation, Obligation
from rulebook.services.adopting import adopt
from rulebook.services.attesting import attest
from rulebook.services.expanding import expand_term
from schools.models import School, Stage, Term
from schools.tests.factories import create_school, create_term

AUTUMN = date(2026, 9, 1)


@dataclass
class Small:
    """A junior middle school of 13 people in one autumn term.

    principal, vice (vice-principal), director (academic director, teaches maths), clerk; Chinese: head h1 with
    a1, a2, a3; maths: head h2 with b1, b2 and the director; English: head h3 with c1. Teachers are all but
    principal, vice and clerk: ten. Three classes: 7-1, 7-2, 8-1; three subjects.
    """

    school: School
    term: Term
    people: dict[str, User] = field(default_factory=dict)
    groups: dict[str, TeacherGroup] = field(default_factory=dict)
    classes: list = field(default_factory=list)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


GROUPS = {
    "语文": ("h1", ["h1", "a1", "a2", "a3"]),
    "数学": ("h2", ["h2", "b1", "b2", "director"]),
    "英语": ("h3", ["h3", "c1"]),
}
LEADERS = {
    "principal": Role.PRINCIPAL,
    "vice": Role.VICE_PRINCIPAL,
    "director": Role.ACADEMIC_DIRECTOR,
    "clerk": Role.ACADEMIC_CLERK,
}


def create_small(*, stages=(Stage.JUNIOR,), **term) -> Small:
    """Build the small school; mid-term exam on 11 and 12 November, final exam on 18 and 19 January."""
    school = create_school(stages=list(stages))
    exams = {
        "midterm_starts_on": date(2026, 11, 11),
        "midterm_ends_on": date(2026, 11, 12),
        "final_starts_on": date(2027, 1, 18),
        "final_ends_on": date(2027, 1, 19),
    }
    small = Small(school, create_term(school=school, **{**exams, **term}))
    for name, role in LEADERS.items():
        small.people[name] = _employed(small, name).user
        create_post(role=role, school=school, user=small.people[name], from_on=AUTUMN)
    create_grades(school=school, numbers=range(7, 10), stage=Stage.JUNIOR)
    small.classes = [
        create_class(school=school, stage=Stage.JUNIOR, entry_year=year, number=number)
        for year, number in ((2026, 1), (2026, 2), (2025, 1))
    ]
    for subject, (head, members) in GROUPS.items():
        _group(small, subject, head, members)
    return small


def _employed(small: Small, name: str) -> Teacher:
    teacher = create_teacher(school=small.school, name=name)
    small.people[name] = teacher.user
    return teacher


def _group(small: Small, subject: str, head: str, members: list[str]) -> None:
    school = small.school
    row = Subject.objects.create(school=school, name=subject)
    group = TeacherGroup.objects.create(school=school, kind="research", name=f"{subject}组", subject=row)
    small.groups[subject] = group
    for number, name in enumerate(members):
        known = Teacher.objects.filter(school=school, name=name).first()
        teacher = known or _employed(small, name)
        create_post(role=Role.TEACHER, school=school, user=teacher.user, from_on=AUTUMN)
        GroupMembership.objects.create(school=school, group=group, teacher=teacher, from_on=AUTUMN)
        create_assignment(teacher=teacher, school_class=small.classes[number % 3], subject=row, from_on=AUTUMN)
    create_post(
        role=Role.RESEARCH_GROUP_HEAD, school=school, user=small.people[head], scope_id=group.pk, from_on=AUTUMN
    )


def create_adoption(*, school: School, document: str = "C3", from_on=AUTUMN, by=None, **values) -> Adoption:
    """Adopt a document; `values` by key with dots written as two underscores is for plain keys only."""
    return adopt(school=school, document=loading.document(document), from_on=from_on, values=values, by=by)


def create_obligations(small: Small, *documents: str, as_of=AUTUMN) -> list[Obligation]:
    """Adopt the documents, expand the term and give what is owed."""
    for document in documents or ("C3",):
        create_adoption(school=small.school, document=document)
    expand_term(school=small.school, term=small.term, as_of=as_of)
    return list(Obligation.objects.filter(school=small.school).order_by("pk"))


def create_attestation(
    *, school: School, actor: User, kind="check", on=date(2026, 11, 13), by=None, **fields
) -> Attestation:
    return attest(school=school, kind=kind, actor=actor, on=on, by=by or actor, today=date(2027, 8, 1), **fields)


def create_record(small: Small, **fields) -> Attestation:
    """Store a record as it was entered before an app kept its kind: it still counts."""
    return Attestation.objects.create(school=small.school, **{"recorded_by": fields["actor"], **fields})
