"""Teachers come in through the school's own staff list; then groups get heads and the leaders their posts."""

from datetime import date

from accounts.models import User
from accounts.roles import Role
from accounts.services import create_dormant_account
from demo.loading.accounts import DemoAccounts
from demo.places import SchoolPlan
from demo.registers.sheets import Sheet
from demo.registers.workbooks import to_xlsx
from demo.staff import GROUP_OF, LEADERS, NUMERALS, OTHER_GROUP, Member, staff, staff_rows
from registry.models import Grade, Subject, Teacher, TeacherGroup
from registry.resources import TeacherResource, run
from registry.services.teachers import employ
from registry.setup.groups import save_group
from registry.staff_lists.reading import read_staff_list
from schools.models import School

POSTS = (
    ("principal", Role.PRINCIPAL),
    ("vice", Role.VICE_PRINCIPAL),
    ("director", Role.ACADEMIC_DIRECTOR),
    ("clerk", Role.ACADEMIC_CLERK),
)


class StaffListRefused(Exception):
    """The staff list of the demo has problems; they are the text."""


def employ_admin(plan: SchoolPlan, school: School, accounts: DemoAccounts) -> User:
    """Open the account of the school's administrator, who then does everything else."""
    member = staff(plan)[LEADERS - 1]
    admin = accounts.give(
        create_dormant_account(name=member.name), f"{plan.code}-admin", Role.SCHOOL_ADMIN, school=school
    )
    fields = {"name": member.name, "staff_number": member.staff_number}
    employ(school=school, fields=fields, by=admin, user=admin)
    return admin


def load_teachers(plan: SchoolPlan, school: School, year: int, *, by: User, accounts: DemoAccounts) -> None:
    """Import the staff list of a school and open the accounts of those who lead."""
    members = staff(plan)
    _create_groups(plan, school, by)
    dataset = read_staff_list(to_xlsx([Sheet("教师", staff_rows(members))]))
    resource = TeacherResource(school=school, by=by, on=date(year, 9, 1))
    if not run(resource, dataset, dry_run=False):
        raise StaffListRefused([problem for row in resource.report for problem in row.problems])
    teachers = {each.staff_number: each for each in Teacher.objects.filter(school=school).select_related("user")}
    people = [(member, teachers[member.staff_number]) for member in members]
    _open_leaders(school, people, accounts)
    _open_teachers(school, people, accounts)
    _open_heads(school, people, by, accounts)
    _open_grade(school, people, by, accounts)


def _create_groups(plan, school, by):
    subjects = {subject.name: subject for subject in Subject.objects.filter(school=school)}
    for name in (*GROUP_OF, None):
        group = TeacherGroup(
            school=school,
            kind=TeacherGroup.Kind.RESEARCH,
            name=GROUP_OF.get(name, OTHER_GROUP),
            subject=subjects.get(name),
        )
        save_group(group=group, teachers=[], head=None, by=by)


def _open_leaders(school, people, accounts):
    for (_member, teacher), (ending, role) in zip(people[: len(POSTS)], POSTS, strict=True):
        accounts.give(teacher.user, f"{school.code}-{ending}", role, school=school)


def _open_teachers(school, people: list[tuple[Member, Teacher]], accounts):
    """Open a class teacher, and a teacher who leads no class."""
    leader = next(teacher for member, teacher in people if member.leads)
    accounts.open(leader.user, f"{school.code}-class", Role.CLASS_TEACHER, school)
    plain = next(teacher for member, teacher in people[::-1] if member.lessons and not member.leads)
    accounts.open(plain.user, f"{school.code}-teacher", Role.TEACHER, school)


def _open_heads(school, people, by, accounts):
    """Let someone lead each research group."""
    for group in TeacherGroup.objects.filter(school=school, kind=TeacherGroup.Kind.RESEARCH):
        members = list(Teacher.objects.filter(group_memberships__group=group).select_related("user"))
        head = next((each for each in members if accounts.is_free(each.user)), members[0])
        save_group(group=group, teachers=members, head=head, by=by)
        if group.name == GROUP_OF["语文"]:
            accounts.open(head.user, f"{school.code}-research", Role.RESEARCH_GROUP_HEAD, school)


def _open_grade(school, people, by, accounts):
    """Let someone lead the school's first grade, and someone the preparation of its lessons."""
    grade = Grade.objects.filter(school=school).first()
    director = next(teacher for member, teacher in people[::-1] if member.leads and member.leads[0] == grade.number)
    accounts.give(director.user, f"{school.code}-grade", Role.GRADE_DIRECTOR, school=school, scope_id=grade.pk)
    words, teachers = f"{NUMERALS[grade.number]}年级", _who_teach(people, grade)
    head = next(each for each in teachers if accounts.is_free(each.user))
    _save_group(school, TeacherGroup.Kind.GRADE, f"{words}组", grade, teachers, None, by)
    _save_group(school, TeacherGroup.Kind.PREP, f"{words}备课组", grade, teachers, head, by)
    accounts.open(head.user, f"{school.code}-prep", Role.PREP_GROUP_HEAD, school)


def _who_teach(people, grade):
    """Give the teachers who have a class of the grade."""
    return [
        teacher
        for member, teacher in people
        if any(key[0] == grade.number for keys in member.lessons.values() for key in keys)
    ]


def _save_group(school, kind, name, grade, teachers, head, by):
    group = TeacherGroup(school=school, kind=kind, name=name, grade=grade)
    save_group(group=group, teachers=teachers, head=head, by=by)
