"""What stands in a person's private calendar feed: one registry of appointments, and how they are written (RFC 5545).

Each app says at its start what a person has to be at: `register_events("duties", events)`; `events(user, *, since)`
gives the person's appointments from that day on, cancelled ones too, in a constant number of statements.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from accounts.models import User

ZONE = ZoneInfo("Asia/Shanghai")
REFRESH = timedelta(hours=1)


@dataclass(frozen=True)
class Appointment:
    """One entry; words in the language that is active, no child's name. `path` is the page behind it.

    Dates instead of moments make whole days; `ends_at` is then the day after the last one.

    `changes` and `changed_at` come from the history, so that an entry that did not change stays the same to the byte.
    """

    uid: str
    starts_at: datetime | date
    ends_at: datetime | date
    summary: str
    status: str  # CONFIRMED, TENTATIVE, CANCELLED
    path: str
    changes: int
    changed_at: datetime
    location: str = ""
    description: str = ""


Events = Callable[..., Iterable[Appointment]]
_events: dict[str, Events] = {}


def register_events(name: str, events: Events) -> None:
    """Make the appointments of an app known; called when it starts."""
    _events[name] = events


def appointments_of(user: User, *, since: date) -> Iterator[Appointment]:
    """Give what a person has to be at, app by app."""
    for name in sorted(_events):
        yield from _events[name](user, since=since)


def with_history(rows, parts: Mapping[str, type[Model]]):
    """Annotate rows with `changes` and `changed_at`: how often and when they or the rows behind these paths changed."""
    changes, moments = [], []
    for path, model in parts.items():
        changes.append(Coalesce(_of_history(model, path, Count("*")), 0))
        moments.append(_of_history(model, path, Max("pgh_created_at")))
    newest = Greatest(*moments) if len(moments) > 1 else moments[0]
    return rows.annotate(changes=sum(changes[1:], changes[0]), changed_at=newest)


def _of_history(model, path: str, figure) -> Subquery:
    rows = model.pgh_event_model.objects.filter(pgh_obj=OuterRef(path)).order_by().values("pgh_obj")
    return Subquery(rows.annotate(figure=figure).values("figure"))


def calendar_of(appointments: Iterable[Appointment], *, name: str, absolute: Callable[[str], str]) -> bytes:
    """Give the calendar. `absolute` makes a whole address of a path."""
    calendar = Calendar()
    calendar.add("prodid", "-//Gongyu//Duties//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(_zone())
    for appointment in appointments:
        calendar.add_component(_event(appointment, absolute(appointment.path)))
    return calendar.to_ical()


def _event(each: Appointment, link: str) -> Event:
    event = Event()
    event.add("uid", each.uid)
    event.add("dtstamp", each.changed_at)
    event.add("last-modified", each.changed_at)
    event.add("sequence", each.changes)
    event.add("dtstart", _local(each.starts_at))
    event.add("dtend", _local(each.ends_at))
    event.add("summary", each.summary)
    event.add("status", each.status)
    if each.location:
        event.add("location", each.location)
    event.add("description", "\n".join(filter(None, (each.description, link))))
    event.add("url", link)
    return event


def _local(when: datetime | date) -> datetime | date:
    return when.astimezone(ZONE) if isinstance(when, datetime) else when


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
