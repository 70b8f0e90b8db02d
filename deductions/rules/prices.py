"""What an event costs by a price list: plain values, whichever list they come from (C4, forms.md 8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from deductions.kinds import Event

CENT = Decimal("0.01")
ROUNDINGS = {"floor": ROUND_FLOOR, "ceil": ROUND_CEILING, "half_up": ROUND_HALF_UP}


class Unit(StrEnum):
    """Points unless the principal has switched to money (X-33, L-12); `none` deducts nothing."""

    POINTS = "points"
    YUAN = "yuan"
    NONE = "none"


class How(StrEnum):
    """How the count is found that is multiplied with the amount."""

    TIMES = "times"
    SHORT = "short"
    SHARE = "share"
    DAYS = "days"


HOW = {
    Event.PLANS_SHORT_AT_START: How.SHORT,
    Event.MARKINGS_SHORT: How.SHORT,
    Event.PLANS_SHORT: How.SHARE,
    Event.SUMMARY_LATE: How.DAYS,
    Event.PAPER_LATE: How.DAYS,
}


@dataclass(frozen=True)
class Price:
    """One line of a price list. Without an `amount` a person decides how much, with a reason (C4-D04).

    `conduct` are the conduct points that each unit costs beside (C4-D03); `most` bounds one entry. `share`,
    `reading` and `rounding` are of C4-D08 only, `in_school_days` of what is late by days (F-11).
    """

    code: str
    event: str
    name: object
    amount: Decimal | None
    each: object = ""
    articles: tuple[str, ...] = ()
    share: Decimal = Decimal(1)
    reading: str = "A"
    rounding: str = "floor"
    in_school_days: bool = False
    conduct: Decimal | None = None
    most: Decimal | None = None
    needs_proof: bool = False
    verifier: object = ""

    @property
    def how(self) -> How:
        return HOW.get(self.event, How.TIMES)

    @property
    def is_discretionary(self) -> bool:
        return self.amount is None


@dataclass(frozen=True)
class PriceTable:
    """A price list as it counts on one day: `source` is the document or "own", `version` the row it was read from."""

    source: str
    version: int
    unit: Unit
    prices: Mapping[str, Price] = field(default_factory=dict)
    cap_per_month: Decimal | None = None
    cap_per_term: Decimal | None = None
    wants_yuan: bool = False

    @property
    def deducts(self) -> bool:
        return self.unit is not Unit.NONE

    def price_of(self, event: str) -> Price | None:
        """Give the first line that names an event; "something else" is chosen by a person."""
        if event == Event.OTHER:
            return None
        return next((price for price in self.prices.values() if price.event == event), None)
