"""Whom a round can inspect, and who inspects: read from the registers for one day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Post, User
from accounts.roles import Role
from registry.models import (
    Grade,
    GroupMembership,
    SchoolClass,
    Subject,
    Teacher,
    TeacherGroup,
    TeachingAssignment,
)
from schools.models import Campus, School
from teaching_checks.models import Round
from teaching_checks.rules.checkers import Scene

# Who counts as a leader whose observation notes the principal inspects (C1.6, C3.8b).
LEADERS = (Role.VICE_PRINCIPAL, Role.ACADEMIC_DIRECTOR, Role.GRADE_DIRECTOR)


@dataclass(frozen=True)
class Scope:
    """What narrows a round; None for the whole school."""

    whom: str = Round.Whom.TEACHERS
    group: TeacherGroup | None = None
    campus: Campus | None = None
    grade: Grade | None = None
    subject: Subject | None = None


def teachers_in(school: School, scope: Scope, on: date) -> list[Teacher]:
    """Give the employments in scope, one for each person, by name.

    Teachers are those who teach or belong to a research group; a site, a grade or a subject keeps those who have
    lessons there.
    """
    staff = Teacher.objects.filter(school=school).employed_on(on)
    if scope.whom == Round.Whom.HEADS:
        staff = staff.filter(user__in=_holders(school, on, Role.RESEARCH_GROUP_HEAD))
    elif scope.whom == Round.Whom.LEADERS:
        staff = staff.filter(user__in=_holders(school, on, *LEADERS))
    else:
        staff = _who_teach(staff, school, on)
    return list({teacher.user_id: teacher for teacher in _narrowed(staff, scope, on)}.values())


def _holders(school: School, on: date, *roles: str) -> QuerySet:
    return Post.objects.held_on(on).filter(school=school, role__in=roles).values("user")


def _who_teach(staff: QuerySet, school: School, on: date) -> QuerySet:
    teaching = TeachingAssignment.objects.held_on(on).filter(school=school).values("teacher")
    grouped = _research_memberships(school, on).values("teacher")
    return staff.filter(Q(pk__in=teaching) | Q(pk__in=grouped))


def _narrowed(staff: QuerySet, scope: Scope, on: date) -> QuerySet:
    if scope.group:
        staff = staff.filter(pk__in=GroupMembership.objects.held_on(on).filter(group=scope.group).values("teacher"))
    lessons = TeachingAssignment.objects.held_on(on)
    if scope.subject:
        lessons = lessons.filter(subject=scope.subject)
    if scope.campus:
        lessons = lessons.filter(school_class__campus=scope.campus)
    if scope.grade:
        classes = SchoolClass.objects.filter(school=scope.grade.school_id, stage=scope.grade.stage).with_grade(on)
        lessons = lessons.filter(school_class__in=classes.filter(grade_number=scope.grade.number).values("pk"))
    if scope.subject or scope.campus or scope.grade:
        staff = staff.filter(pk__in=lessons.values("teacher"))
    return staff.order_by("name_pinyin", "pk")


def scene(school: School, on: date) -> Scene:
    """Give who heads and leads at the school on that day; two statements."""
    posts = defaultdict(list)
    for role, user, scope_id in (
        Post.objects.held_on(on).filter(school=school).order_by("from_on", "pk").values_list("role", "user", "scope_id")
    ):
        posts[role].append((user, scope_id))
    members = defaultdict(list)
    for group, user in _research_memberships(school, on).values_list("group", "teacher__user"):
        members[group].append(user)
    return Scene(
        heads={group: user for user, group in posts[Role.RESEARCH_GROUP_HEAD] if group},
        members=dict(members),
        directors=[user for user, _ in posts[Role.ACADEMIC_DIRECTOR]],
        vices=[user for user, _ in posts[Role.VICE_PRINCIPAL]],
        principals=[user for user, _ in posts[Role.PRINCIPAL]],
    )


def _research_memberships(school: School, on: date) -> QuerySet:
    rows = GroupMembership.objects.held_on(on).filter(school=school, group__kind=TeacherGroup.Kind.RESEARCH)
    return rows.order_by("group", "teacher__name_pinyin", "teacher")


def possible_inspectors(school: School, on: date) -> QuerySet[User]:
    """Give the staff whom one can name as inspectors, by name: whoever may open the pages of inspections."""
    roles = (Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ACADEMIC_DIRECTOR, Role.ACADEMIC_CLERK)
    teaching = (Role.RESEARCH_GROUP_HEAD, Role.PREP_GROUP_HEAD, Role.TEACHER)
    return User.objects.filter(pk__in=_holders(school, on, *roles, *teaching)).order_by("name", "pk")
