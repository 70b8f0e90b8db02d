"""The share of needs that were answered (G4.4.5b)."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Answered:
    """So many of the needs raised; `target` is None where the school sets none."""

    answered: int
    raised: int
    target: Decimal | None = None

    @property
    def percent(self) -> int | None:
        """The share in whole percent, rounded down, so that 100 means all; None without needs."""
        return self.answered * 100 // self.raised if self.raised else None

    @property
    def is_reached(self) -> bool | None:
        """Whether the target is reached, by exact decimals; None without a target or needs."""
        if self.target is None or not self.raised:
            return None
        return self.answered >= self.target * self.raised

    @property
    def target_percent(self) -> Decimal | None:
        return None if self.target is None else self.target * 100
