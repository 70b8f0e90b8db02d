"""Figures of member schools that are reckoned from records: sums over people, never a person.

They stand in the comparison of schools and on the district's page (G4.1.1), and those in per cent can be an indicator
of the joint assessment (F-16). Other areas register theirs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from alliances.rules.comparing import Tally

Tallies = Callable[[Sequence[object], date], dict[int, Tally]]


@dataclass(frozen=True)
class Measure:
    """`tallies(memberships, on)` gives by membership id, in a number of statements that does not grow with people.

    `is_share` figures lie between 0 and 1 and are printed in per cent. `is_gap` ones are followed over the years: how
    far the schools lie apart (G4.1.1).
    """

    code: str
    title: str
    article: str
    tallies: Tallies
    is_share: bool = True
    is_gap: bool = True


_measures: dict[str, Measure] = {}


def register_measure(measure: Measure) -> None:
    """Make a figure known; called when the apps start."""
    _measures[measure.code] = measure


def measures() -> list[Measure]:
    """Give all, in the order in which they were registered."""
    return list(_measures.values())


def measure(code: str) -> Measure | None:
    """Give one by its code; None where no app keeps it any more."""
    return _measures.get(code)


def sources() -> list[tuple[str, str]]:
    """Give what an indicator can be reckoned from: (code, title)."""
    return [(each.code, each.title) for each in _measures.values() if each.is_share]
