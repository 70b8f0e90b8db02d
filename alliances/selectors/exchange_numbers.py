"""The numbers of staff exchange as the alliance's office has them: of scheme G5 at the school of its seat."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alliances.models import Alliance
from core.dates import Span
from rulebook.documents import loading
from rulebook.models import Adoption
from rulebook.rules.numbers import Numbers, version_for
from rulebook.selectors.in_force import versions_of

DOCUMENT = "G5"
FULL_TIME, EACH_SCHOOL, TEACHERS_ONLY = "full_time_on_1_september", "each_school", "teachers"


@dataclass(frozen=True)
class Rates:
    """What the scheme sets for a school year; None where nobody has set a number, which is not zero (X-31)."""

    share: Decimal | None
    backbone_share: Decimal | None
    min_years: Decimal
    duration_rule: str
    trainings: Decimal | None
    rank_bonus: Decimal | None
    transport: Decimal | None
    living: Decimal | None
    counts_full_time: bool
    by_school: bool
    of_teachers: bool


def year_span(year: int) -> Span:
    """Give the days of a school year."""
    return Span(date(year, 9, 1), date(year + 1, 9, 1))


def rates(alliance: Alliance, year: int) -> Rates | None:
    """Give the rates of a school year; None for a scheme that sets none; two statements.

    An alliance whose office has not adopted the scheme yet goes by the text.
    """
    if alliance.document != DOCUMENT:
        return None
    adoption = Adoption.objects.filter(school=alliance.seat_id, document=DOCUMENT).order_by("-from_on", "-pk").first()
    if adoption is None:
        return read(Numbers(loading.document(DOCUMENT)))
    versions = versions_of([adoption])[adoption.pk]
    return read(version_for(versions, year_span(year), adoption.from_on).numbers)


def read(numbers: Numbers) -> Rates:
    """Take the rates out of a version."""

    def get(key: str):
        return numbers.get(f"exchange.{key}")

    return Rates(
        share=get("share"),
        backbone_share=get("backbone_share"),
        min_years=get("min_school_years") or Decimal(0),
        duration_rule=get("duration_rule"),
        trainings=get("trainings_per_school_year"),
        rank_bonus=get("rank_bonus"),
        transport=get("transport_subsidy"),
        living=get("living_subsidy"),
        counts_full_time=get("base") == FULL_TIME,
        by_school=get("scope") == EACH_SCHOOL,
        of_teachers=get("backbone_of") == TEACHERS_ONLY,
    )
