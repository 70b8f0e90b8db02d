"""The compliance board R-33: requirement by period, with how its obligations stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from rulebook.documents.schema import Document, Requirement
from rulebook.models import Obligation
from rulebook.rules.frames import Frame
from rulebook.rules.judging import State
from rulebook.selectors.in_force import frame_among
from rulebook.selectors.lines import Line, lines_of
from schools.models import School, Term


@dataclass(frozen=True)
class Filter:
    """What of the board is wanted; empty means all."""

    document: str = ""
    requirement: str = ""
    period: str = ""
    role: str = ""
    group: int | None = None
    person: int | None = None
    state: str = ""
    nobody: bool = False


@dataclass
class Cell:
    """One requirement in one period."""

    document: Document
    requirement: Requirement
    period: str
    opens_on: date
    due_on: date
    lines: list[Line] = field(default_factory=list)

    @property
    def counts(self) -> Counter:
        return Counter(line.state for line in self.lines)

    @property
    def state(self) -> State:
        """Give the worst state of its obligations."""
        order = (State.LATE, State.DUE, State.NOT_DUE, State.DONE, State.WAIVED)
        counts = self.counts
        return next(state for state in order if counts[state])

    @property
    def done(self) -> int:
        return self.counts[State.DONE]

    @property
    def asked(self) -> int:
        """How many are asked for: all but the waived."""
        return len(self.lines) - self.counts[State.WAIVED]

    @property
    def nobody(self) -> int:
        return sum(line.has_nobody for line in self.lines)


@dataclass(frozen=True)
class Board:
    """The cells in the order of the documents, and the counts over all."""

    frame: Frame
    cells: list[Cell]
    counts: Counter

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def obligations_of(term: Term, *, frame: Frame) -> QuerySet[Obligation]:
    """Give what is owed in a term: its own obligations and the long ones that reach into it."""
    long = Q(term=None, opens_on__lt=frame.reach.to_on, due_on__gte=frame.since)
    return Obligation.objects.live().filter(Q(term=term) | long, school=term.school_id)


def is_owed_in(obligation: Obligation, term: Term, frame: Frame) -> bool:
    """Tell of an obligation at hand what `obligations_of` asks the database."""
    if obligation.term_id is not None or obligation.school_id != term.school_id:
        return obligation.term_id == term.pk
    return obligation.opens_on < frame.reach.to_on and obligation.due_on >= frame.span.from_on


def narrowed(obligations: QuerySet[Obligation], wanted: Filter) -> QuerySet[Obligation]:
    """Narrow by what the database knows; the state is known only after judging."""
    if wanted.document:
        obligations = obligations.filter(adoption__document=wanted.document)
    for name, field_name in (("requirement", "requirement"), ("period", "period"), ("group", "group_id")):
        if value := getattr(wanted, name):
            obligations = obligations.filter(**{field_name: value})
    if wanted.person:
        obligations = obligations.filter(bearers__contains=[wanted.person])
    return obligations


def board(school: School, term: Term, *, today: date, user=None, wanted: Filter | None = None) -> Board:
    """Give the board of a term as it stands on a day; of what the user's board shows, or (for
    the command and reports) what every reader's does."""
    frame = frame_among(school, term, school.every_term)
    obligations = obligations_of(term, frame=frame)
    obligations = obligations.on_boards_of(user) if user else obligations.for_everyone_on_the_board()
    lines = lines_of(school, narrowed(obligations, wanted or Filter()), frame, today=today)
    return assemble(lines, frame, wanted or Filter())


def assemble(lines: Iterable[Line], frame: Frame, wanted: Filter) -> Board:
    """Put lines into cells; the same for a stored term and for a trial."""
    lines = [line for line in lines if _is_wanted(line, wanted)]
    cells: dict[tuple[str, str], Cell] = {}
    for line in lines:
        key = (line.requirement.id, line.period)
        if key not in cells:
            cells[key] = Cell(line.document, line.requirement, line.period, line.opens_on, line.due_on)
        cells[key].lines.append(line)
        cells[key].opens_on = min(cells[key].opens_on, line.opens_on)
        cells[key].due_on = max(cells[key].due_on, line.due_on)
    order = _order(cells.values())
    return Board(
        frame,
        sorted(cells.values(), key=lambda cell: order[cell.requirement.id, cell.period]),
        Counter(line.state for line in lines),
    )


def _is_wanted(line: Line, wanted: Filter) -> bool:
    if wanted.state and line.state != wanted.state:
        return False
    if wanted.nobody and not line.has_nobody:
        return False
    return not wanted.role or any(wanted.role in leg.who for leg in line.requirement.legs)


def _order(cells: Iterable[Cell]) -> dict[tuple[str, str], tuple]:
    """Order by document, then as the document has its requirements, then by day."""
    places: dict[str, dict[str, int]] = defaultdict(dict)
    found = {}
    for cell in cells:
        of_document = places[cell.document.id]
        if not of_document:
            of_document.update({name: n for n, name in enumerate(cell.document.requirements)})
        place = of_document[cell.requirement.id]
        found[cell.requirement.id, cell.period] = (cell.document.id, place, cell.due_on, cell.period)
    return found
