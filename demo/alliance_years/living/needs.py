"""Needs and their answers, special projects and their steps."""

from datetime import timedelta

from alliances.services import needs
from demo.alliance_years.living.stage import Stage


def raised(stage: Stage, event: dict) -> None:
    member = stage.member(event["school"])
    stage.keep(
        event["id"],
        needs.raise_need(membership=member, title=event["title"], about="请办公室协调。", by=stage.by(event)),
    )


def answered(stage: Stage, event: dict) -> None:
    needs.answer(need=stage.get(event["id"]), answer="已安排送教和共享课程。", by=stage.by(event))


def begun(stage: Stage, event: dict) -> None:
    fields = {"title": event["title"], "problem": "各校反映突出", "plan": "调查、试行、推广", "members": "各校教研组长"}
    fields["from_on"] = event["on"]
    stage.keep(event["id"], needs.begin(alliance=stage.alliance, fields=fields, by=stage.by(event)))


def milestone(stage: Stage, event: dict) -> None:
    project, due = stage.get(event["project"]), event["on"] + timedelta(days=14)
    stage.keep(event["id"], needs.add_milestone(project=project, name=event["title"], due_on=due, by=stage.by(event)))


def reached(stage: Stage, event: dict) -> None:
    needs.reach(milestone=stage.get(event["id"]), by=stage.by(event))


def ended(stage: Stage, event: dict) -> None:
    needs.end(project=stage.get(event["id"]), result="形成统一做法，各校推广。", by=stage.by(event))


HANDLERS = {
    "need": raised,
    "need_answered": answered,
    "project": begun,
    "milestone": milestone,
    "milestone_reached": reached,
    "project_ended": ended,
}
