"""What stands in the yearly summary beside the office's words: the five commons and five links (G4.3.1, G4.3.2)."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.models import Alliance
from alliances.sections import Cell, SummaryTable, register_summary_table
from alliances.selectors import matrix
from alliances.selectors.activities import categories
from alliances.selectors.own_measures import year_span


def five_five(alliance: Alliance, school_year: int) -> SummaryTable:
    """Give how many activities each school confirmed by category in the year, each number with its list."""
    here = {"alliance": alliance.public_id, "term": f"year-{school_year}"}
    headings = [_("School"), *(str(words) for words in categories().values()), _("All activities")]
    rows = [_row(row, here) for row in matrix.matrix(alliance, year_span(school_year))]
    return SummaryTable(_("Five commons, five links"), headings, rows, _address("activity_matrix", here))


def _row(row: matrix.MatrixRow, here: dict) -> list[Cell]:
    counted = here | {"school": row.membership.public_id, "state": "counting"}
    cells = [_cell(number, counted | {"category": code}) for code, number in row.cells]
    return [Cell(row.membership.school.name), *cells, _cell(row.all, counted)]


def _cell(number: int, asked: dict) -> Cell:
    return Cell(str(number), _address("activity_list", asked) if number else "")


def _address(name: str, asked: dict) -> str:
    return f"{reverse(f'alliances:{name}')}?{urlencode(asked)}"


def register() -> None:
    """Put the matrix into the yearly summary; called when the app starts."""
    register_summary_table("five_five", five_five)
