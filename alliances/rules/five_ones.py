"""The five ones of a school and term (F-15)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from alliances.rules.codes import words_of


@dataclass(frozen=True)
class FiveOnes:
    """How often each kind was held, in the order of the text, and which are still missing."""

    counts: dict[str, int]
    missing: tuple[str, ...]

    @property
    def done(self) -> int:
        """So many of the five."""
        return len(self.counts) - len(self.missing)

    @property
    def is_complete(self) -> bool:
        return not self.missing


def five_ones(kinds: Iterable[str], *, least: Decimal | None = None) -> FiveOnes:
    """Judge a school's term by the kinds that its events count as: one kind for each event, "" for none.

    `least` is how often each kind is wanted; where nothing is set, once (G5.3.4.2–6 say "1").
    """
    held = Counter(kinds)
    wanted = Decimal(1) if least is None else least
    counts = {kind: held[kind] for kind in words_of("G5", "G5-L01")}
    return FiveOnes(counts, tuple(kind for kind, number in counts.items() if number < wanted))
