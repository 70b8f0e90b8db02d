"""What the people of an alliance are told about meetings; no scores, no conduct, no pupil."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models import Alliance, AllianceMeeting, MeetingTodo
from notices.services import Letter
from rulebook.reminders.matters import Matter, Stage
from schools.models import School

day = lazy(lambda on: date_format(on, "MONTH_DAY_FORMAT"), str)
month = lazy(lambda on: date_format(on, "YEAR_MONTH_FORMAT"), str)
clock = lazy(lambda at: time_format(at, "TIME_FORMAT"), str)


def invitation(meeting: AllianceMeeting) -> dict:
    """To everybody called, once."""
    return _about(meeting, _("Invitation: {title}, {day} {clock}"), "invited")


def changed(meeting: AllianceMeeting) -> dict:
    """To everybody called: another time or place."""
    return _about(meeting, _("Changed: {title}, now {day} {clock}"), f"changed-{timezone.now().isoformat()}")


def cancelled(meeting: AllianceMeeting) -> dict:
    """To everybody called."""
    return _about(meeting, _("Cancelled: {title}, {day} {clock}"), "cancelled") | {"body": meeting.cancelled_why}


def _about(meeting: AllianceMeeting, subject, matter: str) -> dict:
    return {
        "subject": format_lazy(subject, title=meeting.title, day=day(meeting.on), clock=clock(meeting.starts_at)),
        "body": "\n".join(filter(None, (meeting.where, meeting.link))),
        "url": reverse("alliances:meeting_detail", args=[meeting.public_id]),
        "dedupe": f"alliance-meeting-{meeting.public_id}-{matter}",
        "school": meeting.host,
        "may_leave": True,  # names a meeting of the staff, never a child
    }


def todo_given(todo: MeetingTodo) -> dict:
    """To the owner: this is yours now."""
    return _of_todo(todo, _("To do until {day}: {text}"), "given") | {"school": todo.school}


def todo_soon(todo: MeetingTodo) -> Letter:
    """To the owner, once, some days before."""
    return _letter(todo, _("Due on {day}: {text}"), "soon")


def todo_late(todo: MeetingTodo) -> Letter:
    """To the owner, once, when the day has passed."""
    return _letter(todo, _("Overdue since {day}: {text}"), "late")


def month_without(alliance: Alliance, matter: Matter, person: User, school: School) -> Letter:
    """To the office and the liaisons, once before the end of a month and once after it (N-08)."""
    is_late = matter.stage is Stage.LATE
    subject = _("No monthly meeting was held: {month}") if is_late else _("Monthly meeting still to be held: {month}")
    return Letter(
        recipient=person,
        subject=format_lazy(subject, month=month(matter.line.due_on)),
        body=alliance.name,
        url=reverse("alliances:meeting_list", args=[alliance.public_id]),
        dedupe=f"alliance-month-{alliance.pk}-{matter.line.period}-{'late' if is_late else 'open'}",
        school_id=school.pk,
        may_leave=True,  # names a meeting of the staff, never a child
    )


def _letter(todo: MeetingTodo, subject, matter: str) -> Letter:
    words = _of_todo(todo, subject, f"{matter}-{todo.due_on}")
    return Letter(recipient=todo.owner, school_id=todo.school_id, **words)


def _of_todo(todo: MeetingTodo, subject, matter: str) -> dict:
    return {
        "subject": format_lazy(subject, day=day(todo.due_on), text=todo.text),
        "body": todo.meeting.title,
        "url": reverse("alliances:todo_mine"),
        "dedupe": f"alliance-todo-{todo.public_id}-{todo.owner_id}-{matter}",
        "may_leave": True,  # names a matter of the alliance, never a child
    }
