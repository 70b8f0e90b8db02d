"""Communities as lists and pages need them."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from communities import findings
from communities.models import Community, Membership
from communities.selectors.groups_candidates import with_children_here, with_subjects
from communities.selectors.societies import sees_pupils
from families.models import Consent
from families.selectors import with_consent
from registry.models import Enrolment, Grade, Guardian, SchoolClass, Student, Teacher
from registry.selectors.pupils import current_class
from schools.models import School

Kind = Membership.Kind
State = Membership.State


def communities_of(user: User, school: School) -> QuerySet[Community]:
    """Give the communities of the school that the user may see, with society, village and school."""
    found = Community.objects.visible_to(user).filter(school=school)
    return found.select_related("school", "society__village")


def outside_rules(user: User, school: School) -> list[Community]:
    """Give the approved communities of the school that break a limit (N-04), by name; five statements."""
    active = list(communities_of(user, school).active())
    found = findings.findings_of(active)
    return [community for community in active if findings.is_outside(found[community.pk])]


def with_pupils_of(communities: QuerySet[Community], grade: Grade) -> QuerySet[Community]:
    """Keep the communities with a pupil of the grade who has agreed."""
    classes = SchoolClass.objects.in_grades([grade.pk]).values("pk")
    pupils = Enrolment.objects.current().filter(school_class__in=classes).values("student")
    members = Membership.objects.agreed().filter(student__in=pupils)
    return communities.filter(pk__in=members.values("community"))


@dataclass
class Member:
    """A membership as a page shows it: `name` is empty where it may not be shown to this user, `phone` likewise."""

    membership: Membership
    name: str
    note: str = ""
    groups: int = 0
    phone: str = ""

    @property
    def is_proposed(self) -> bool:
        return self.membership.state == State.PROPOSED


@dataclass
class Members:
    """Everybody in a community, by kind; `declined` counts those who do not wish to be asked, for who forms it."""

    pupils: list[Member] = field(default_factory=list)
    parents: list[Member] = field(default_factory=list)
    advisers: list[Member] = field(default_factory=list)
    declined: int = 0

    @property
    def shown_pupils(self) -> int:
        return sum(bool(member.name) for member in self.pupils)


def members_of(community: Community, user: User) -> Members:
    """Give who is in a community, as far as the user may see it; a constant number of statements.

    The president and the school see proposals too; families and advisers see whoever has agreed. A pupil's name
    is shown with the family's consent, and to staff and guardians who see the pupil anyway.
    """
    sees_all = sees_pupils(user, community.society)
    rows = community.memberships.filter(state__in=_states(community, user, sees_all))
    rows = list(rows.prefetch_related(*_people(community)).order_by("-is_leader", "pk"))
    shown = names_shown([m.student_id for m in rows if m.student_id], user)
    groups = findings.groups_by_teacher([m.teacher_id for m in rows if m.teacher_id])
    phones = _phones(community, rows) if Community.objects.rota_edited_by(user).filter(pk=community.pk).exists() else {}
    members = Members(declined=_never_asked_again(rows))
    for row in rows:
        if row.state != State.DECLINED:
            _list_for(members, row).append(_member(row, shown, groups, phones))
    return members


def _phones(community: Community, rows: list[Membership]) -> dict[int, str]:
    """Give the phones of parents who agreed, for a child in the community, that its leaders have them (L-01)."""
    pupils = with_consent(Student.objects.filter(pk__in=[m.student_id for m in rows]), Consent.Purpose.CONTACT)
    given = Consent.objects.filter(
        school=community.school_id, purpose=Consent.Purpose.CONTACT, state=Consent.State.GIVEN, student__in=pupils
    )
    return dict(given.values_list("guardian", "guardian__phone"))


def names_shown(student_ids: list[int], user: User) -> set[int]:
    """Give the keys of those pupils whose name the user may read: with consent, or a pupil one sees anyway."""
    students = Student.objects.filter(pk__in=student_ids)
    agreed = with_consent(students, Consent.Purpose.COMMUNITY).values_list("pk", flat=True)
    return {*agreed, *Student.objects.visible_to(user).filter(pk__in=student_ids).values_list("pk", flat=True)}


def _states(community, user, sees_all):
    states = [State.AGREED, State.CONFIRMED]
    if sees_all:
        states.append(State.PROPOSED)
    if Community.objects.formed_by(user).filter(pk=community.pk).exists():
        states.append(State.DECLINED)
    return states


def _people(community):
    students = Student.objects.defer("details").prefetch_related(current_class())
    return (
        Prefetch("student", queryset=students),
        Prefetch("guardian", queryset=with_children_here(Guardian.objects.all(), community)),
        Prefetch("teacher", queryset=with_subjects(Teacher.objects.all())),
    )


def _list_for(members: Members, row: Membership) -> list[Member]:
    return {Kind.PUPIL: members.pupils, Kind.PARENT: members.parents, Kind.ADVISER: members.advisers}[row.kind]


def _member(row, shown, groups, phones) -> Member:
    if row.student_id:
        is_shown = row.student_id in shown
        note = ", ".join(str(enrolment.school_class) for enrolment in row.student.current)
        return Member(row, row.student.name if is_shown else "", note if is_shown else "")
    if row.guardian_id:
        children = [link.student.name for link in row.guardian.children_here if link.student_id in shown]
        return Member(row, row.guardian.name, ", ".join(children), phone=phones.get(row.guardian_id, ""))
    subjects = dict.fromkeys(str(lesson.subject) for lesson in row.teacher.lessons)
    return Member(row, row.teacher.name, ", ".join(subjects), groups[row.teacher_id])


def _never_asked_again(rows: list[Membership]) -> int:
    """Count who answered "not now" and was not asked again. A number only: nobody is listed for a no (G1.2.5)."""
    present = {_person(row) for row in rows if row.state != State.DECLINED}
    return len({_person(row) for row in rows if row.state == State.DECLINED} - present)


def _person(row: Membership) -> tuple:
    return row.kind, row.student_id, row.guardian_id, row.teacher_id
