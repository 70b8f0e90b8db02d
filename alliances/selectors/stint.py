"""One person's exchange: what was served, the ranks with the bonus, the subsidies month by month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alliances.models import Stint, StintAssessment
from alliances.rules import exchange as rules
from alliances.selectors.exchange import served_by
from alliances.selectors.exchange_numbers import Rates, rates
from core.dates import Span, school_year


@dataclass(frozen=True)
class Assessed:
    """An assessment with the raw rank and the one after the exchange; `rank` is None where no bonus is set (X-31)."""

    row: StintAssessment
    rank: int | None
    is_set: bool


@dataclass(frozen=True)
class Month:
    """One month of the exchange with the subsidies; None where no amount is set (X-31)."""

    first_on: date
    transport: Decimal | None
    living: Decimal | None
    note: str


@dataclass(frozen=True)
class Dossier:
    """All that the page of a stint shows besides the stint."""

    stint: Stint
    rates: Rates | None
    served: rules.Served | None
    assessments: list[Assessed]
    months: list[Month]
    trainings_of_year: int

    @property
    def has_training(self) -> bool:
        """Tell whether the outside trainings of the newest school year of the stint are enough (G5.3.5.4)."""
        least = self.rates.trainings if self.rates else None
        return least is None or self.trainings_of_year >= least


def dossier(stint: Stint, today: date) -> Dossier:
    """Gather it; eight statements."""
    year = school_year(min(max(today, stint.from_on), stint.last_on))
    found = rates(stint.alliance, year)
    bonus = found.rank_bonus if found else None
    assessed = [
        Assessed(each, _rank(each, bonus), bonus is not None)
        for each in stint.assessments.select_related("term__school")
    ]
    trainings = [each for each in stint.trainings.all() if school_year(each.on) == year]
    served = served_by([stint], found, today).get(stint.person_id)
    return Dossier(stint, found, served, assessed, months(stint, found, today), len(trainings))


def _rank(row: StintAssessment, bonus: Decimal | None) -> int | None:
    return rules.adjusted_rank(row.raw_rank, bonus=bonus, passed=row.result != StintAssessment.Result.FAILED)


def months(stint: Stint, found: Rates | None, today: date) -> list[Month]:
    """Give the months that have begun, newest first, each with its note and subsidies; one statement."""
    if not stint.has_begun:
        return []
    notes = {each.month: each.text for each in stint.notes.all()}
    touched = [each for each in rules.months_touched(Span(stint.from_on, stint.to_on)) if each <= today]
    transport, living = (found.transport, found.living) if found else (None, None)
    return [Month(each, transport, living, notes.get(each, "")) for each in reversed(touched)]
