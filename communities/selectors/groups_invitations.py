"""What a person is asked: one entry per community, with the answers that are this person's to give."""

from dataclasses import dataclass, field

from django.db.models import Q

from accounts.models import User
from communities.models import Community, Membership, SocietyPost
from communities.selectors.groups import names_shown

State = Membership.State


@dataclass
class Answer:
    """A membership that the user answers for: a child's, the own as a parent or as an adviser."""

    membership: Membership
    user: User

    @property
    def is_open(self) -> bool:
        return self.membership.state == State.PROPOSED

    @property
    def has_agreed(self) -> bool:
        return self.membership.state in (State.AGREED, State.CONFIRMED)

    @property
    def by_another(self) -> str:
        """The other guardian who has answered for the child; empty when it was the user, or nobody."""
        answered_by = self.membership.answered_by
        return answered_by.name if answered_by and answered_by != self.user and self.membership.student_id else ""

    @property
    def can_change(self) -> bool:
        """While the community is a draft, the answer is still the user's to change."""
        is_draft = self.membership.community.state == Community.State.DRAFT
        return is_draft and not self.is_open and not self.by_another


@dataclass
class Invitation:
    """A community, who leads it, which families have agreed, and the user's answers."""

    community: Community
    president: str = ""
    leaders: list[str] = field(default_factory=list)
    families: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return any(answer.is_open for answer in self.answers)


def invitations_of(user: User) -> list[Invitation]:
    """Give what the user is asked and has answered, open ones first; a constant number of statements."""
    invitations: dict[int, Invitation] = {}
    for membership in _own(user):
        community = membership.community
        invitation = invitations.setdefault(community.pk, Invitation(community))
        invitation.answers.append(Answer(membership, user))
    _add_others(invitations, user)
    _add_presidents(invitations)
    return sorted(invitations.values(), key=lambda each: (not each.is_open, each.community.name))


def _of_existing(user):
    return Membership.objects.of_user(user).exclude(community__state=Community.State.DISSOLVED)


def _own(user):
    """Give the live memberships, and the latest refusal while the community is a draft."""
    in_draft = Q(state=State.DECLINED, community__state=Community.State.DRAFT)
    rows = _of_existing(user).filter(Q(state__in=Membership.LIVE) | in_draft)
    rows = rows.select_related("community__society__village", "student", "guardian", "teacher", "answered_by")
    newest = {(row.community_id, row.kind, row.person.pk): row for row in rows.order_by("pk")}
    return sorted(newest.values(), key=lambda row: row.pk)


def _add_others(invitations, user):
    agreed = Membership.objects.agreed().filter(community__in=invitations)
    rows = list(agreed.exclude(kind=Membership.Kind.ADVISER).select_related("student", "guardian").order_by("pk"))
    shown = names_shown([row.student_id for row in rows if row.student_id], user)
    for row in rows:
        invitation = invitations[row.community_id]
        if row.student_id and row.student_id in shown:
            invitation.families.append(row.student.name)
        if row.is_leader and (row.guardian_id or row.student_id in shown):
            invitation.leaders.append(row.person.name)


def _add_presidents(invitations):
    posts = SocietyPost.objects.filter(society__communities__in=invitations, to_on=None)
    names = dict(posts.values_list("society", "guardian__name"))
    for invitation in invitations.values():
        invitation.president = names.get(invitation.community.society_id, "")
