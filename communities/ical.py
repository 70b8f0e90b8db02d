"""A parent's duties as appointments of the own calendar feed; no child's name stands in it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from communities import addresses
from communities.models import Assignment
from communities.selectors.feeds import duties_of_feed
from notices.calendars import Appointment, register_events


def register() -> None:
    """Put the duties into the feeds; called when the app starts."""
    register_events("duties", duties)


def duties(user: User, *, since: date) -> Iterator[Appointment]:
    """Give the duties from a day on, in the language that is active."""
    for duty in duties_of_feed(user, since=since):
        status, slot = _status(duty), duty.slot
        yield Appointment(
            uid=f"{duty.public_id}@gongyu",
            starts_at=duty.starts_at,
            ends_at=duty.ends_at,
            summary=f"{slot.get_kind_display()} · {slot.community.name}",
            status=status,
            location=slot.venue.name if slot.venue else "",
            description=_words(status),
            path=addresses.attendance_of(slot),
            changes=duty.changes,
            changed_at=duty.changed_at,
        )


def _status(duty: Assignment) -> str:
    if duty.slot.cancelled_at:
        return "CANCELLED"
    return "CONFIRMED" if duty.state == Assignment.State.ACCEPTED else "TENTATIVE"


def _words(status: str) -> str:
    return {
        "CANCELLED": _("Cancelled; nobody needs to come."),
        "CONFIRMED": _("You have accepted this duty."),
        "TENTATIVE": _("You have not answered yet. You may say no, without a reason."),
    }[status]
