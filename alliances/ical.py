"""Meetings as appointments: in the calendar feed of who is called, and as a file to keep."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from alliances.models import AllianceMeeting
from notices.calendars import Appointment, register_events, with_history
from schools.models import School

PARTS = {"pk": AllianceMeeting, "host_id": School}


def register() -> None:
    """Put the meetings into the feeds; called when the app starts."""
    register_events("alliances", meetings)


def meetings(user: User, *, since: date) -> Iterator[Appointment]:
    """Give the meetings to which the user was invited, from a day on, as long as the own school is in the alliance."""
    if not user.has_permission(Permission.ALLIANCE_VIEW):
        return iter(())
    rows = AllianceMeeting.objects.visible_to(user).calling(user).filter(on__gte=since)
    return appointments(rows.order_by("on", "starts_at", "pk"))


def appointments(rows) -> Iterator[Appointment]:
    """Give meetings as appointments, cancelled ones as cancelled."""
    return _made(with_history(rows, PARTS).select_related("host", "alliance"))


def _made(rows: Iterable[AllianceMeeting]) -> Iterator[Appointment]:
    for meeting in rows:
        yield Appointment(
            uid=f"{meeting.public_id}@gongyu",
            starts_at=meeting.begins,
            ends_at=meeting.ends,
            summary=f"{meeting.title} · {meeting.alliance.name}",
            status="CANCELLED" if meeting.cancelled_at else "CONFIRMED",
            location=meeting.where,
            description=_("Cancelled; nobody needs to come.") if meeting.cancelled_at else meeting.link,
            path=reverse("alliances:meeting_detail", args=[meeting.public_id]),
            changes=meeting.changes,
            changed_at=meeting.changed_at,
        )
