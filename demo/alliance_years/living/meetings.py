"""Meetings: planned, invited, cancelled, attended, written down, followed up."""

from datetime import time

from alliances.models import MeetingAttendee
from alliances.selectors.people import Called
from alliances.services import attendance, meetings, minutes, outcomes
from demo.alliance_years.living.stage import Stage


def planned(stage: Stage, event: dict) -> None:
    fields = {
        "title": "联盟月例会" if event["monthly"] else "专题协商会",
        "is_monthly": event["monthly"],
        "on": event["meets_on"],
        "starts_at": time(14),
        "ends_at": time(16),
        "host": stage.own_school(event),
        "place": "会议室",
    }
    called = [_called(stage, person) for person in event["called"]]
    meeting = meetings.plan(
        alliance=stage.alliance, fields=fields, bodies=[], persons=called, agenda=event["agenda"], by=stage.by(event)
    )
    meetings.invite(meeting=meeting, by=stage.by(event))
    stage.keep(event["id"], meeting)


def _called(stage: Stage, person: str) -> Called:
    return Called(stage.user(person), stage.school(person.split("/")[0]))


def cancelled(stage: Stage, event: dict) -> None:
    meetings.cancel(meeting=stage.get(event["id"]), why="与上级会议冲突", by=stage.by(event))


def held(stage: Stage, event: dict) -> None:
    meeting, by = stage.get(event["id"]), stage.by(event)
    names = {stage.people[name].pk: name for name in event["there"]}
    rows = MeetingAttendee.objects.filter(meeting=meeting)
    attendance.take(
        meeting=meeting, rows={row.public_id: (event["there"][names[row.person_id]], "") for row in rows}, by=by
    )
    written = [
        minutes.Written(item.public_id, item.revision, item.minutes, event["minutes"][item.title])
        for item in meeting.items.all()
        if item.title in event["minutes"]
    ]
    minutes.write(meeting=meeting, written=written, by=by)
    outcomes.decide(meeting=meeting, text=event["decision"], by=by)


def todo(stage: Stage, event: dict) -> None:
    given = outcomes.give(
        meeting=stage.get(event["meeting"]),
        text=event["text"],
        to=_called(stage, event["owner"]),
        due_on=event["due_on"],
        by=stage.by(event),
    )
    stage.keep(event["id"], given)


def todo_done(stage: Stage, event: dict) -> None:
    outcomes.finish(todo=stage.get(event["id"]), note="已办理", by=stage.by(event))


HANDLERS = {
    "meeting_planned": planned,
    "meeting_cancelled": cancelled,
    "meeting_held": held,
    "todo": todo,
    "todo_done": todo_done,
}
