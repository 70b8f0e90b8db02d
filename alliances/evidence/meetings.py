"""Meetings that were held, spot checks and commendations, for the board of the school where the office sits."""

from collections.abc import Iterator

from alliances.evidence.things import alliance_key
from alliances.models import AllianceMeeting, Commendation, SpotCheck
from core.dates import Span
from rulebook.rules.judging import Evidence
from schools.models import School


def meetings(school: School, span: Span) -> Iterator[Evidence]:
    """Give the monthly meetings that were held: with attendance or minutes (G5.3.2.2)."""
    rows = _in(AllianceMeeting.objects.held().filter(is_monthly=True), school, span)
    for alliance, on, public_id in rows.values_list("alliance", "on", "public_id"):
        yield _of("alliance_meeting", alliance, on, f"meeting_detail:{public_id}")


def spot_checks(school: School, span: Span) -> Iterator[Evidence]:
    """Give the spot checks of the steering group, whoever of it entered them (G5.5.1)."""
    for alliance, on, public_id in _in(SpotCheck.objects, school, span).values_list("alliance", "on", "public_id"):
        yield _of("spot_check", alliance, on, f"spotcheck_detail:{public_id}")


def commendations(school: School, span: Span) -> Iterator[Evidence]:
    """Give the commendations; many of one day are one occasion (G5.4.3)."""
    rows = _in(Commendation.objects, school, span).order_by("on").distinct()
    for alliance, on, public_id in rows.values_list("alliance", "on", "alliance__public_id"):
        yield _of("commendation", alliance, on, f"commendation_list:{public_id}")


def _in(rows, school: School, span: Span):
    return rows.filter(alliance__seat=school, on__gte=span.from_on, on__lt=span.to_on).order_by("on", "pk")


def _of(kind: str, alliance: int, on, ref: str) -> Evidence:
    return Evidence(kind, on, None, alliance_key(alliance), ref=f"alliances:{ref}")
