"""A school in a term that is over, with communities whose members, sessions and duties are known."""

from datetime import date, datetime, time, timedelta

from accounts.models import Post, User
from accounts.roles import Role
from accounts.tests.factories import create_post
from communities.models import Assignment, Community, Membership, Rota, Slot, SocietyPost, Venue
from communities.tests.factories import (
    SHANGHAI,
    create_duty,
    create_full_community,
    create_president,
    create_rota,
    create_slot,
    create_society,
    create_venue,
    moment,
    parents_of,
)
from core.dates import Span
from families.tests.factories import give_consent
from rulebook import kinds
from rulebook.models import Obligation
from rulebook.rules.judging import Evidence, State
from rulebook.selectors.board import Board, board
from rulebook.services.expanding import expand_term
from rulebook.tests.factories import create_adoption
from schools.models import Stage
from schools.tests.factories import create_school, create_term, create_village

START = date(2025, 9, 1)  # a Monday; the term runs until 22 January 2026
JOINED = date(2025, 9, 5)
SESSION = date(2025, 10, 13)  # a Monday
TODAY = date(2025, 12, 1)


class Autumn:
    """A school of both stages with a principal and one village, whose society has a president."""

    def __init__(self):
        self.school = create_school(stages=[Stage.PRIMARY, Stage.JUNIOR])
        self.term = create_term(school=self.school, school_year=2025)
        self.society = create_society(village=create_village(school=self.school, name="柳树村"), founded_on=START)
        self.president = create_president(society=self.society)
        Post.objects.filter(user=self.president).update(from_on=START)
        self.principal = create_post(role=Role.PRINCIPAL, school=self.school, from_on=START).user

    @property
    def span(self) -> Span:
        return self.term.span

    def community(self, *, families: int = 4) -> Community:
        """A community whose members joined on 5 September, each pupil by the word of its guardian."""
        community = create_full_community(society=self.society, families=families)
        at = datetime.combine(JOINED, time(12), tzinfo=SHANGHAI)
        Community.objects.filter(pk=community.pk).update(approved_at=at)
        for membership in community.memberships.all():
            if membership.student_id:
                guardian = membership.student.guardians.get()
                give_consent(student=membership.student, guardian=guardian)
                membership.answered_by = guardian.user
            membership.answered_at = at
            membership.save()
        return community

    def choose_president(self) -> None:
        """Put down who was chosen president of the society."""
        guardian = parents_of(self.society.communities.first())[0]
        SocietyPost.objects.create(
            school=self.school, society=self.society, guardian=guardian, chosen_on=START, method="vote", from_on=START,
            recorded_by=self.principal,
        )  # fmt: skip

    def rota(self, community: Community, *, from_on=START, days=140) -> Rota:
        return create_rota(community=community, from_on=from_on, days=days, is_filed=True)

    def rows(self, kind: str) -> list[Evidence]:
        return list(kinds.evidence_kind(kind).rows(self.school, self.span))

    def right(self, kind: str) -> list[bool]:
        """Give how each record of a kind was judged, in the order of their days."""
        return [row.is_right for row in sorted(self.rows(kind), key=lambda row: row.on)]

    def adopt(self, document: str, *, from_on=START, **values):
        return create_adoption(school=self.school, document=document, from_on=from_on, by=self.principal, **values)

    def expand(self, *, as_of=TODAY) -> list[Obligation]:
        expand_term(school=self.school, term=self.term, as_of=as_of)
        return list(Obligation.objects.filter(school=self.school).live())

    def board(self, *, today=TODAY, user: User | None = None) -> Board:
        return board(self.school, self.term, today=today, user=user)

    def states(self, **on) -> dict[str, list[State]]:
        """Give the states of each requirement on the board, sorted."""
        found: dict[str, list[State]] = {}
        for cell in self.board(**on).cells:
            found.setdefault(cell.requirement.id, []).extend(line.state for line in cell.lines)
        return {name: sorted(states) for name, states in found.items()}


def session(rota: Rota, *, on=SESSION, hours=("14:00", "16:30"), kind="homework", venue: Venue | None = None) -> Slot:
    return create_slot(rota=rota, on=on, hours=hours, kind=kind, venue=venue)


def came(slot: Slot, number: int, first: str, last: str) -> Assignment:
    """Let the parent of that number be there from a moment to another."""
    return create_duty(
        slot=slot,
        guardian=parents_of(slot.community)[number],
        seat=number + 1,
        starts_at=moment(slot.on, first),
        ends_at=moment(slot.on, last),
        checked_in_at=moment(slot.on, first),
        checked_out_at=moment(slot.on, last),
    )


def home_of(community: Community) -> Venue:
    """Give the home of the leading parent."""
    return create_venue(community=community, kind=Venue.Kind.HOME, host=parents_of(community)[0])


def leave_on(membership: Membership, on: date) -> None:
    membership.state, membership.left_on, membership.is_leader, membership.leader_method = "left", on, False, ""
    membership.save()


def week(number: int) -> date:
    """Give the Monday so many weeks after the first session."""
    return SESSION + timedelta(weeks=number)
