"""The schools of an alliance side by side in sums, and over the years (story 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from alliances.measures import Measure, measures
from alliances.models import Membership
from alliances.rules.assessment import shown
from alliances.rules.comparing import FEWEST_PEOPLE, Compared, Tally, compare
from alliances.selectors.own_measures import satisfaction_by_year

PERCENT = 100


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


def satisfaction_lines(members: Sequence[Membership], own: int | None) -> list[tuple[int, Line, Decimal | None]]:
    """Give satisfaction by year, oldest first, with the change of the own school against the year before."""
    found, before = [], None
    for year, tallies in sorted(satisfaction_by_year(members).items()):
        line = Line(str(year), "G5.1.1.1", True, compare(tallies, own))
        value = line.own if own else line.mean
        found.append((year, line, value - before if value is not None and before is not None else None))
        before = value
    return found


__all__ = ["FEWEST_PEOPLE", "Line", "lines", "satisfaction_lines"]
