"""Meetings as pages show them: lists, what earlier ones left, who was there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from alliances.models import Alliance, AllianceMeeting, MeetingAttendee, MeetingItem, MeetingTodo

Attendance = MeetingAttendee.Attendance


def may_run(user: User, alliance: Alliance) -> bool:
    """Tell whether the user runs this alliance: plans, invites, takes attendance, writes minutes."""
    return Alliance.objects.run_by(user).filter(pk=alliance.pk).exists()


def meetings_of(alliance: Alliance, user: User, *, query: str = ""):
    """Give the meetings that the user sees, with how many are called, were there, and what is open."""
    rows = AllianceMeeting.objects.visible_to(user).filter(alliance=alliance)
    if query:
        rows = rows.filter(Q(title__icontains=query) | Q(items__title__icontains=query)).distinct()
    return (
        rows.select_related("host")
        .order_by("-on", "-starts_at", "-pk")
        .annotate(
            called=Count("attendees", distinct=True),
            there=Count("attendees", filter=Q(attendees__attendance=Attendance.PRESENT), distinct=True),
            open_todos=Count("todos", filter=Q(todos__done_at=None), distinct=True),
            has_minutes=Exists(MeetingItem.objects.filter(meeting=OuterRef("pk")).exclude(minutes="")),
        )
    )


def upcoming(user: User, today: date):
    """Give the meetings to which the user is called, from today on."""
    rows = AllianceMeeting.objects.visible_to(user).calling(user).standing().filter(on__gte=today)
    return rows.select_related("host", "alliance").order_by("on", "starts_at", "pk")


def earlier_todos(meeting: AllianceMeeting, user: User) -> list[MeetingTodo]:
    """Give what earlier meetings left for this one: what is open, and what was done since the one before."""
    rows = MeetingTodo.objects.visible_to(user).before(meeting).select_related("owner", "school", "meeting")
    last = _day_before(meeting)
    still = Q(done_at=None) | Q(done_at__date__gte=meeting.on)
    since = Q(done_at__date__gte=last) if last else Q()
    return list(rows.filter(still | since).order_by("due_on", "pk"))


def _day_before(meeting: AllianceMeeting) -> date | None:
    before = AllianceMeeting.objects.standing().filter(alliance=meeting.alliance_id, on__lt=meeting.on)
    return before.order_by("-on").values_list("on", flat=True).first()


def own_todos(user: User, *, is_done: bool):
    """Give what the user is to do, or has done."""
    rows = MeetingTodo.objects.filter(owner=user, meeting__cancelled_at=None, done_at__isnull=not is_done)
    return rows.select_related("meeting__alliance", "school", "owner", "done_by")


@dataclass(frozen=True)
class Tally:
    """How many of those called were there."""

    called: int
    present: int
    excused: int
    absent: int

    @property
    def is_taken(self) -> bool:
        return bool(self.present or self.excused or self.absent)


def tally(attendees: Iterable[MeetingAttendee]) -> Tally:
    states = [row.attendance for row in attendees]
    counted = (states.count(state) for state in (Attendance.PRESENT, Attendance.EXCUSED, Attendance.ABSENT))
    return Tally(len(states), *counted)


def has_come(meeting: AllianceMeeting) -> bool:
    """Tell whether the day of the meeting has come: from then on it is written about."""
    return meeting.on <= timezone.localdate()
