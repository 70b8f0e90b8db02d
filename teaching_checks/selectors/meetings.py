"""Which leader goes into which groups, and how often in a term: a constant number of statements."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from accounts.models import Post, User
from accounts.roles import Role
from core.dates import Span
from schools.models import School
from teaching_checks.models import GroupVisit, LeaderAttachment

LEADERS = (Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ACADEMIC_DIRECTOR)


@dataclass
class Leader:
    """One leader with the groups and what was recorded in the span."""

    user: User
    attachments: list[LeaderAttachment] = field(default_factory=list)
    attended: list[GroupVisit] = field(default_factory=list)
    urged: list[GroupVisit] = field(default_factory=list)

    @property
    def groups(self) -> int:
        """How many different groups were visited (C6.1: one or two)."""
        return len({visit.group_id for visit in self.attended})


def leaders_on(school: School, on: date) -> QuerySet[User]:
    """Give who leads the school on the day: who may be attached to a group."""
    posts = Post.objects.held_on(on).filter(school=school, role__in=LEADERS)
    return User.objects.filter(pk__in=posts.values("user")).order_by("name", "pk")


def overview(school: School, span: Span, user: User, *, on: date) -> list[Leader]:
    """Give every leader with attachments and visits, as far as the user sees them; oneself first."""
    found = {each.pk: Leader(each) for each in leaders_on(school, on)}
    held = LeaderAttachment.objects.visible_to(user).held_on(on).filter(school=school)
    for row in held.select_related("group", "leader"):
        found.setdefault(row.leader_id, Leader(row.leader)).attachments.append(row)
    for leader, rows in _visits(school, span, user).items():
        each = found.setdefault(leader, Leader(rows[0].leader))
        each.attended = [row for row in rows if row.kind in GroupVisit.ATTENDED]
        each.urged = [row for row in rows if row.kind == GroupVisit.Kind.URGED]
    return sorted(found.values(), key=lambda each: each.user.pk != user.pk)


def _visits(school: School, span: Span, user: User) -> dict[int, list[GroupVisit]]:
    rows = GroupVisit.objects.visible_to(user).filter(school=school, on__gte=span.from_on, on__lt=span.to_on)
    found = defaultdict(list)
    for row in rows.select_related("group", "leader"):
        found[row.leader_id].append(row)
    return found
