"""R-11: the alliance's school year by category and school; R-16: the five ones of a term (G4.3, G4.5.1, G5.3.4).

Both belong to the school of the alliance's office. They count schools, staff and pupils; they name nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.permissions import Permission
from alliances.evidence.things import seated
from alliances.models import Alliance, AllianceSummary, FiveOne
from alliances.rules.five_ones import FiveOnes, five_ones
from alliances.selectors import matrix
from alliances.selectors.activities import categories
from alliances.selectors.needs import answered
from alliances.selectors.terms import number_of
from core.dates import Span, school_year
from reports.kinds import Column, Figure, Gathered, ReportKind, Table, register
from schools.models import School, Term

FIVE_FIVE, SUMMARY, FIVE = ["G4.3.1", "G4.3.2"], ["G4.5.1"], ["G5.3.4.1"]


def year_of(term: Term) -> Span:
    """Give the school year of the term, from 1 September."""
    first = school_year(term.starts_on)
    return Span(date(first, 9, 1), date(first + 1, 9, 1))


@dataclass(frozen=True)
class Year:
    """One alliance in a school year, as plain values: rows of (school, counts by category, sum) and of sums.

    `words` are what the office wrote of the year, once it is given out: (part, text).
    """

    name: str
    matrix: Sequence[tuple[str, Sequence[int], int]]
    sums: Sequence[tuple[str, int, int, int, int]]
    levels: Sequence[tuple[str, int, int]]
    needs: tuple[int, int]
    words: Sequence[tuple[str, str]] = ()


def gather_year(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read the school year of the alliances whose office is at the school; a constant number for each of them."""
    span = year_of(term)
    years = [_year(each, span, on) for each in _alliances(school, span)]
    return written_year(years, school=str(school), period=f"{span.from_on.year}–{span.last_on.year}", on=on)


def _alliances(school: School, span: Span) -> list[Alliance]:
    return list(seated(school, span).select_related("seat").order_by("pk"))


def _year(alliance: Alliance, span: Span, on: date) -> Year:
    needs = answered(alliance, on, span)
    return Year(
        alliance.name,
        [(row.membership.school.name, [n for _code, n in row.cells], row.all) for row in matrix.matrix(alliance, span)],
        [(each.school.name, *sums) for each, *sums in matrix.by_school(alliance, span)],
        [(str(line.name), line.activities, line.staff) for line in matrix.levels(alliance, span)],
        (needs.answered, needs.raised),
        _words(alliance, span.from_on.year),
    )


def _words(alliance: Alliance, year: int) -> list[tuple[str, str]]:
    summary = AllianceSummary.objects.filter(alliance=alliance, school_year=year, issued_on__isnull=False).first()
    if summary is None:
        return []
    parts = [
        (pgettext("of a school year", "What was done"), summary.done),
        (_("What pressed"), summary.problems),
        (_("What comes next"), summary.next_steps),
    ]
    return [(part, text) for part, text in parts if text]


def written_year(years: Sequence[Year], *, school: str, period: str, on: date) -> Gathered:
    """Put the year into words, in the language of the moment."""
    parts = sum(row[2] for year in years for row in year.matrix)
    hosted = sum(row[1] for year in years for row in year.sums)
    done, raised = (sum(year.needs[place] for year in years) for place in (0, 1))
    return Gathered(
        title=_("Yearly summary of the alliance"),
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        figures=[
            Figure("activities", _("Activities held"), hosted, SUMMARY),
            Figure("participations", _("Participations confirmed by schools"), parts, FIVE_FIVE),
            Figure("needs", _("Needs raised"), raised, ["G4.4.5b"]),
            Figure("answered", _("Needs answered"), done, ["G4.4.5b"]),
        ],
        tables=[table for year in years for table in _year_tables(year, several=len(years) > 1)],
        signatures=[_("Made by"), _("Checked by"), _("Alliance office")],
    )


def _year_tables(year: Year, *, several: bool) -> list[Table]:
    of = f"{year.name} · " if several else ""
    names = [Column(str(words), 10) for words in categories().values()]
    note = _(
        "Counted are activities that were held and that the school has confirmed. An activity with two tags stands in"
        " both columns and once in the sum."
    )
    counted = [_school(), *names, Column(_("All activities"), 10)]
    sums = [_school(), Column(_("Hosted"), 10), Column(_("Took part"), 10), Column(_("Staff"), 10)]
    sums.append(Column(_("Pupils"), 10))
    levels = [Column(pgettext("of an alliance's network", "Level"), 24)]
    levels += [Column(pgettext("of an alliance", "Activities"), 10), Column(_("Staff named"), 14)]
    words = [Column(_("Part"), 14), Column(_("Words"), 70)]
    said = [Table(of + _("Summary of the office"), words, [list(row) for row in year.words])] if year.words else []
    return [
        Table(of + _("Five commons, five links"), counted, [[s, *n, all] for s, n, all in year.matrix], [note]),
        Table(of + _("Activities by school"), sums, [list(row) for row in year.sums]),
        Table(of + _("Participation by level"), levels, [list(row) for row in year.levels]),
        *said,
    ]


