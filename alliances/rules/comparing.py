"""Figures of several schools side by side without showing few people (story 9, G4.1.1).

A figure over fewer than five people is nobody else's to see. It must not be found by difference either: what is kept
back of one school is in no sum, so that the alliance's mean and the other figures say nothing about it. A mean of one
school alone would be that school's figure under another name, so it takes two.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

FEWEST_PEOPLE = 5
FEWEST_SCHOOLS = 2


@dataclass(frozen=True)
class Tally:
    """One school's figure: `amount` ÷ `whole`, reckoned over so many people."""

    amount: int
    whole: int
    people: int

    @property
    def value(self) -> Fraction | None:
        return Fraction(self.amount, self.whole) if self.whole else None

    @property
    def is_shown(self) -> bool:
        """Tell whether it is over enough people; nobody at all is no figure."""
        return bool(self.whole) and self.people >= FEWEST_PEOPLE


@dataclass(frozen=True)
class Compared:
    """The own school beside its alliance. `schools` of `members` stand in the mean."""

    own: Fraction | None
    is_kept_back: bool
    mean: Fraction | None
    schools: int
    members: int


def mean_of(tallies: Iterable[Tally]) -> tuple[Fraction | None, int]:
    """Give the mean of the schools' figures, each school alike, and of how many; None where too few can be shown."""
    values = [tally.value for tally in tallies if tally.is_shown]
    if len(values) < FEWEST_SCHOOLS:
        return None, 0
    return sum(values) / len(values), len(values)


def gap_of(tallies: Iterable[Tally]) -> Fraction | None:
    """Give how far the highest and the lowest of the schools' figures lie apart; None where too few can be shown."""
    values = [tally.value for tally in tallies if tally.is_shown]
    return max(values) - min(values) if len(values) >= FEWEST_SCHOOLS else None


def compare(tallies: Mapping[int, Tally], own: int | None) -> Compared:
    """Give the figure of the school `own` beside the mean; None for who belongs to no school."""
    mean, schools = mean_of(tallies.values())
    tally = tallies.get(own) or Tally(0, 0, 0)
    value = tally.value if tally.is_shown else None
    return Compared(value, bool(tally.whole) and not tally.is_shown, mean, schools, len(tallies))
