"""Who is on leave: own children, and pupils whom one looks after."""

from datetime import date

from django.utils import timezone

from accounts.models import User
from communities.models import Community, Leave, Membership
from families.selectors import children_of


def leave_of_children(user: User):
    """Give all leave of the user's own children, latest first; what was taken back too."""
    return Leave.objects.filter(student__in=children_of(user)).select_related("student").order_by("-from_on", "-pk")


def leave_of_community(community: Community, *, on: date | None = None):
    """Give the leave of today and later of a community's pupils; for who looks after the community."""
    pupils = Membership.objects.agreed().pupils().filter(community=community)
    leave = Leave.objects.filter(student__in=pupils.values("student"), taken_back_at=None)
    return leave.filter(to_on__gte=on or timezone.localdate()).select_related("student").order_by("from_on", "pk")


def children_in_communities(user: User):
    """Give the user's own children who are in a growth community: those for whom leave can be asked."""
    members = Membership.objects.agreed().pupils().filter(community__in=Community.objects.existing())
    return children_of(user).filter(pk__in=members.values("student")).order_by("name_pinyin", "pk")
