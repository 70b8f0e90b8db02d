"""What the pages of the board show beside the board itself: the choices of its filter, and one cell line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from accounts.models import User
from registry.models import TeacherGroup
from rulebook import words
from rulebook.documents import loading
from rulebook.models import ExpandedTerm
from rulebook.rules.judging import State
from rulebook.selectors.board import Board, Cell, Filter, assemble, board, obligations_of
from rulebook.selectors.in_force import frame_among
from rulebook.selectors.lines import Line
from rulebook.selectors.names import names_of
from schools.models import School, Term


@dataclass(frozen=True)
class Choices:
    """What the filter can be set to: pairs of a value and its words, of what the user's board holds at all."""

    documents: list[tuple[str, str]] = field(default_factory=list)
    roles: list[tuple[str, str]] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)
    periods: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class BoardPage:
    """The board as filtered, and how many are in each state before the filter of the state."""

    shown: Board
    whole: Board
    nobody: int


def board_page(school: School, term: Term, *, user: User, today: date, wanted: Filter) -> BoardPage:
    """Give a term's board; the figures on top stand for all states, so that each leads to its own."""
    whole = board(school, term, today=today, user=user, wanted=replace(wanted, state="", nobody=False))
    lines = [line for cell in whole.cells for line in cell.lines]
    shown = assemble(lines, whole.frame, wanted) if wanted.state or wanted.nobody else whole
    return BoardPage(shown, whole, sum(cell.nobody for cell in whole.cells))


def choices(school: School, term: Term, *, user: User) -> Choices:
    """Give the choices of the filter; five statements."""
    frame = frame_among(school, term, school.every_term)
    owed = obligations_of(term, frame=frame).on_boards_of(user).order_by()
    rows = list(owed.values_list("adoption__document", "requirement", "period", "group_id", "bearers"))
    documents = {row[0]: loading.document(row[0]) for row in rows}
    requirements = {(row[0], row[1]) for row in rows}
    legs = [leg for d, r in sorted(requirements) for leg in documents[d].requirements[r].legs]
    periods = {row[2]: words.period(row[2], documents[row[0]]) for row in sorted(rows, key=lambda row: row[2])}
    names = names_of(user for row in rows for user in row[4])
    groups = TeacherGroup.objects.filter(pk__in={row[3] for row in rows if row[3]})
    return Choices(
        documents=[(d, f"{d} {documents[d].title}") for d in sorted(documents)],
        roles=[(code, words.role(code)) for code in dict.fromkeys(code for leg in legs for code in leg.who)],
        groups=[(str(pk), name) for pk, name in groups.order_by("name").values_list("pk", "name")],
        people=sorted(((str(pk), name) for pk, name in names.items()), key=lambda pair: pair[1]),
        periods=list(periods.items()),
    )


def last_expanded(term: Term, *, user: User) -> ExpandedTerm | None:
    """Give when the term was last brought up to date."""
    return ExpandedTerm.objects.visible_to(user).filter(term=term).first()


@dataclass(frozen=True)
class Row:
    """A line of one cell with the words by which it is searched and sorted."""

    line: Line
    bearers: str
    about: str


SORTS = {
    "bearer": lambda row: (row.bearers, row.about),
    "about": lambda row: (row.about, row.bearers),
    "due": lambda row: (row.line.due_on, row.bearers),
    "state": lambda row: (list(State).index(row.line.state), row.bearers),
    "done": lambda row: (_share(row.line), row.bearers),
}


def rows_of(cell: Cell, *, names: Mapping[int, str], text: str = "", sort: str = "bearer") -> list[Row]:
    """Give the lines of a cell whose people or things hold the text, in the order asked for ("-due": turned round)."""
    rows = [Row(line, words.people(line.bearers, names), line.subject_name) for line in cell.lines]
    text = text.strip().casefold()
    rows = [row for row in rows if text in f"{row.bearers} {row.about}".casefold()]
    word = sort if sort.removeprefix("-") in SORTS else "bearer"
    return sorted(rows, key=SORTS[word.removeprefix("-")], reverse=word.startswith("-"))


def totals(rows: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """Give for each bearer how many are done, of how many."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        done, asked = found.get(row.bearers, (0, 0))
        is_asked = row.line.state is not State.WAIVED
        found[row.bearers] = (done + (row.line.state is State.DONE), asked + is_asked)
    return found


def _share(line: Line) -> float:
    needed = line.standing.needed
    return float(line.standing.value / needed) if needed else 0.0


def of_cell(wanted: Filter, *, requirement: str, period: str) -> Filter:
    """Narrow a filter to one requirement in one period; "" for a word of the address that is missing."""
    return replace(wanted, requirement=requirement or "?", period=period or "?")
