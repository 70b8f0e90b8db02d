"""All alliances of a district in sums: no person, and no school's figure over few people (story 9)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alliances.models import Alliance, AssessmentStatement, Membership
from alliances.rules.assessment import shown
from alliances.rules.comparing import mean_of
from alliances.selectors.own_measures import satisfaction_by_year
from alliances.selectors.self_reports import Asked, asked_of
from core.dates import school_year

PERCENT = 100


@dataclass(frozen=True)
class Overview:
    """One alliance in a line. `trend` are the yearly means of satisfaction in per cent, oldest first."""

    alliance: Alliance
    schools: int
    reports_asked: int
    reports_in: int
    reports_overdue: int
    is_assessed: bool
    trend: list[tuple[int, Decimal]]


def overview(alliances: Iterable[Alliance], today: date) -> list[Overview]:
    """Give a line for each alliance; four statements for all, and two for the scheme of each."""
    alliances = list(alliances)
    members = list(
        Membership.objects.current(today).filter(alliance__in=alliances).select_related("school", "alliance__seat")
    )
    by_alliance = defaultdict(list)
    for member in members:
        by_alliance[member.alliance_id].append(member)
    asked = defaultdict(list)
    for each in asked_of(members, today):
        asked[each.membership.alliance_id].append(each)
    years = satisfaction_by_year(members)
    closed = AssessmentStatement.objects.filter(alliance__in=alliances, school_year=school_year(today))
    assessed = set(closed.values_list("alliance", flat=True))
    return [_line(each, by_alliance[each.pk], asked[each.pk], each.pk in assessed, years) for each in alliances]


def _line(alliance: Alliance, members: list[Membership], asked: list[Asked], is_assessed: bool, years) -> Overview:
    return Overview(
        alliance,
        len(members),
        len(asked),
        sum(each.is_handed_in for each in asked),
        sum(each.is_overdue for each in asked),
        is_assessed,
        _trend(members, years),
    )


def _trend(members: list[Membership], years: dict) -> list[tuple[int, Decimal]]:
    found = []
    for year, tallies in sorted(years.items()):
        mean, _schools = mean_of(tallies[each.pk] for each in members)
        if mean is not None:
            found.append((year, shown(mean * PERCENT, 1)))
    return found


def assessment_trend(alliance: Alliance) -> list[tuple[int, str]]:
    """Give the alliance's mean of each closed school year, oldest first; one statement."""
    newest: dict[int, str] = {}
    for each in AssessmentStatement.objects.filter(alliance=alliance).order_by("school_year", "number"):
        newest[each.school_year] = next((row["alliance"] for row in each.rows), "")
    return sorted(newest.items())
