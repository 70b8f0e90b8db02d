"""What stands in the yearly summary beside the office's words: the five commons and five links (G4.3.1, G4.3.2)."""

from django.utils.translation import gettext as _

from alliances.models import Alliance
from alliances.sections import register_summary_table
from alliances.selectors import matrix
from alliances.selectors.activities import categories
from alliances.selectors.own_measures import year_span


def five_five(alliance: Alliance, school_year: int) -> tuple[str, list[str], list[list[str]]]:
    """Give how many activities each school confirmed by category in the year."""
    rows = matrix.matrix(alliance, year_span(school_year))
    headings = [_("School"), *(str(words) for words in categories().values()), _("All activities")]
    found = [[row.membership.school.name, *(str(n) for _code, n in row.cells), str(row.all)] for row in rows]
    return _("Five commons, five links"), headings, found


def register() -> None:
    """Put the matrix into the yearly summary; called when the app starts."""
    register_summary_table("five_five", five_five)
