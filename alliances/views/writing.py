"""What is written at a meeting: attendance by thumb, and minutes by several people at once."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from alliances.models import MeetingAttendee
from alliances.refusals.meetings import in_words
from alliances.rules.minutes import plain, text_of
from alliances.services import attendance, minutes
from alliances.services.minutes import Written
from alliances.views.meetings import DETAIL, run_meeting
from core.access import requires
from core.refusals import Refused
from core.saving import done
from registry.forms.parts import plain_text

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LONGEST = 10_000


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def meeting_attendance(request, public_id):
    """Everybody called with three buttons; one press on "all present" first."""
    meeting = run_meeting(request, public_id)
    rows = list(meeting.attendees.select_related("person", "school"))
    if request.method == "POST":
        done(request, in_words, attendance.take, meeting=meeting, rows=_taken(request, rows), said=_("Saved."))
        return redirect(DETAIL, meeting.public_id)
    for row in rows:
        row.shown = row.attendance or ("excused" if row.answer == "excused" else "present")
    context = {"meeting": meeting, "rows": rows, "states": MeetingAttendee.Attendance.choices[1:]}
    return render(request, "alliances/meetings/attendance.html", context)


def _taken(request, rows) -> dict[UUID, tuple[str, str]]:
    """Give what was pressed, by person; what is not one of the three states is left out."""
    found = {}
    for row in rows:
        state = request.POST.get(f"state-{row.public_id}", "")
        if state in ("present", "excused", "absent"):
            found[row.public_id] = (state, plain_text(request.POST.get(f"stood-{row.public_id}", ""))[:40])
    return found


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def meeting_minutes(request, public_id):
    """The minutes, item by item. Where somebody else wrote meanwhile, both texts come back joined, to look at."""
    meeting = run_meeting(request, public_id)
    if request.method != "POST":
        return _page(request, meeting, {}, {})
    return _kept(request, meeting, DETAIL)


def _kept(request, meeting, then: str):
    """Keep what was written and what came up, then go on.

    Where somebody else wrote meanwhile, or a text is too long, the page comes back with what was typed.
    """
    written, title = _written(request, meeting), plain_text(request.POST.get("title", ""))[:120]
    too_long = {each.item: each for each in written if len(each.text) > LONGEST}
    try:
        if title:
            minutes.add_item(meeting=meeting, title=title, by=request.user)
        fitting = [each for each in written if each.item not in too_long]
        conflicts = minutes.write(meeting=meeting, written=fitting, by=request.user) if fitting else []
    except Refused as refused:
        messages.error(request, in_words(refused))
        return redirect(DETAIL, meeting.public_id)
    if conflicts or too_long:
        return _page(request, meeting, {each.item.pk: each for each in conflicts}, too_long)
    messages.success(request, _("Saved."))
    return redirect(then, meeting.public_id)


def _page(request, meeting, conflicts: dict, too_long: dict):
    items = list(meeting.items.select_related("written_by"))
    for item in items:
        item.conflict, item.long = conflicts.get(item.pk), too_long.get(item.public_id)
        item.shown = text_of(item.conflict.pieces) if item.conflict else item.minutes
        item.before = item.minutes
        if item.long:  # as it was sent: what others wrote meanwhile is met when it fits
            item.shown, item.before, item.revision = item.long.text, item.long.before, item.long.revision
    context = {"meeting": meeting, "items": items, "longest": LONGEST}
    return render(request, "alliances/meetings/minutes.html", context)


def _written(request, meeting) -> list[Written]:
    found = []
    for item in meeting.items.all():
        key = item.public_id
        if f"text-{key}" in request.POST and request.POST.get(f"revision-{key}", "").isdecimal():
            before, text = request.POST.get(f"before-{key}", ""), plain(request.POST[f"text-{key}"])
            found.append(Written(key, int(request.POST[f"revision-{key}"][:9]), before, text))
    return found


@requires(Permission.ALLIANCE_RUN)
@require_POST
def meeting_item(request, public_id):
    """Put what came up onto the agenda, and keep what was written until then: it stands in the same form."""
    return _kept(request, run_meeting(request, public_id), "alliances:meeting_minutes")
