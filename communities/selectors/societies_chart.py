"""The organisation chart: grade committees, societies with presidents, communities with leaders (R-03)."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import Post, User
from accounts.roles import Role
from communities.models import Community, Membership, Society, SocietyPost
from communities.selectors.groups import names_shown
from registry.models import Grade
from schools.models import School

Kind = Membership.Kind


@dataclass
class Row:
    """A community on the chart. The student leader is named only where the user may read the name."""

    community: Community
    student_leader: str = ""
    parent_leader: str = ""
    pupils: int = 0
    parents: int = 0
    advisers: list[str] = field(default_factory=list)


@dataclass
class Chart:
    """A society with its president and those of its communities that the user may see."""

    society: Society
    president: str
    rows: list[Row]


def committees_of(school: School) -> list[tuple[Grade, list[str]]]:
    """Give each grade that has a parents' committee with the names of its members."""
    posts = Post.objects.held_on(timezone.localdate()).filter(role=Role.GRADE_COMMITTEE, school=school)
    names = defaultdict(list)
    for scope_id, name in posts.order_by("user__name").values_list("scope_id", "user__name"):
        names[scope_id].append(name)
    return [(grade, names[grade.pk]) for grade in Grade.objects.filter(school=school) if grade.pk in names]


def charts_of(societies: list[Society], user: User) -> list[Chart]:
    """Draw the societies for a user, in their order; a constant number of statements."""
    presidents = SocietyPost.objects.held_on(timezone.localdate()).filter(society__in=societies)
    names = dict(presidents.values_list("society", "guardian__name"))
    own = Community.objects.visible_to(user).existing().filter(society__in=societies)
    rows = {community.pk: Row(community) for community in own.order_by("name")}
    _fill(rows, user)
    by_society = defaultdict(list)
    for row in rows.values():
        by_society[row.community.society_id].append(row)
    return [Chart(society, names.get(society.pk, ""), by_society[society.pk]) for society in societies]


def _fill(rows, user):
    agreed = Membership.objects.agreed().filter(community__in=rows).select_related("student", "guardian", "teacher")
    members = list(agreed.order_by("pk"))
    shown = names_shown([m.student_id for m in members if m.student_id and m.is_leader], user)
    for member in members:
        row = rows[member.community_id]
        if member.kind == Kind.ADVISER:
            row.advisers.append(member.teacher.name)
        elif member.kind == Kind.PARENT:
            row.parents += 1
            row.parent_leader = member.guardian.name if member.is_leader else row.parent_leader
        else:
            row.pupils += 1
            if member.is_leader and member.student_id in shown:
                row.student_leader = member.student.name
