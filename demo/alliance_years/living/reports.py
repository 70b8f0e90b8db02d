"""Self-reports: begun, written, handed in, returned, accepted."""

from alliances.services import self_reports
from demo.alliance_years.living.stage import Stage


def begun(stage: Stage, event: dict) -> None:
    by = stage.by(event)
    report = self_reports.begin(
        membership=stage.member(event["school"]), year=event["year"], month=event["month"], by=by
    )
    section = report.sections.order_by("pk").first()
    self_reports.save_words(section=section, words="本阶段各项工作按计划推进。", revision=section.revision, by=by)
    stage.keep(event["id"], report)


def handed_in(stage: Stage, event: dict) -> None:
    self_reports.submit(report=stage.get(event["id"]), by=stage.by(event))


def returned(stage: Stage, event: dict) -> None:
    _answer(stage, event, "returned", text="请补充交流教师的情况。")


def accepted(stage: Stage, event: dict) -> None:
    _answer(stage, event, "accepted")


def _answer(stage: Stage, event: dict, what: str, **words: str) -> None:
    self_reports.answer(report=stage.get(event["id"]), what=what, by=stage.by(event), **words)


HANDLERS = {
    "report_begun": begun,
    "report_handed_in": handed_in,
    "report_returned": returned,
    "report_accepted": accepted,
}
