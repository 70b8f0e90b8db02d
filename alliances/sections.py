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


@dataclass(frozen=True)
class Cell:
    """One value of a table of the yearly summary, with the page that lists what it counts ("" for none)."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class SummaryTable:
    """A table of the yearly summary R-11; `url` opens the page on which it can be looked at closer."""

    title: str
    headings: list[str]
    rows: list[list[Cell]]
    url: str = ""


# The yearly summary R-11 has places of its own: the matrix of the five commons and five links goes there.
MakesTable = Callable[[object, int], SummaryTable]
_summary_tables: dict[str, MakesTable] = {}


def register_summary_table(name: str, table: MakesTable) -> None:
    """Say what else stands in the yearly summary: `table(alliance, school_year)` gives it."""
    _summary_tables[name] = table


def summary_tables(alliance, school_year: int) -> list[SummaryTable]:
    """Give the tables of a year's summary."""
    return [table(alliance, school_year) for table in _summary_tables.values()]
