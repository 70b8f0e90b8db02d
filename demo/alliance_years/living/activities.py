"""Activities from the plan to the summary, and what each school says of its part."""

from alliances.services import activities, participations
from demo.alliance_years.living.stage import Stage

OUTING = {"is_off_campus": True, "safety_plan": "专人带队，分组点名。", "has_consent": True, "leaders": "德育主任"}
PUPILS = 40


def planned(stage: Stage, event: dict) -> None:
    names = ("title", "kind", "commons", "links", "level", "direction")
    fields = {name: event[name] for name in names} | {"on": event["held_on"], "host": stage.member(event["host"])}
    fields |= {"place": "校内"} | (OUTING if event["is_out"] else {})
    schools = [stage.member(code) for code in event["guests"]]
    activity = activities.plan(alliance=stage.alliance, fields=fields, schools=schools, by=stage.by(event))
    stage.keep(event["id"], activity)


def approved(stage: Stage, event: dict) -> None:
    activities.approve(activity=stage.get(event["id"]), by=stage.by(event))


def held(stage: Stage, event: dict) -> None:
    activity = stage.get(event["id"])
    activities.hold(activity=activity, counted_out=_count(activity), by=stage.by(event))


def took_part(stage: Stage, event: dict) -> None:
    activity, school = stage.get(event["id"]), stage.school(event["school"])
    fields = {"five_one": event["counts_as"], "pupil_count": event["pupils"]}
    participations.take_part(
        participation=activity.participations.get(membership__school=school),
        fields=fields,
        staff=[stage.people[person] for person in event["staff"]],
        by=stage.by(event),
    )


def written(stage: Stage, event: dict) -> None:
    activity = stage.get(event["id"])
    activities.write_up(
        activity=activity, summary="活动顺利，各校收获明显。", counted_back=_count(activity), by=stage.by(event)
    )


def _count(activity) -> int | None:
    return PUPILS if activity.is_off_campus else None


def cancelled(stage: Stage, event: dict) -> None:
    activities.cancel(activity=stage.get(event["id"]), why="天气原因", by=stage.by(event))


HANDLERS = {
    "activity_planned": planned,
    "activity_approved": approved,
    "activity_held": held,
    "took_part": took_part,
    "activity_written": written,
    "activity_cancelled": cancelled,
}
