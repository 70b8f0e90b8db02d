"""Rows for tests of meetings: an alliance with a meeting, its people and what it left to do."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from alliances.models import AllianceMeeting, MeetingAttendee, MeetingItem, MeetingTodo
from alliances.tests.factories import Allied

OCTOBER = date(2026, 10, 14)


def noon(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(12)))


def create_meeting(allied: Allied, *, on=OCTOBER, people=(), agenda=("Plan",), is_held=False, **fields):
    """Create a meeting at the core school, invited; with `is_held` its first person was there."""
    defaults = {
        "title": "Meeting",
        "starts_at": time(14),
        "ends_at": time(16),
        "host": allied.core.school,
        "place": "Hall",
        "planned_by": allied.core.vice,
        "invited_at": timezone.now(),
    }
    meeting = AllianceMeeting.objects.create(alliance=allied.alliance, on=on, **{**defaults, **fields})
    for position, title in enumerate(agenda, start=1):
        MeetingItem.objects.create(meeting=meeting, position=position, title=title)
    for person in people or [member.principal for member in allied.members]:
        create_attendee(meeting, person)
    if is_held:
        first = meeting.attendees.first()
        first.attendance = "present"
        first.save()
    return meeting


def create_attendee(meeting: AllianceMeeting, person, **fields) -> MeetingAttendee:
    school = person.employments.get().school
    return MeetingAttendee.objects.create(meeting=meeting, person=person, school=school, **fields)


def create_todo(meeting: AllianceMeeting, owner, *, text="Write the plan", due_on=None, **fields) -> MeetingTodo:
    school = owner.employments.get().school
    due_on = due_on or meeting.on + timedelta(days=14)
    values = {"meeting": meeting, "owner": owner, "school": school, "entered_by": meeting.planned_by}
    return MeetingTodo.objects.create(text=text, due_on=due_on, **values, **fields)
