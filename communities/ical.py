"""A parent's duties as a calendar that telephones subscribe to (RFC 5545); no child's name stands in it."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from communities import addresses
from communities.models import Assignment

ZONE = ZoneInfo("Asia/Shanghai")
REFRESH = timedelta(hours=1)


def calendar_of(duties: Iterable[Assignment], *, absolute: Callable[[str], str]) -> bytes:
    """Give the calendar in the language that is active. `absolute` makes a whole address of a path.

    The duties carry `changes` and `changed_at` (selectors.feeds); an entry that did not change stays the same to
    the byte.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Gongyu//Duties//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _("My duties"))
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(_zone())
    for duty in duties:
        calendar.add_component(_event(duty, absolute))
    return calendar.to_ical()


def _event(duty: Assignment, absolute) -> Event:
    slot, event = duty.slot, Event()
    link = absolute(addresses.attendance_of(slot))
    event.add("uid", f"{duty.public_id}@gongyu")
    event.add("dtstamp", duty.changed_at)
    event.add("last-modified", duty.changed_at)
    event.add("sequence", duty.changes)
    event.add("dtstart", duty.starts_at.astimezone(ZONE))
    event.add("dtend", duty.ends_at.astimezone(ZONE))
    event.add("summary", f"{slot.get_kind_display()} · {slot.community.name}")
    event.add("status", _status(duty))
    if slot.venue:
        event.add("location", slot.venue.name)
    event.add("description", f"{_words(duty)}\n{link}")
    event.add("url", link)
    return event


def _status(duty: Assignment) -> str:
    if duty.slot.cancelled_at:
        return "CANCELLED"
    return "CONFIRMED" if duty.state == Assignment.State.ACCEPTED else "TENTATIVE"


def _words(duty: Assignment) -> str:
    return {
        "CANCELLED": _("Cancelled; nobody needs to come."),
        "CONFIRMED": _("You have accepted this duty."),
        "TENTATIVE": _("You have not answered yet. You may say no, without a reason."),
    }[_status(duty)]


def _zone() -> Timezone:
    """Give the zone of the whole country; no summer time since 1991."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE.key)
    standard.add("dtstart", datetime(1991, 9, 15, 1))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone
