"""Records of alliances' meetings, spot checks and commendations for the walk over every address."""

from datetime import date, time

from django.utils import timezone

from alliances.models import (
    AllianceMeeting,
    Commendation,
    MeetingAttendee,
    MeetingDecision,
    MeetingItem,
    MeetingTodo,
    SpotCheck,
)

# The noun of an address where its name does not begin with it.
NOUN_OF: dict[str, str] = {
    "alliances:meeting_list": "alliance",
    "alliances:meeting_plan": "alliance",
    "alliances:spotcheck_list": "alliance",
    "alliances:spotcheck_record": "alliance",
    "alliances:commendation_list": "alliance",
    "alliances:commendation_add": "alliance",
}
DAY = date(2026, 10, 14)


def samples(of: dict, *, reader) -> dict:
    """Give one record of each noun, of the sample alliance; `of` holds the school's others."""
    alliance, school, person = of["alliance"], of["school"], of["account"]
    meeting = AllianceMeeting.objects.create(
        alliance=alliance, title="Meeting", on=DAY, starts_at=time(14), ends_at=time(16), host=school, place="Hall",
        planned_by=person, invited_at=timezone.now(),
    )  # fmt: skip
    MeetingItem.objects.create(meeting=meeting, position=1, title="Plan", minutes="Agreed", written_by=person)
    MeetingAttendee.objects.create(meeting=meeting, person=reader, school=school)
    seen = {"alliance": alliance, "school": school, "on": DAY, "entered_by": person}
    return {
        "meeting": meeting,
        "decision": MeetingDecision.objects.create(meeting=meeting, text="Go", entered_by=person),
        "todo": MeetingTodo.objects.create(
            meeting=meeting, text="Write", owner=reader, school=school, due_on=DAY, entered_by=person
        ),
        "spotcheck": SpotCheck.objects.create(who="Head", seen="Lessons", problems="Rain", **seen),
        "commendation": Commendation.objects.create(occasion="december", reason="Kind", **seen),
    }
