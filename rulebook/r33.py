"""R-33, the compliance board, as plain data, which the app of reports writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from rulebook import words
from rulebook.models import Version as AdoptedVersion
from rulebook.selectors.board import Board, Cell, Filter, board
from rulebook.selectors.lines import Line
from rulebook.selectors.names import bearers_of, names_of
from schools.models import School, Term

CODE = "R-33"


@dataclass(frozen=True)
class Column:
    """A heading, and its width in characters."""

    heading: str
    width: int


@dataclass(frozen=True)
class Table:
    """Rows of text, numbers and dates under columns."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True)
class Figure:
    """One number, and the articles that ask for what it counts."""

    key: str
    label: str
    value: int
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Version:
    """By which version of which document the numbers are."""

    document: str
    version: str


@dataclass(frozen=True)
class Report:
    """What the board says, of which school and period, as it stands on a day."""

    title: str
    school: str
    period: str
    on: date
    versions: Sequence[Version] = ()
    figures: Sequence[Figure] = ()
    tables: Sequence[Table] = ()


def gather(school: School, term: Term, on: date, *, user: User | None = None, wanted: Filter | None = None) -> Report:
    """Give the board of a term as it stands on a day: of what the user's board shows, or what every reader's does.

    A constant number of statements for any number of people.
    """
    found = board(school, term, today=on, user=user, wanted=wanted)
    lines = [line for cell in found.cells for line in cell.lines]
    names = names_of(bearers_of(lines))
    return Report(
        title=_("Compliance board"),
        school=str(school),
        period=str(term),
        on=on,
        versions=_versions(lines),
        figures=_figures(found),
        tables=[_summary(found.cells), _every_one(lines, names)],
    )


def _versions(lines: Sequence[Line]) -> list[Version]:
    rows = AdoptedVersion.objects.filter(pk__in={line.version for line in lines}).select_related("adoption")
    return [
        Version(
            f"{row.adoption.document} {row.adoption.text.title}",
            _("version %(number)s, in force from %(day)s")
            % {"number": row.number, "day": date_format(row.from_on, "DATE_FORMAT")},
        )
        for row in rows.order_by("adoption__document", "number")
    ]


def _figures(found: Board) -> list[Figure]:
    """Give how many are in each state, with the articles of those that are."""
    sums = [
        Figure(str(state), str(look.words), found.counts[state], _articles(c for c in found.cells if c.counts[state]))
        for state, look in words.STATES.items()
    ]
    nobody = sum(cell.nobody for cell in found.cells)
    articles = _articles(cell for cell in found.cells if cell.nobody)
    return [*sums, Figure("nobody", _("Nobody holds the post"), nobody, articles)]


def _articles(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(article for cell in cells for article in cell.requirement.articles))


def _summary(cells: Sequence[Cell]) -> Table:
    columns = [
        Column(_("Requirement"), 24),
        Column(pgettext("of a document", "Article"), 13),
        Column(_("Period"), 12),
        Column(_("Due by"), 15),
        *(Column(str(look.words), 9) for look in words.STATES.values()),
        Column(_("Nobody holds the post"), 9),
    ]
    return Table(_("Requirements"), columns, [_cell_row(cell) for cell in cells])


def _cell_row(cell: Cell) -> list[object]:
    counts = cell.counts
    return [
        str(cell.requirement.name),
        " ".join(cell.requirement.articles),
        words.period(cell.period, cell.document),
        cell.due_on,
        *(counts[state] for state in words.STATES),
        cell.nobody,
    ]


def _every_one(lines: Sequence[Line], names: dict[int, str]) -> Table:
    columns = [
        Column(_("Requirement"), 22),
        Column(pgettext("of a document", "Article"), 13),
        Column(_("Period"), 12),
        Column(_("Who owes it"), 18),
        Column(_("About"), 14),
        Column(_("Due by"), 18),
        Column(_("State"), 10),
        Column(pgettext("how many", "Done"), 7),
        Column(pgettext("how many", "Needed"), 7),
        Column(_("Waived because"), 14),
    ]
    return Table(_("Every obligation"), columns, [_line_row(line, names) for line in lines])


def _line_row(line: Line, names: dict[int, str]) -> list[object]:
    return [
        str(line.requirement.name),
        " ".join(line.requirement.articles),
        words.period(line.period, line.document),
        words.people(line.bearers, names),
        line.subject_name,
        line.due_on,
        str(words.STATES[line.state].words),
        _number(line.standing.value),
        _number(line.standing.needed),
        "; ".join(waiver.reason for waiver in line.waivers),
    ]


def _number(value: Decimal | None) -> int | Decimal | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value
