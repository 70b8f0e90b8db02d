"""The joint assessment: the year's indicators, points entered and confirmed, the statement closed (G5.5.3, F-16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from alliances.measures import measure
from alliances.models import Alliance, AssessmentStatement, Indicator, IndicatorScheme, IndicatorScore, Membership
from alliances.selectors.assessments import Assessment, assess, newest_scheme
from core.refusals import Refused


@dataclass(frozen=True)
class Wanted:
    """One indicator as the office wants it; `key` of the one before keeps what was entered for it."""

    name: str
    weight: Decimal
    article: str = ""
    source: str = ""
    key: UUID | None = None


def check_runs(alliance: Alliance, by: User) -> None:
    """Raise Refused("not-yours") unless the person runs the alliance."""
    if not Alliance.objects.run_by(by).filter(pk=alliance.pk).exists():
        raise Refused("not-yours")


@transaction.atomic
def set_indicators(
    *, alliance: Alliance, school_year: int, wanted: Sequence[Wanted], seen: int, by: User
) -> IndicatorScheme:
    """Make the next version of a year's indicators. `seen` is the version that the writer saw (0: none).

    Raises Refused: "not-yours", "nothing", "no-weight", "unknown-source", "changed-meanwhile".
    """
    check_runs(alliance, by)
    Alliance.objects.select_for_update().get(pk=alliance.pk)  # two people make the same number otherwise
    before = newest_scheme(alliance, school_year)
    if (before.number if before else 0) != seen:
        raise Refused("changed-meanwhile")
    if not wanted:
        raise Refused("nothing")
    if any(each.weight <= 0 for each in wanted):
        raise Refused("no-weight")
    if any(each.source and measure(each.source) is None for each in wanted):
        raise Refused("unknown-source")
    known = set(before.indicators.values_list("key", flat=True)) if before else set()
    with pghistory.context(user=by.pk):
        scheme = IndicatorScheme.objects.create(alliance=alliance, school_year=school_year, number=seen + 1, made_by=by)
        for place, each in enumerate(wanted, 1):
            key = each.key if each.key in known else uuid4()
            fields = {"name": each.name, "weight": each.weight, "article": each.article, "source": each.source}
            Indicator.objects.create(scheme=scheme, key=key, place=place, **fields)
    return scheme


@transaction.atomic
def enter_points(
    *, membership: Membership, indicator: Indicator, points: Decimal, evidence: str, file=None, by: User
) -> IndicatorScore:
    """Enter a school's points with what shows them; what was confirmed waits for confirmation anew.

    Raises Refused: "not-yours", "reckoned", "out-of-range", "no-evidence".
    """
    if not Membership.objects.spoken_for_by(by).filter(pk=membership.pk).exists():
        raise Refused("not-yours")
    if indicator.source or indicator.scheme.alliance_id != membership.alliance_id:
        raise Refused("reckoned")
    if not 0 <= points <= 100:
        raise Refused("out-of-range")
    if not evidence.strip():
        raise Refused("no-evidence")
    values = {"points": points, "evidence": evidence, "entered_by": by, "entered_at": timezone.now()}
    values |= {"confirmed_by": None, "confirmed_at": None} | ({"file": file} if file else {})
    with pghistory.context(user=by.pk):
        score, _is_new = IndicatorScore.objects.update_or_create(
            membership=membership, school_year=indicator.scheme.school_year, key=indicator.key, defaults=values
        )
    return score


@transaction.atomic
def confirm(*, score: IndicatorScore, points: Decimal | None, by: User) -> IndicatorScore:
    """Confirm points as the office; `points` are those it saw. Raises Refused: "not-yours", "own", "other-points".

    Who entered points does not confirm them.
    """
    score = (
        IndicatorScore.objects.select_for_update(of=("self",)).select_related("membership__alliance").get(pk=score.pk)
    )
    check_runs(score.membership.alliance, by)
    if score.entered_by_id == by.pk:
        raise Refused("own")
    if score.points != points:
        raise Refused("other-points")
    score.confirmed_by, score.confirmed_at = by, timezone.now()
    with pghistory.context(user=by.pk):
        score.save(update_fields=["confirmed_by", "confirmed_at"])
    return score


@transaction.atomic
def close(*, alliance: Alliance, school_year: int, by: User, today: date | None = None) -> AssessmentStatement:
    """Keep the assessment of a year as it stands, for all schools. Raises Refused: "not-yours", "incomplete"."""
    check_runs(alliance, by)
    Alliance.objects.select_for_update().get(pk=alliance.pk)
    today = today or timezone.localdate()
    found = assess(alliance, school_year, today=today)
    if not found.is_complete:
        raise Refused("incomplete")
    number = AssessmentStatement.objects.filter(alliance=alliance, school_year=school_year).count() + 1
    with pghistory.context(user=by.pk):
        return AssessmentStatement.objects.create(
            alliance=alliance,
            school_year=school_year,
            number=number,
            scheme=found.scheme,
            model=found.model,
            weight=found.weight,
            rows=rows_of(found),
            closed_on=today,
            closed_by=by,
        )


def rows_of(found: Assessment) -> list[dict]:
    """Give an assessment as a statement keeps it: words and digits, as they are printed."""
    return [
        {
            "membership": row.membership.pk,
            "school": row.membership.school.name,
            "own": _digits(row.own),
            "alliance": _digits(row.alliance),
            "final": _digits(row.final),
            "lines": [
                [each.indicator.name, each.indicator.article, f"{each.indicator.weight.normalize():f}",
                 _digits(each.value)]
                for each in row.points
            ],
            "own_line": row.own_line,
            "final_line": row.final_line,
        }
        for row in found.rows
    ]  # fmt: skip


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
