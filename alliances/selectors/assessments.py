"""The joint assessment of an alliance's school year, reckoned from indicators, points and records (F-16, R-15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q
from django.http import Http404

from alliances.measures import measure
from alliances.models import Alliance, AssessmentStatement, Indicator, IndicatorScheme, IndicatorScore, Membership
from alliances.rules import assessment
from alliances.rules.assessment import Final, shown
from alliances.selectors.alliances import shared_until
from alliances.selectors.own_measures import year_span
from alliances.selectors.scheme import number, numbers_of
from core.dates import school_year
from rulebook.documents.loading import document

FULL = 100
MODEL, WEIGHT = "assessment.model", "assessment.alliance_weight"


@dataclass(frozen=True)
class Point:
    """One indicator of one school: what is known, and whether it waits for confirmation."""

    indicator: Indicator
    exact: Decimal | Fraction | None
    score: IndicatorScore | None = None

    @property
    def value(self) -> Decimal | None:
        """The points as they are printed."""
        return shown(self.exact)

    @property
    def waits(self) -> bool:
        return self.score is not None and self.score.confirmed_at is None


@dataclass(frozen=True)
class Row:
    """One school with its points and its scores."""

    membership: Membership
    points: list[Point]
    score: Final
    own_line: str
    final_line: str

    @property
    def own(self) -> Decimal | None:
        return shown(self.score.own)

    @property
    def alliance(self) -> Decimal | None:
        return shown(self.score.alliance)

    @property
    def final(self) -> Decimal | None:
        return shown(self.score.final)

    @property
    def missing(self) -> list[Indicator]:
        return [point.indicator for point in self.points if point.value is None]

    @property
    def exact_own(self) -> str:
        """Give the own score for the page's script: enough digits to reckon on."""
        return "" if self.score.own is None else f"{float(self.score.own):.10f}"


@dataclass(frozen=True)
class Assessment:
    """The whole of a year as it stands on a day."""

    alliance: Alliance
    school_year: int
    scheme: IndicatorScheme | None
    model: str | None
    weight: Decimal | None
    rows: list[Row]

    @property
    def shared(self) -> Fraction | None:
        return next((row.score.shared for row in self.rows), None)

    @property
    def mean(self) -> Decimal | None:
        return next((row.alliance for row in self.rows), None)

    @property
    def model_words(self) -> str:
        """Give how it is reckoned, as the scheme words it; "" where that is not set."""
        parameter = document(self.alliance.document).parameters.get(MODEL)
        return str(parameter.choices[self.model]) if parameter and self.model else ""

    @property
    def is_complete(self) -> bool:
        """Tell whether every school has its own score and a final one follows: only then it can be closed."""
        return bool(self.rows) and all(row.score.own is not None and row.score.final is not None for row in self.rows)


def newest_scheme(alliance: Alliance, year: int) -> IndicatorScheme | None:
    """Give the version that counts."""
    return IndicatorScheme.objects.filter(alliance=alliance, school_year=year).order_by("-number").first()


def members_of_year(alliance: Alliance, year: int) -> list[Membership]:
    """Give who is a member on any day of the school year."""
    span = year_span(year)
    rows = Membership.objects.accepted().filter(Q(to_on=None) | Q(to_on__gt=span.from_on), alliance=alliance)
    rows = rows.filter(from_on__lt=span.to_on).select_related("school", "alliance__seat")
    return list(rows.order_by("part", "school__name", "pk"))


def assess(alliance: Alliance, year: int, *, today: date, weight: Decimal | None = None) -> Assessment:
    """Give the assessment as it stands; `weight` is tried in place of the adopted one.

    Raises ValueError for a weight outside [0, 1].
    """
    on = min(max(today, year_span(year).from_on), year_span(year).last_on)
    numbers = numbers_of(alliance, on)
    model = number(numbers, MODEL)
    if weight is None:
        weight = number(numbers, WEIGHT)
    else:
        model = model or assessment.Model.WEIGHTED_ALLIANCE_MEAN
    scheme, members = newest_scheme(alliance, year), members_of_year(alliance, year)
    points = _points(scheme, members, year, on)
    own = {each.pk: assessment.own_score(_pairs(points[each.pk])) for each in members}
    scores = assessment.finals(model, weight, own)
    rows = [_row(each, points[each.pk], scores[each.pk], model, weight) for each in members]
    return Assessment(alliance, year, scheme, model, weight, rows)


def _row(member: Membership, points: list[Point], score: Final, model, weight) -> Row:
    own_line = assessment.own_arithmetic(_pairs(points))
    return Row(member, points, score, own_line, assessment.arithmetic(model, weight, score))


def _pairs(points: Iterable[Point]) -> list[tuple[Decimal, Decimal | Fraction | None]]:
    return [(point.indicator.weight, point.exact) for point in points]


def _points(scheme: IndicatorScheme | None, members: list[Membership], year: int, on: date) -> dict[int, list[Point]]:
    indicators = list(scheme.indicators.all()) if scheme else []
    entered = IndicatorScore.objects.filter(membership__in=members, school_year=year)
    by_key = {(each.membership_id, each.key): each for each in entered.select_related("confirmed_by")}
    reckoned = {code: _reckoned(code, members, on) for code in {each.source for each in indicators if each.source}}
    return {
        member.pk: [_point(each, by_key.get((member.pk, each.key)), reckoned, member) for each in indicators]
        for member in members
    }


def _point(indicator: Indicator, score: IndicatorScore | None, reckoned: dict, member: Membership) -> Point:
    if indicator.source:
        return Point(indicator, reckoned[indicator.source].get(member.pk))
    return Point(indicator, score.points if score and score.confirmed_at else None, score)


def _reckoned(code: str, members: list[Membership], on: date) -> dict[int, Fraction]:
    found = measure(code)
    tallies = found.tallies(members, on) if found else {}
    # Final scores are read by all schools: a figure over few people would be found in them by difference.
    return {pk: tally.value * FULL for pk, tally in tallies.items() if tally.is_shown}


def newest_statement(alliance: Alliance, year: int) -> AssessmentStatement | None:
    """Give what was closed last for the year."""
    found = AssessmentStatement.objects.filter(alliance=alliance, school_year=year).select_related("closed_by")
    return found.order_by("-number").first()


def years_of(alliance: Alliance, user, today: date) -> list[int]:
    """Give the school years of an alliance until today, newest first: of those that the user's school shares in."""
    until = shared_until(user, alliance)
    last = until - timedelta(days=1) if until else today
    years = list(range(school_year(last), school_year(alliance.from_on) - 1, -1))
    return years or ([] if until else [school_year(today)])


def year_of(years: list[int], asked: str) -> int:
    """Give the year that the address asks for, the newest for anything else. Raises Http404 where there is none."""
    if not years:
        raise Http404
    return int(asked) if asked.isdecimal() and int(asked) in years else years[0]
