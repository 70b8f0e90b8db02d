"""Rows for tests of self-reports and the joint assessment; `december` is a day on which a report is asked for."""

from datetime import date
from decimal import Decimal

from alliances.models import IndicatorScore, SelfReport
from alliances.services import assessments, self_reports
from alliances.services.assessments import Wanted
from alliances.tests.factories import Allied, Member

DECEMBER = date(2026, 12, 5)
YEAR = 2026


def create_report(member: Member, *, today=DECEMBER, year=2026, month=12) -> SelfReport:
    return self_reports.begin(membership=member.membership, year=year, month=month, by=member.principal, today=today)


def create_indicators(allied: Allied, *, year=YEAR, weights=("2", "1"), source=""):
    """Set indicators, all entered, or the last one reckoned from `source`."""
    wanted = [Wanted(f"Indicator {n}", Decimal(weight)) for n, weight in enumerate(weights, 1)]
    if source:
        wanted.append(Wanted("Reckoned", Decimal(1), source=source))
    return assessments.set_indicators(
        alliance=allied.alliance, school_year=year, wanted=wanted, seen=0, by=allied.core.vice
    )


def give_points(allied: Allied, member: Member, points, *, year=YEAR) -> list[IndicatorScore]:
    """Enter a school's points for all indicators and have the office confirm them."""
    scheme = assessments.newest_scheme(allied.alliance, year)
    found = []
    for indicator, value in zip(scheme.indicators.filter(source=""), points, strict=True):
        score = assessments.enter_points(
            membership=member.membership,
            indicator=indicator,
            points=Decimal(value),
            evidence="Minutes",
            by=member.clerk,
        )
        found.append(assessments.confirm(score=score, points=score.points, by=allied.core.vice))
    return found
