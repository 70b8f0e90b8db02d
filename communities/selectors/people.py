"""Whom a notice about a community reaches: its leaders, its families, the school, as accounts that can be told."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Post, User
from accounts.permissions import Permission
from accounts.roles import ROLES, Role
from communities.models import Community, Membership
from registry.models import Guardianship, Student

APPROVERS = [role for role, rights in ROLES.items() if Permission.COMMUNITY_APPROVE in rights.permissions]


def presidents_of(community: Community) -> QuerySet[User]:
    """Give who presides over the community's society today: one person, or nobody."""
    posts = Post.objects.held_on(timezone.localdate()).filter(role=Role.SOCIETY_PRESIDENT)
    return User.objects.filter(pk__in=posts.filter(scope_id=community.society_id).values("user"))


def parent_leaders_of(community: Community) -> QuerySet[User]:
    """Give the parent leader's account, if there is a leader who has one."""
    leading = Membership.objects.agreed().parents().filter(community=community, is_leader=True)
    return User.objects.filter(pk__in=leading.values("guardian__user"))


def leaders_of(community: Community) -> QuerySet[User]:
    """Give the parent leader and the president, each once."""
    return User.objects.filter(
        Q(pk__in=presidents_of(community).values("pk")) | Q(pk__in=parent_leaders_of(community).values("pk"))
    )


def school_leaders_of(community: Community) -> QuerySet[User]:
    """Give those of the school who may approve a community against a finding."""
    posts = Post.objects.held_on(timezone.localdate()).filter(role__in=APPROVERS, school=community.school_id)
    return User.objects.filter(pk__in=posts.values("user"))


def guardians_of_pupil(student: Student) -> QuerySet[User]:
    """Give the accounts of a pupil's guardians but for those barred from the child."""
    return _users_of(Guardianship.objects.filter(student=student))


def families_of(community: Community) -> QuerySet[User]:
    """Give the accounts of all members' families: parents who are members, and guardians of member pupils."""
    members = Membership.objects.agreed().filter(community=community)
    guardians = _users_of(Guardianship.objects.filter(student__in=members.pupils().values("student")))
    return User.objects.filter(Q(pk__in=guardians.values("pk")) | Q(pk__in=members.parents().values("guardian__user")))


def people_of(community: Community) -> QuerySet[User]:
    """Give everybody in the community or proposed for it: guardians of its pupils, parents, advisers."""
    memberships = Membership.objects.live().filter(community=community)
    families = Guardianship.objects.filter(student__in=memberships.pupils().values("student"))
    return User.objects.filter(
        Q(pk__in=_users_of(families).values("pk"))
        | Q(guardians__in=memberships.parents().values("guardian"))
        | Q(employments__in=memberships.advisers().values("teacher"))
    ).distinct()


def _users_of(links) -> QuerySet[User]:
    return User.objects.filter(guardians__in=links.filter(is_barred=False).values("guardian")).distinct()
