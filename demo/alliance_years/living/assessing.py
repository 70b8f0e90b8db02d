"""The joint assessment, what people thought of the schools, and the yearly summary."""

from decimal import Decimal

from alliances.models import Indicator, IndicatorScore
from alliances.selectors.assessments import newest_scheme
from alliances.services import assessments, common_papers
from demo.alliance_years.living.stage import Stage


def satisfaction(stage: Stage, event: dict) -> None:
    fields = {"asked": event["asked"], "satisfied": event["satisfied"], "note": "问卷"}
    common_papers.enter_satisfaction(
        membership=stage.member(event["school"]),
        year=event["year"],
        side=event["side"],
        by=stage.by(event),
        **fields,
    )


def indicators(stage: Stage, event: dict) -> None:
    wanted = [assessments.Wanted(name, Decimal(weight), "G5.5.3", source) for name, weight, source in event["wanted"]]
    assessments.set_indicators(
        alliance=stage.alliance, school_year=event["school_year"], wanted=wanted, seen=0, by=stage.by(event)
    )


def points(stage: Stage, event: dict) -> None:
    assessments.enter_points(
        membership=stage.member(event["school"]),
        indicator=_indicator(stage, event),
        points=Decimal(event["points"]),
        evidence="检查记录和材料",
        by=stage.by(event),
    )


def points_confirmed(stage: Stage, event: dict) -> None:
    score = IndicatorScore.objects.get(
        membership=stage.member(event["school"]),
        school_year=event["school_year"],
        key=_indicator(stage, event).key,
    )
    assessments.confirm(score=score, points=Decimal(event["points"]), by=stage.by(event))


def _indicator(stage: Stage, event: dict) -> Indicator:
    scheme = newest_scheme(stage.alliance, event["school_year"])
    return scheme.indicators.select_related("scheme").get(name=event["indicator"])


def statement(stage: Stage, event: dict) -> None:
    assessments.close(alliance=stage.alliance, school_year=event["school_year"], by=stage.by(event))


def summary(stage: Stage, event: dict) -> None:
    words = {"done": "例会、教研和交流按计划开展。", "problems": "个别学校人手紧。", "next_steps": "扩大资源共享。"}
    common_papers.write_summary(
        alliance=stage.alliance,
        school_year=event["school_year"],
        revision=0,
        is_issued=event["issued"],
        by=stage.by(event),
        **words,
    )


HANDLERS = {
    "satisfaction": satisfaction,
    "indicators": indicators,
    "points": points,
    "points_confirmed": points_confirmed,
    "statement": statement,
    "summary": summary,
}
