"""Who may be charged by whom, and who may decide."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Post, User
from accounts.permissions import Permission
from accounts.roles import ROLES, Scope
from deductions.models import Entry
from registry.models import GroupMembership, Teacher
from schools.models import School

DECIDING = [
    role
    for role, rights in ROLES.items()
    if rights.scope == Scope.SCHOOL and Permission.DEDUCTION_DECIDE in rights.permissions
]


def reportable(user, school: School, *, on: date | None = None) -> QuerySet[Teacher]:
    """Give the teachers whom the user may report: an office all, a head those of the own group, nobody oneself."""
    teachers = Teacher.objects.filter(school=school).employed_on(on or timezone.localdate()).exclude(user=user)
    if school.pk in user.schools_with(Permission.DEDUCTION_REPORT):
        return teachers
    groups = user.scopes_with(Permission.DEDUCTION_REPORT, Scope.GROUP)
    members = GroupMembership.objects.held_on(on or timezone.localdate()).filter(school=school, group__in=groups)
    return teachers.filter(pk__in=members.values("teacher"))


def deciders(entry: Entry) -> list[User]:
    """Give those who may decide on an entry's appeal today."""
    posts = Post.objects.held_on(timezone.localdate()).filter(school=entry.school_id, role__in=DECIDING)
    barred = Q(pk__in=[entry.reported_by_id, entry.verified_by_id, entry.person_id])
    return list(User.objects.filter(pk__in=posts.values("user")).exclude(barred).order_by("pk"))
