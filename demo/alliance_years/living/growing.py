"""Pairs, shared resources, goals, spot checks and commendations."""

from alliances.models import YearGoal
from alliances.services import goals, steering
from alliances.settings import key_of
from demo.alliance_years.living.files import word_file
from demo.alliance_years.living.stage import Stage
from growth.models import Resource
from growth.services import pairs, resources
from growth.settings import setting_of


def paired(stage: Stage, event: dict) -> None:
    mentor, apprentice = stage.teacher(event["mentor"]), stage.teacher(event["apprentice"])
    setting = setting_of(mentor.school, key_of(stage.alliance.pk))
    kind = "one_to_one" if stage.alliance.has_core else "famous_teacher"
    pair = pairs.propose(
        mentor=mentor, apprentice=apprentice, setting=setting, kind=kind, from_on=event["on"], by=stage.by(event)
    )
    stage.keep(event["id"], pair)


def accepted(stage: Stage, event: dict) -> None:
    pairs.accept(pair=stage.get(event["id"]), by=stage.by(event))


def begun(stage: Stage, event: dict) -> None:
    pairs.begin(pair=stage.get(event["id"]), goals="每月互听一节课", by=stage.by(event))


def met(stage: Stage, event: dict) -> None:
    pairs.add_activity(pair=stage.get(event["id"]), on=event["on"], what="observation", by=stage.by(event))


def parted(stage: Stage, event: dict) -> None:
    pairs.end(pair=stage.get(event["id"]), result="能独立上好公开课", on=event["on"], by=stage.by(event))


def contributed(stage: Stage, event: dict) -> None:
    resource = resources.contribute(
        school=stage.own_school(event),
        file=word_file(event["title"]),
        setting=key_of(stage.alliance.pk),
        title=event["title"],
        kind=Resource.Kind.LESSON_PLAN,
        subject=event["subject"],
        licence=Resource.Licence.OWN_SHARED,
        by=stage.by(event),
    )
    stage.keep(event["id"], resource)


def published(stage: Stage, event: dict) -> None:
    version = stage.get(event["id"]).versions.select_related("resource__author", "resource__school").first()
    resources.publish(version=version, by=stage.by(event))


def goal_proved(stage: Stage, event: dict) -> None:
    goals.prove(goal=_goal(stage, event), on=event["on"], text="材料已归档", by=stage.by(event))


def goal_done(stage: Stage, event: dict) -> None:
    goals.complete(goal=_goal(stage, event), on=event["on"], by=stage.by(event))


def _goal(stage: Stage, event: dict) -> YearGoal:
    return YearGoal.objects.get(alliance=stage.alliance, code=event["goal"])


def spot_check(stage: Stage, event: dict) -> None:
    fields = {
        "school": stage.school(event["school"]),
        "on": event["on"],
        "who": "工作指导小组",
        "seen": "查看备课和课堂",
        "problems": "",
        "solution": "",
    }
    steering.record_check(alliance=stage.alliance, fields=fields, by=stage.by(event))


def commended(stage: Stage, event: dict) -> None:
    occasion = "december" if event["on"].month == 12 else "june"
    fields = {"occasion": occasion, "on": event["on"], "school": stage.school(event["school"]), "reason": "工作扎实"}
    steering.commend(alliance=stage.alliance, fields=fields, by=stage.by(event))


HANDLERS = {
    "pair": paired,
    "pair_yes": accepted,
    "pair_begun": begun,
    "pair_met": met,
    "pair_ended": parted,
    "resource": contributed,
    "resource_published": published,
    "goal_proved": goal_proved,
    "goal_done": goal_done,
    "spot_check": spot_check,
    "commended": commended,
}
