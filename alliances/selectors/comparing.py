"""The schools of an alliance side by side in sums, and over the years (story 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from alliances.measures import Measure, measures
from alliances.models import Alliance, Membership
from alliances.rules.assessment import shown
from alliances.rules.comparing import FEWEST_PEOPLE, Compared, Tally, compare, gap_of
from alliances.selectors.own_measures import satisfaction_by_year
from core.dates import school_year

PERCENT = 100
YEARS_SHOWN = 3
LAST_DAY = (6, 30)  # the figures of a school year are those of its last day of lessons


@dataclass(frozen=True)
class Line:
    """One figure to be read."""

    title: str
    article: str
    is_share: bool
    found: Compared

    @property
    def own(self) -> Decimal | None:
        return self._value(self.found.own)

    @property
    def mean(self) -> Decimal | None:
        return self._value(self.found.mean)

    @property
    def difference(self) -> Decimal | None:
        if self.found.own is None or self.found.mean is None:
            return None
        return self.own - self.mean

    def _value(self, value: Fraction | None) -> Decimal | None:
        return shown(value * PERCENT if self.is_share and value is not None else value, 1)


def lines(members: Sequence[Membership], own: int | None, on: date) -> list[Line]:
    """Give each figure of the school `own` (a membership; None for the district) beside the alliance's mean."""
    return [_line(each, each.tallies(members, on), own) for each in measures()]


def _line(measure: Measure, tallies: dict[int, Tally], own: int | None) -> Line:
    return Line(measure.title, measure.article, measure.is_share, compare(tallies, own))


@dataclass(frozen=True)
class GapLine:
    """One figure of one school year: the own school's, the mean, and how far the schools lie apart (G4.1.1).

    `change` is that of the gap against the year before: below 0 the schools have come nearer.
    """

    line: Line
    year: int
    gap: Decimal | None
    change: Decimal | None


def gap_lines(alliance: Alliance, school: int | None, on: date) -> list[GapLine]:
    """Give the gaps of the last school years, each figure from its oldest year; some five statements a year.

    Of each year the schools count that were members on its last day; `school` is the own one.
    """
    first = max(school_year(alliance.from_on), school_year(on) - YEARS_SHOWN + 1)
    years = [(year, min(date(year + 1, *LAST_DAY), on)) for year in range(first, school_year(on) + 1)]
    members = {year: _members(alliance, day) for year, day in years}
    found: list[GapLine] = []
    for measure in (each for each in measures() if each.is_gap):
        before = None
        for year, day in years:
            own = next((each.pk for each in members[year] if each.school_id == school), None)
            each = _gap_line(measure, measure.tallies(members[year], day), own, year, before)
            before = each.gap
            found.append(each)
    return found


def _members(alliance: Alliance, day: date) -> list[Membership]:
    return list(Membership.objects.current(day).filter(alliance=alliance).select_related("school", "alliance"))


def _gap_line(measure: Measure, tallies: dict[int, Tally], own: int | None, year: int, before) -> GapLine:
    gap = gap_of(tallies.values())
    value = shown(gap * PERCENT if measure.is_share and gap is not None else gap, 1)
    change = value - before if value is not None and before is not None else None
    return GapLine(_line(measure, tallies, own), year, value, change)


def satisfaction_lines(members: Sequence[Membership], own: int | None) -> list[tuple[int, Line, Decimal | None]]:
    """Give satisfaction by year, oldest first, with the change of the own school against the year before."""
    found, before = [], None
    for year, tallies in sorted(satisfaction_by_year(members).items()):
        line = Line(str(year), "G5.1.1.1", True, compare(tallies, own))
        value = line.own if own else line.mean
        found.append((year, line, value - before if value is not None and before is not None else None))
        before = value
    return found


__all__ = ["FEWEST_PEOPLE", "GapLine", "Line", "gap_lines", "lines", "satisfaction_lines"]
