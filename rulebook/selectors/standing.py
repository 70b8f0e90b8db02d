"""The few figures of first pages: how the school stands for a leader, and how one stands oneself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from rulebook.rules.judging import State
from rulebook.selectors.board import board
from rulebook.selectors.duties import Section, duties_of
from schools.models import School, Term


@dataclass(frozen=True)
class TermStanding:
    """How many obligations of a term are in which state, and how many have nobody to bear them."""

    counts: Mapping[State, int]
    nobody: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def late(self) -> int:
        return self.counts[State.LATE]

    @property
    def due(self) -> int:
        return self.counts[State.DUE]

    @property
    def done(self) -> int:
        return self.counts[State.DONE]


@dataclass(frozen=True)
class OwnStanding:
    """What somebody has missed, and what is to be done by the end of this week."""

    late: int
    this_week: int


def term_standing(school: School, term: Term, *, user: User, today: date) -> TermStanding:
    """Give the figures of the user's board of a term; a constant number of statements for any number of people."""
    found = board(school, term, today=today, user=user)
    return TermStanding(found.counts, sum(cell.nobody for cell in found.cells))


def own_standing(user: User, *, today: date) -> OwnStanding:
    """Give the figures of one's own duties at all schools."""
    counts = duties_of(user, today=today).counts()
    return OwnStanding(counts[Section.LATE], counts[Section.WEEK])
