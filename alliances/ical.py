"""What stands in the calendar feed of who is meant: meetings, joint activities, exchanges of staff.

Words and numbers about pupils are left out; a school that left has nothing new.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from alliances.models import Activity, AllianceMeeting, LessonVisit, ManagerVisit, Stint
from notices.calendars import Appointment, register_events, with_history
from schools.models import School

DAY = timedelta(days=1)
PARTS = {"pk": AllianceMeeting, "host_id": School}


def register() -> None:
    """Put the alliances' dates into the feeds; called when the app starts."""
    register_events("alliances", meetings)
    register_events("alliances_activities", activities)
    register_events("alliances_exchange", exchange)


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
            status=_status(is_cancelled=bool(meeting.cancelled_at)),
            location=meeting.where,
            description=_("Cancelled; nobody needs to come.") if meeting.cancelled_at else meeting.link,
            path=reverse("alliances:meeting_detail", args=[meeting.public_id]),
            changes=meeting.changes,
            changed_at=meeting.changed_at,
        )


def activities(user: User, *, since: date) -> Iterator[Appointment]:
    """Give joint activities that are the user's to be at or to know, as whole days."""
    if not user.has_permission(Permission.ALLIANCE_VIEW):
        return
    rows = Activity.objects.dated_for(user).filter(Q(on__gte=since) | Q(to_on__gte=since))
    parts = {"pk": Activity, "host__school_id": School}
    for each in with_history(rows, parts).select_related("host__school", "alliance").order_by("on", "pk"):
        is_cancelled = each.state == Activity.State.CANCELLED
        yield Appointment(
            uid=f"{each.public_id}@gongyu",
            starts_at=each.on,
            ends_at=(each.to_on or each.on) + DAY,
            summary=f"{each.title} · {each.get_kind_display()} · {each.alliance.name}",
            status=_status(is_cancelled=is_cancelled),
            location=" · ".join(filter(None, (each.host.school.name, each.place))),
            description=_("Cancelled; nobody needs to come.") if is_cancelled else each.link,
            path=reverse("alliances:activity_show", args=[each.public_id]),
            changes=each.changes,
            changed_at=each.changed_at,
        )


def exchange(user: User, *, since: date) -> Iterator[Appointment]:
    """Give the first and the last day of agreed exchanges, and the own days and lessons at other schools."""
    if not user.has_permission(Permission.ALLIANCE_VIEW):
        return
    yield from _stints(user, since)
    for model, day in ((ManagerVisit, "to_on"), (LessonVisit, "on")):
        rows = model.objects.visible_to(user).filter(person=user, **{f"{day}__gte": since})
        for each in _with_schools(rows, model).order_by(day, "pk"):
            yield _visit(each)


def _stints(user: User, since: date) -> Iterator[Appointment]:
    rows = Stint.objects.dated_for(user).filter(to_on__gt=since)
    for stint in _with_schools(rows, Stint).order_by("from_on", "pk"):
        for name, day in (("begins", stint.from_on), ("ends", stint.last_on)):
            if day >= since:
                yield _stint_day(stint, name, day, is_own=stint.person_id == user.pk)


def _stint_day(stint: Stint, name: str, day: date, *, is_own: bool) -> Appointment:
    words = _("Exchange begins") if name == "begins" else _("Last day of the exchange")
    who = "" if is_own else f"{stint.person.name} · "
    path = reverse("alliances:stint_detail", args=[stint.public_id])
    return _whole_days(stint, f"{who}{words} · {stint.host.name}", day, day + DAY, path, f"-{name}")


def _visit(each: ManagerVisit | LessonVisit) -> Appointment:
    name = "exchange_leaders" if isinstance(each, ManagerVisit) else "exchange_lessons"
    first, after = (each.from_on, each.to_on) if isinstance(each, ManagerVisit) else (each.on, each.on + DAY)
    path = reverse(f"alliances:{name}", args=[each.alliance.public_id])
    return _whole_days(each, f"{each.theme} · {each.host.name}", first, after, path)


def _whole_days(each, summary: str, first: date, after: date, path: str, suffix: str = "") -> Appointment:
    return Appointment(
        uid=f"{each.public_id}{suffix}@gongyu",
        starts_at=first,
        ends_at=after,
        summary=summary,
        status=_status(is_cancelled=False),
        location=each.host.name,
        path=path,
        changes=each.changes,
        changed_at=each.changed_at,
    )


def _with_schools(rows, model):
    found = with_history(rows, {"pk": model, "host_id": School})
    return found.select_related("host", "person", "alliance")


def _status(*, is_cancelled: bool) -> str:
    return "CANCELLED" if is_cancelled else "CONFIRMED"
