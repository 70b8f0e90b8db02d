"""What people of an alliance are reminded of: what they have to do, and a month without a meeting (N-08)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from alliances.messages import meetings as messages
from alliances.models import Alliance, AllianceMeeting, Body, MeetingTodo, Seat
from alliances.selectors.people import LIAISON, Called, holders
from core.dates import Span
from notices.reminders import register_reminder
from notices.services import Letter
from rulebook.reminders.matters import Matter, Stage, matters
from rulebook.selectors.board import obligations_of
from rulebook.selectors.current import term_among
from rulebook.selectors.in_force import frame_among
from rulebook.selectors.lines import lines_of
from schools.models import School, Term

DAYS_BEFORE = 3
STAGES = (Stage.SOON, Stage.LAST_DAY, Stage.LATE)
MONTHLY = "G5-R03"


def register() -> None:
    """Make the reminders known; called when the app starts."""
    register_reminder("alliance_todos", letters=of_todos, schools=schools_with_todos)
    register_reminder("alliance_meetings", letters=of_meetings, schools=seats_of_alliances)


def schools_with_todos():
    """Give the schools at which somebody has something to do soon, or should have done it."""
    soon = timezone.localdate() + timedelta(days=DAYS_BEFORE)
    return _open_todos().filter(due_on__lte=soon).values_list("school", flat=True).distinct()


def of_todos(*, school: School, days: Span, now: datetime) -> Iterator[Letter]:
    """Tell each owner once some days before, and once when the day has passed; not what a cancelled meeting left."""
    last = days.last_on + timedelta(days=DAYS_BEFORE)
    rows = _open_todos().filter(school=school, due_on__lte=last).select_related("owner", "meeting")
    for todo in rows.order_by("due_on", "pk"):
        yield messages.todo_late(todo) if todo.due_on < days.last_on else messages.todo_soon(todo)


def _open_todos():
    return MeetingTodo.objects.open().filter(meeting__cancelled_at=None)


def seats_of_alliances():
    """Give the schools whose boards say that an alliance meets each month."""
    return Alliance.objects.founded_on(timezone.localdate()).values_list("seat", flat=True).distinct()


def of_meetings(*, school: School, days: Span, now: datetime) -> Iterator[Letter]:
    """Tell the office and the liaisons of the schools once for each month: still none, or none was held.

    Those who owe it (the heads) are told by the rulebook. While one is planned nobody is asked to plan one.
    """
    found = list(_missing(school, days.last_on))
    if not found:
        return
    alliances = {f"alliance:{each.pk}": each for each in Alliance.objects.filter(seat=school)}
    for matter in found:
        alliance = alliances.get(matter.line.subject)
        if alliance is None or (matter.stage is not Stage.LATE and _is_planned(alliance, matter)):
            continue
        for each in _told(alliance, days.last_on):
            if each.person.pk not in matter.line.bearers:
                yield messages.month_without(alliance, matter, each.person, each.school)


def _missing(school: School, on: date) -> Iterator[Matter]:
    terms = list(Term.objects.filter(school=school))
    term = term_among(terms, on)
    if term is None:
        return
    frame = frame_among(school, term, terms)
    rows = obligations_of(term, frame=frame).filter(requirement=MONTHLY)
    for matter in matters(lines_of(school, rows, frame, today=on), frame, on=on):
        if matter.stage in STAGES:
            yield matter


def _is_planned(alliance: Alliance, matter: Matter) -> bool:
    counts = matter.line.owed.counts
    meetings = AllianceMeeting.objects.standing().filter(alliance=alliance, is_monthly=True)
    return meetings.filter(on__gte=counts.from_on, on__lt=counts.to_on).exists()


def _told(alliance: Alliance, on: date) -> list[Called]:
    """Give who sits in the office and the liaisons of the schools."""
    seats = Seat.objects.held_on(on).filter(Q(body__kind=Body.Kind.OFFICE) | Q(post=LIAISON), body__alliance=alliance)
    return holders(seats.select_related("person", "school").order_by("pk"), on)
