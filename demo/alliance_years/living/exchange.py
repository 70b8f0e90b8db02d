"""Stints from the application to the certificate, lessons and leaders' days at other schools."""

from datetime import timedelta

from alliances.models import LessonVisit, ManagerVisit
from alliances.services import exchange_records, exchanging
from demo.alliance_years.living.stage import Stage


def asked(stage: Stage, event: dict) -> None:
    stint = exchanging.ask(
        alliance=stage.alliance,
        home=stage.school(event["home"]),
        host=stage.school(event["host"]),
        from_on=event["from_on"],
        to_on=event["to_on"],
        kind=event["kind"],
        subject="语文",
        duties="任教并参加教研",
        by=stage.by(event),
    )
    stage.keep(event["id"], stint)


def approved_by_school(stage: Stage, event: dict) -> None:
    exchanging.approve_for_school(stint=stage.get(event["id"]), backbone=event["backbone"], by=stage.by(event))


def approved_by_office(stage: Stage, event: dict) -> None:
    exchanging.approve_for_alliance(stint=stage.get(event["id"]), by=stage.by(event))


def refused(stage: Stage, event: dict) -> None:
    exchanging.refuse(stint=stage.get(event["id"]), why="本学期人手不足", by=stage.by(event))


def withdrawn(stage: Stage, event: dict) -> None:
    exchanging.withdraw(stint=stage.get(event["id"]), by=stage.by(event))


def begun(stage: Stage, event: dict) -> None:
    exchanging.begin(stint=stage.get(event["id"]), on=event["on"], by=stage.by(event))


def note(stage: Stage, event: dict) -> None:
    exchange_records.note(
        stint=stage.get(event["id"]), month=event["month"], text="工作认真，已融入教研组。", by=stage.by(event)
    )


def assessed(stage: Stage, event: dict) -> None:
    stint = stage.get(event["id"])
    exchange_records.assess(
        stint=stint,
        term=stage.term(stint.host.code, event["year"], event["number"]),
        on=event["on"],
        result=event["result"],
        raw_rank=event["rank"],
        by=stage.by(event),
    )


def trained(stage: Stage, event: dict) -> None:
    fields = {"on": event["on"], "title": "课堂教学研修", "place": "市教师进修学校"}
    exchange_records.add_training(stint=stage.get(event["id"]), by=stage.by(event), **fields)


def ended(stage: Stage, event: dict) -> None:
    exchanging.end(stint=stage.get(event["id"]), last_on=event["on"], by=stage.by(event))


def certified(stage: Stage, event: dict) -> None:
    exchanging.certify(stint=stage.get(event["id"]), by=stage.by(event))


def leader_visit(stage: Stage, event: dict) -> None:
    days = {"from_on": event["on"], "to_on": event["on"] + timedelta(days=2)}
    _visit(stage, event, ManagerVisit, theme="教学管理", harvest="带回教研安排表", **days)


def lesson_visit(stage: Stage, event: dict) -> None:
    _visit(stage, event, LessonVisit, on=event["on"], subject="语文", theme=f"示范课{event['on']:%m%d}")


def _visit(stage: Stage, event: dict, model, **fields) -> None:
    exchange_records.visit(
        model=model,
        alliance=stage.alliance,
        person=stage.people[event["person"]],
        home=stage.school(event["home"]),
        host=stage.school(event["host"]),
        direction=event["direction"],
        by=stage.by(event),
        **fields,
    )


HANDLERS = {
    "stint_asked": asked,
    "stint_school": approved_by_school,
    "stint_office": approved_by_office,
    "stint_refused": refused,
    "stint_withdrawn": withdrawn,
    "stint_begun": begun,
    "stint_note": note,
    "stint_assessed": assessed,
    "stint_trained": trained,
    "stint_ended": ended,
    "stint_certified": certified,
    "leader_visit": leader_visit,
    "lesson_visit": lesson_visit,
}
