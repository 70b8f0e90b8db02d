"""Take the attendance of a meeting: present, excused, absent, and who stood in."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from alliances.models import AllianceMeeting, MeetingAttendee
from core.refusals import Refused

Attendance = MeetingAttendee.Attendance


@transaction.atomic
def take(
    *, meeting: AllianceMeeting, rows: Mapping[UUID, tuple[str, str]], by: User, now: datetime | None = None
) -> int:
    """Write who was there: state and who stood in, by the public id of the attendee; give how many changed.

    Nobody stands in for who is present. Raises Refused: "cancelled", "not-yet".
    """
    open_for_writing(meeting, now)
    changed = 0
    with pghistory.context(user=by.pk):
        for row in MeetingAttendee.objects.select_for_update().filter(meeting=meeting, public_id__in=rows):
            state, stood_in = rows[row.public_id]
            stood_in = "" if state == Attendance.PRESENT else stood_in
            if (row.attendance, row.stood_in) != (state, stood_in):
                row.attendance, row.stood_in = state, stood_in
                row.save(update_fields=["attendance", "stood_in"])
                changed += 1
    return changed


def open_for_writing(meeting: AllianceMeeting, now: datetime | None = None) -> AllianceMeeting:
    """Lock a meeting that may be written about: on its day or later. Raises Refused: "cancelled", "not-yet"."""
    meeting = AllianceMeeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.cancelled_at:
        raise Refused("cancelled")
    if meeting.on > timezone.localdate(now):
        raise Refused("not-yet")
    return meeting
