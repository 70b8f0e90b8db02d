"""The sections of a self-inspection report, and who fills their figures (G5.4.3, R-13).

Each area of the portal registers the figures of its section; the six of the scheme are there from the start and hold
the school's own words where nothing is registered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dates import Span


@dataclass(frozen=True)
class Figure:
    """One number or word, with the article it answers and the page that shows what it counts ("" for none)."""

    label: str
    value: str
    article: str = ""
    url: str = ""


Figures = Callable[[object, Span], Iterable[Figure]]


@dataclass(frozen=True)
class Section:
    """`figures(membership, span)` gives the figures of a member school in those days."""

    name: str
    title: str
    figures: Figures


def _nothing(membership, span: Span) -> list[Figure]:
    return []


_sections: dict[str, Section] = {
    name: Section(name, title, _nothing)
    for name, title in (
        ("scheme", _("What the scheme asks")),
        ("meetings", pgettext_lazy("of a self-report", "Meetings")),
        ("activities", pgettext_lazy("of a self-report", "Activities")),
        ("exchange", _("Staff exchange")),
        ("five_ones", _("Five ones")),
        ("goals", pgettext_lazy("of a self-report", "Goals")),
        ("honours", pgettext_lazy("of a self-report", "Honours")),
    )
}


def register_section(name: str, title: str, figures: Figures) -> None:
    """Say what a section tells; called when the apps start. A new name comes after those of the scheme."""
    _sections[name] = Section(name, title, figures)


def sections() -> list[Section]:
    """Give all sections in their order."""
    return list(_sections.values())


def title_of(name: str) -> str:
    """Give the title of a section; its name where no app knows it any more."""
    return _sections[name].title if name in _sections else name


# The yearly summary R-11 has places of its own: the matrix of the five commons and five links goes there.
SummaryTable = Callable[[object, int], tuple[str, list[str], list[list[str]]] | None]
_summary_tables: dict[str, SummaryTable] = {}


def register_summary_table(name: str, table: SummaryTable) -> None:
    """Say what else stands in the yearly summary: `table(alliance, school_year)` gives (title, headings, rows)."""
    _summary_tables[name] = table


def summary_tables(alliance, school_year: int) -> list[tuple[str, list[str], list[list[str]]]]:
    """Give the tables of a year's summary."""
    found = (table(alliance, school_year) for table in _summary_tables.values())
    return [each for each in found if each]