def _school() -> Column:
    return Column(_("School"), 20)


@dataclass(frozen=True)
class Sheet:
    """One alliance in a term: the five ones of each school, large events, visits by member school."""

    name: str
    rows: Sequence[tuple[str, FiveOnes]]
    large: Sequence[tuple[date, str, str]]
    visits: Sequence[tuple[str, int]]


def gather_term(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read the term of the alliances around a core school; a constant number of statements for each of them."""
    alliances = [each for each in _alliances(school, term.span) if each.has_core]
    sheets = [_sheet(each, term.span) for each in alliances]
    return written_term(sheets, school=str(school), period=str(term), on=on)


def _sheet(alliance: Alliance, span: Span) -> Sheet:
    least = number_of(alliance, "five_ones.per_kind_per_term", span.last_on)
    rows = matrix.five_ones_sheet(alliance, span, least=least)
    visits = matrix.visits(alliance, span)
    return Sheet(
        alliance.name,
        [(each.school.name, found) for each, found in rows],
        [(each.on, each.title, each.host.school.name) for each in matrix.large_events(alliance, span)],
        [(each.school.name, visits.get(each.pk, 0)) for each, _found in rows if each.part == each.Part.MEMBER],
    )


def written_term(sheets: Sequence[Sheet], *, school: str, period: str, on: date) -> Gathered:
    """Put the five ones into words, in the language of the moment."""
    rows = [row for sheet in sheets for row in sheet.rows]
    return Gathered(
        title=_("Five-ones sheet of the term"),
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        figures=[
            Figure("schools", _("Schools"), len(rows), FIVE),
            Figure("complete", _("Schools with five of five"), sum(found.is_complete for _name, found in rows), FIVE),
            Figure("large", _("Large events"), sum(len(sheet.large) for sheet in sheets), ["G5.3.3.1"]),
        ],
        tables=[table for sheet in sheets for table in _term_tables(sheet, several=len(sheets) > 1)],
        signatures=[_("Made by"), _("Checked by"), _("Alliance office")],
    )


def _term_tables(sheet: Sheet, *, several: bool) -> list[Table]:
    of = f"{sheet.name} · " if several else ""
    columns = [_school(), *(Column(str(kind.label), 12) for kind in FiveOne), Column(_("Of five"), 8)]
    columns.append(Column(pgettext("of the five ones", "Missing"), 30))
    comma = pgettext("between the items of a list", ", ")
    rows = [
        [name, *found.counts.values(), found.done, comma.join(str(FiveOne(kind).label) for kind in found.missing)]
        for name, found in sheet.rows
    ]
    large = [Column(_("Day"), 12), Column(_("Activity"), 30), Column(pgettext("of an activity", "Host school"), 20)]
    visits = [_school(), Column(_("Visits"), 10)]
    return [
        Table(
            of + _("Five ones of the term"), columns, rows, [_("An activity of two kinds counts for one kind only.")]
        ),
        Table(of + _("Large training and research event"), large, [list(row) for row in sheet.large]),
        Table(of + _("Visits of the core school to explain the alliance"), visits, [list(row) for row in sheet.visits]),
    ]


def sample_year() -> Gathered:
    """Give an invented year: what a template is tried with."""
    counts = [1] * len(categories())
    year = Year("示范联盟", [("甲校", counts, 6)], [("甲校", 2, 6, 30, 120)], [("教师", 6, 30)], (3, 4))
    return written_year([year], school="示范小学", period="2026–2027", on=date(2027, 6, 1))


def sample_term() -> Gathered:
    """Give an invented term: what a template is tried with."""
    rows = [("甲校", five_ones(FiveOne.values)), ("乙校", five_ones(["showcase"]))]
    sheet = Sheet("示范联盟", rows, [(date(2026, 10, 14), "大型教研", "甲校")], [("乙校", 1)])
    return written_term([sheet], school="示范小学", period="2026–2027 · 1", on=date(2027, 1, 20))


register(
    ReportKind(
        code="R-11",
        label=gettext_lazy("Yearly summary of the alliance"),
        about=gettext_lazy("Activities of the school year by category and school, by level, and needs answered."),
        permission=Permission.ALLIANCE_SCHOOL,
        gather=gather_year,
        sample=sample_year,
    )
)
register(
    ReportKind(
        code="R-16",
        label=gettext_lazy("Five-ones sheet of the term"),
        about=gettext_lazy("The five ones of every school, large events and visits to the members."),
        permission=Permission.ALLIANCE_SCHOOL,
        gather=gather_term,
        sample=sample_term,
    )
)
