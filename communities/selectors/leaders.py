"""Who is told what happens in a community: its leaders, the other parents, its families."""

from django.db.models import Q
from django.utils import timezone

from accounts.models import Post, User
from accounts.roles import Role
from communities.models import Community, Membership
from registry.models import Guardianship


def parent_leaders(community: Community) -> list[User]:
    """Give the parent leader's account, if there is a leader who has one."""
    leads = Membership.objects.agreed().parents().filter(community=community, is_leader=True)
    return list(User.objects.filter(pk__in=leads.values("guardian__user")))


def presidents(community: Community) -> list[User]:
    """Give whoever presides over the society of the community today."""
    posts = Post.objects.held_on(timezone.localdate()).filter(
        role=Role.SOCIETY_PRESIDENT, school=community.school_id, scope_id=community.society_id
    )
    return list(User.objects.filter(pk__in=posts.values("user")))


def leaders(community: Community) -> list[User]:
    """Give the parent leader and the president, each once."""
    return list(dict.fromkeys([*parent_leaders(community), *presidents(community)]))


def families(community: Community) -> list[User]:
    """Give the accounts of all members' families: parents who are members, and guardians of member pupils."""
    members = Membership.objects.agreed().filter(community=community)
    links = Guardianship.objects.filter(student__in=members.pupils().values("student"), is_barred=False)
    parents, guardians = members.parents().values("guardian__user"), links.values("guardian__user")
    return list(User.objects.filter(Q(pk__in=parents) | Q(pk__in=guardians)))
