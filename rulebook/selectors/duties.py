"""What one person owes in the terms that run at his or her schools: by urgency, and many alike as one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from accounts.models import User
from core.dates import monday_of, month_span
from rulebook import kinds
from rulebook.documents.schema import Document, Measure, Requirement
from rulebook.models import Obligation
from rulebook.rules.frames import Frame
from rulebook.rules.judging import Bucket, State
from rulebook.selectors.board import obligations_of
from rulebook.selectors.current import term_among
from rulebook.selectors.in_force import frame_among
from rulebook.selectors.lines import Line, lines_of
from schools.models import School, Term

OPEN = (State.LATE, State.DUE, State.NOT_DUE)


class Section(StrEnum):
    """When something is to be done, the most urgent first; the last holds what is done or waived."""

    LATE = "late"
    WEEK = "week"
    MONTH = "month"
    TERM = "term"
    CLOSED = "closed"


@dataclass(frozen=True)
class Block:
    """One requirement in one period at one school: a single obligation, or many alike about different things."""

    school: School
    section: Section
    lines: list[Line]
    today: date

    @property
    def first(self) -> Line:
        """The line that speaks for all: the most urgent."""
        return self.lines[0]

    @property
    def requirement(self) -> Requirement:
        return self.first.requirement

    @property
    def document(self) -> Document:
        return self.first.document

    @property
    def open_lines(self) -> list[Line]:
        return [line for line in self.lines if line.state in OPEN]

    @property
    def asked(self) -> int:
        """How many are asked for: all but the waived."""
        return sum(line.state is not State.WAIVED for line in self.lines)

    @property
    def done(self) -> int:
        return sum(line.state is State.DONE for line in self.lines)

    @property
    def state(self) -> State:
        return self.first.state

    @property
    def due_on(self) -> date:
        return self.first.due_on

    @property
    def kind(self) -> kinds.EvidenceKind | None:
        """The app that keeps the records; None where they are entered by hand."""
        return kinds.evidence_kind(self.requirement.evidence)

    @property
    def now(self) -> Bucket | None:
        """The week or day that runs, of a weekly or daily duty."""
        return current_bucket(self.first, self.today)


@dataclass
class Duties:
    """What somebody owes: blocks in the order of their urgency."""

    blocks: list[Block] = field(default_factory=list)

    def within(self, *sections: Section) -> list[Block]:
        return [block for block in self.blocks if block.section in sections]

    def counts(self) -> dict[str, int]:
        """Give how many obligations are open in each section, and how many are closed."""
        found = dict.fromkeys(Section, 0)
        for block in self.blocks:
            number = len(block.lines) if block.section is Section.CLOSED else len(block.open_lines)
            found[block.section] += number
        return found


def duties_of(user: User, *, today: date) -> Duties:
    """Give what the user owes at all schools; a constant number of statements for each school."""
    schools = list(School.objects.visible_to(user).filter(pk__in=user.school_ids()).order_by("pk"))
    terms = defaultdict(list)
    for term in Term.objects.filter(school__in=schools):
        terms[term.school_id].append(term)
    blocks = [block for school in schools for block in _blocks(user, school, terms[school.pk], today)]
    return Duties(sorted(blocks, key=_urgency))


def lines_in_term(
    user: User, school: School, terms: list[Term], *, today: date, requirements: Collection[str] | None = None
) -> list[Line]:
    """Give the lines of what the user owes in the term that runs, and of what earlier ones left to be done in it.

    `requirements` keeps those of these codes.
    """
    term = running(terms, today)
    if term is None:
        return []
    frame = frame_among(school, term, terms)
    owed = Obligation.objects.live().borne_by(user).filter(school=school)
    left = owed.filter(term__starts_on__lt=term.starts_on, due_on__gte=term.starts_on)
    owed = obligations_of(term, frame=frame).borne_by(user) | left
    if requirements is not None:
        owed = owed.filter(requirement__in=requirements)
    return lines_of(school, owed, frame, today=today)


def alike(user: User, obligation: Obligation) -> Iterable[Obligation]:
    """Give what the user may enter records for of the same requirement and period, borne by the same people.

    What each owes alone is alike for all of them: an office enters it for several people at once.
    """
    found = (
        Obligation.objects.live()
        .attestable_by(user)
        .filter(
            school=obligation.school_id,
            adoption=obligation.adoption_id,
            requirement=obligation.requirement,
            period=obligation.period,
        )
    )
    requirement = obligation.adoption.text.requirements[obligation.requirement]
    if not requirement.bears_each:
        found = found.filter(bearers=obligation.bearers)
    return found.order_by("subject_name", "pk")


def frame_for(school: School, term: Term | None, *, today: date) -> Frame | None:
    """Give the frame by which an obligation is judged: of its term; for a long one, of the term that runs."""
    terms = list(Term.objects.filter(school=school))
    term = term or running(terms, today)
    return frame_among(school, term, terms) if term else None


def current_bucket(line: Line, today: date) -> Bucket | None:
    """Give the week or day of a weekly or daily duty that runs today."""
    return next((bucket for bucket in line.standing.buckets if today in bucket.span), None)


def running(terms: list[Term], today: date) -> Term | None:
    """Give the term in which people work: that of the day, else the first to come."""
    return term_among(terms, today) or min(terms, key=lambda term: term.starts_on, default=None)


def _blocks(user: User, school: School, terms: list[Term], today: date) -> list[Block]:
    lines = lines_in_term(user, school, terms, today=today)
    together = defaultdict(list)
    for line in sorted(lines, key=lambda line: _rank(line, today)):
        together[line.document.id, line.requirement.id, line.period].append(line)
    return [Block(school, section_of(found[0], today), found, today) for found in together.values()]


def section_of(line: Line, today: date) -> Section:
    """Give where a line stands: late, to be done this week, this month, later in the term, or closed."""
    if line.state not in OPEN:
        return Section.CLOSED
    if line.state is State.LATE:
        return Section.LATE
    if line.requirement.measure is Measure.BUCKETS:
        return _section_of_buckets(line, today)
    if line.requirement.measure in (Measure.NONE, Measure.JUDGED):
        return Section.TERM  # nothing to do by a day: it is looked at when the period is over
    if line.due_on < monday_of(today) + timedelta(days=7):
        return Section.WEEK
    return Section.MONTH if line.due_on < month_span(today.year, today.month).to_on else Section.TERM


def _section_of_buckets(line: Line, today: date) -> Section:
    now = current_bucket(line, today)
    asks_now = now is not None and not now.is_waived and not now.is_met
    return Section.WEEK if asks_now else Section.TERM


def _rank(line: Line, today: date) -> tuple:
    places = list(Section)
    return places.index(section_of(line, today)), line.due_on, line.subject_name


def _urgency(block: Block) -> tuple:
    return *_rank(block.first, block.today)[:2], block.document.id, block.requirement.id
