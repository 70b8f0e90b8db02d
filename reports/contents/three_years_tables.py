"""The tables of R-12: goals by year with what shows them, unmet ones, how they came in, the schools' plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alliances.messages.goals import STANDINGS
from alliances.models import Alliance, Plan
from alliances.rules.goals import Mark, Standing
from alliances.selectors.goals import GoalLine, Year
from reports.kinds import Column, Table
from schools.models import School

YEARS = {1: "G5.1.2.1", 2: "G5.1.2.2", 3: "G5.1.2.3"}


@dataclass(frozen=True)
class Programme:
    """The three years of one alliance on a day; `plans` are (school, its newest plan or None)."""

    alliance: Alliance
    years: Sequence[Year]
    marks: Sequence[Mark]
    plans: Sequence[tuple[School, Plan | None]]
    large: int | None

    @property
    def lines(self) -> list[GoalLine]:
        return [line for year in self.years for line in year.lines]


def share(part: int, whole: int) -> str:
    """Give a part in per cent."""
    return f"{Decimal(part) / whole:.1%}" if whole else "–"


def tables_of(found: Programme, base: str, *, several: bool) -> list[Table]:
    """Put one alliance into tables, in the language of the moment; `base` begins the addresses of the pages."""
    of = f"{found.alliance.name} · " if several else ""
    return [
        _by_year(found, of),
        *(_year(year, of) for year in found.years),
        _unmet(found, of),
        _trend(found, of),
        _development(found, of),
        _pages(found, of, base),
    ]


def _by_year(found: Programme, of: str) -> Table:
    columns = [
        Column(pgettext("of a programme", "Year"), 22),
        Column(_("Goals of the year"), 10),
        Column(pgettext("goals", "Reached"), 10),
        Column(pgettext("goals", "Of these late"), 10),
        Column(_("Not reached in its year"), 14),
        Column(_("Share reached"), 10),
    ]
    rows = []
    for year in found.years:
        states = [line.standing for line in year.lines]
        late, unmet = states.count(Standing.REACHED_LATE), states.count(Standing.UNMET)
        rows.append([_title(year), len(states), year.done, late, unmet, share(year.done, len(states))])
    return Table(of + _("By year"), columns, rows)


def _title(year: Year) -> str:
    words = _("Year %(number)s") % {"number": year.number}
    return f"{words} · {year.span.from_on} – {year.span.last_on}" if year.span else words


def _year(year: Year, of: str) -> Table:
    columns = [
        Column(pgettext("what shall be reached", "Goal"), 30),
        Column(_("State"), 18),
        Column(_("Reached on"), 12),
        Column(_("What shows it"), 40),
        Column(_("Article"), 14),
    ]
    rows = [
        [
            str(line.goal), str(STANDINGS[line.standing]), _reached_on(line), _proofs(line),
            YEARS[year.number] if line.goal.code else "",
        ]
        for line in year.lines
    ]  # fmt: skip
    return Table(of + _title(year), columns, rows)


def _reached_on(line: GoalLine) -> date | str:
    return line.goal.done_on if line.standing.is_reached else "–"


def _proofs(line: GoalLine) -> str:
    return "\n".join(f"{proof.on} {proof.text}" for proof in line.proofs) or _("nothing yet")


def _unmet(found: Programme, of: str) -> Table:
    columns = [
        Column(pgettext("what shall be reached", "Goal"), 30),
        Column(_("Was to be reached by"), 14),
        Column(_("Proofs so far"), 10),
        Column(_("Why it is not reached"), 40),
    ]
    rows = [
        [str(line.goal), year.span.last_on, len(line.proofs), line.goal.why_unmet or _("no reason given")]
        for year in found.years
        for line in year.lines
        if line.standing is Standing.UNMET
    ]
    return Table(of + _("Not reached in their year"), columns, rows)


def _trend(found: Programme, of: str) -> Table:
    columns = [
        Column(pgettext("goals", "Until"), 12),
        Column(_("Goals to be reached by then"), 16),
        Column(pgettext("goals", "Reached"), 10),
        Column(_("Share of all goals"), 12),
    ]
    all_goals = len(found.lines)
    rows = [[mark.until, mark.wanted, mark.reached, share(mark.reached, all_goals)] for mark in found.marks]
    return Table(of + _("How the goals came in"), columns, rows)


def _development(found: Programme, of: str) -> Table:
    columns = [
        Column(_("School"), 20),
        Column(_("Development plan"), 30),
        Column(pgettext("of a plan", "Years"), 12),
        Column(_("Chapter on the alliance"), 14),
    ]
    rows = [[school.name, *_plan(plan)] for school, plan in found.plans]
    return Table(of + _("Development plans of the schools"), columns, rows)


def _plan(plan: Plan | None) -> list[str]:
    no = pgettext("in a table", "no")
    if plan is None:
        return [_("none yet"), "–", no]
    has_it = pgettext("in a table", "yes") if plan.holds_the_chapter else no
    return [plan.title, f"{plan.first_year}–{plan.last_year}", has_it]


def _pages(found: Programme, of: str, base: str) -> Table:
    """Say where the records stand, so that every figure can be followed to them."""
    goals = base + reverse("alliances:alliance_goals", args=[found.alliance.public_id])
    rows = [[_title(year), f"{goals}#year-{year.number}"] for year in found.years]
    plans = [(school, plan) for school, plan in found.plans if plan]
    rows += [
        [school.name, base + reverse("alliances:allianceplan_detail", args=[plan.public_id])] for school, plan in plans
    ]
    return Table(of + _("Pages of the records"), [Column(_("Records of"), 26), Column(_("Page"), 60)], rows)
