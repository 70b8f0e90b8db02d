"""Meetings of an alliance: the list, one meeting, planning, inviting, answering, cancelling (G5.3.2.2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.meetings import AnswerForm, CancelForm, MeetingForm
from alliances.ical import appointments
from alliances.models import Alliance, AllianceMeeting
from alliances.refusals.meetings import in_words
from alliances.selectors import meetings as selectors
from alliances.selectors.people import people_of
from alliances.services import meetings as services
from core.access import requires
from core.listing import paged
from core.saving import done, saved
from notices.calendars import calendar_of

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
DETAIL = "alliances:meeting_detail"


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def meeting_mine(request):
    """The next meetings to which one is called, what one has to do, and the alliances of one's school."""
    context = {
        "meetings": selectors.upcoming(request.user, timezone.localdate())[:20],
        "todos": selectors.own_todos(request.user, is_done=False)[:20],
        "alliances": Alliance.objects.visible_to(request.user).order_by("name"),
        "today": timezone.localdate(),
    }
    return render(request, "alliances/meetings/mine.html", context)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def meeting_list(request, public_id):
    """All meetings of an alliance, the newest first; ?q words of a title or of the agenda."""
    alliance = get_object_or_404(Alliance.objects.visible_to(request.user), public_id=public_id)
    rows = selectors.meetings_of(alliance, request.user, query=request.GET.get("q", "").strip())
    context = {
        "alliance": alliance,
        "page": paged(request, rows, per_page=20),
        "runs": selectors.may_run(request.user, alliance),
        "today": timezone.localdate(),
    }
    return render(request, "alliances/meetings/list.html", context)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def meeting_plan(request, public_id):
    """Plan a meeting; nobody is told before the invitation is sent."""
    alliance = get_object_or_404(Alliance.objects.run_by(request.user), public_id=public_id)
    today = timezone.localdate()
    form = MeetingForm(
        request.POST or None,
        alliance=alliance,
        people=people_of(alliance, today),
        on=today,
        initial={"host": alliance.seat_id, "title": _("Monthly meeting")},
    )
    if meeting := saved(
        request,
        form,
        in_words,
        services.plan,
        alliance=alliance,
        typed=form.planned,
        said=_("Planned. Send the invitation when you are ready."),
    ):
        return redirect(DETAIL, meeting.public_id)
    return render(request, "alliances/meetings/edit.html", {"form": form, "alliance": alliance})


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def meeting_edit(request, public_id):
    """Change a meeting; whoever is invited is told of another time or place."""
    meeting = run_meeting(request, public_id)
    alliance = meeting.alliance
    form = MeetingForm(
        request.POST or None,
        alliance=alliance,
        people=people_of(alliance, meeting.on),
        on=meeting.on,
        initial=MeetingForm.values_of(meeting),
    )
    if saved(request, form, in_words, services.change, meeting=meeting, typed=form.planned):
        return redirect(DETAIL, meeting.public_id)
    return render(request, "alliances/meetings/edit.html", {"form": form, "alliance": alliance, "meeting": meeting})


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def meeting_detail(request, public_id):
    """One meeting: what is on, who is called, what was decided, what earlier meetings left."""
    meeting = seen_meeting(request, public_id)
    return render(request, "alliances/meetings/detail.html", _all_of(request, meeting))


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def meeting_print(request, public_id):
    """The minutes on paper: schools, day, attendance, decisions, what is to be done, lines to sign."""
    context = _all_of(request, seen_meeting(request, public_id))
    places = [_("Chair"), _("Minutes written by")]
    places += dict.fromkeys(row.school.name for row in context["attendees"])
    return render(request, "alliances/meetings/print.html", context | {"places": places})


def _all_of(request, meeting: AllianceMeeting) -> dict:
    attendees = list(meeting.attendees.select_related("person", "school"))
    return {
        "meeting": meeting,
        "items": meeting.items.select_related("written_by"),
        "attendees": attendees,
        "tally": selectors.tally(attendees),
        "own": next((row for row in attendees if row.person_id == request.user.pk), None),
        "decisions": meeting.decisions.select_related("item"),
        "todos": meeting.todos.select_related("owner", "school", "done_by", "meeting"),
        "earlier": selectors.earlier_todos(meeting, request.user),
        "runs": selectors.may_run(request.user, meeting.alliance),
        "has_come": selectors.has_come(meeting),
        "today": timezone.localdate(),
    }


@requires(Permission.ALLIANCE_RUN)
@require_POST
def meeting_invite(request, public_id):
    """Send the invitation to whoever was not invited yet."""
    meeting = run_meeting(request, public_id)
    done(request, in_words, services.invite, meeting=meeting, said=_invited)
    return redirect(DETAIL, meeting.public_id)


def _invited(told: int) -> str:
    return ngettext("%(count)d person invited.", "%(count)d persons invited.", told) % {"count": told}


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def meeting_cancel(request, public_id):
    """Cancel a meeting, and say why."""
    meeting = run_meeting(request, public_id)
    form = CancelForm(request.POST or None)
    if saved(
        request, form, in_words, services.cancel, meeting=meeting, said=_("Cancelled; everybody invited was told.")
    ):
        return redirect(DETAIL, meeting.public_id)
    return render(request, "alliances/meetings/cancel.html", {"form": form, "meeting": meeting})


@requires(Permission.ALLIANCE_VIEW)
@require_POST
def meeting_answer(request, public_id):
    """Say whether one comes, and if not who stands in."""
    meeting, form = seen_meeting(request, public_id), AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose."))
        return redirect(DETAIL, meeting.public_id)
    is_coming = form.cleaned_data["answer"] == "coming"
    done(
        request,
        in_words,
        services.answer,
        meeting=meeting,
        is_coming=is_coming,
        stood_in=form.cleaned_data["stood_in"],
        said=_("Answered."),
    )
    return redirect(DETAIL, meeting.public_id)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def meeting_ics(request, public_id):
    """The meeting as a calendar file, to be kept in any calendar."""
    meeting = seen_meeting(request, public_id)
    rows = appointments(AllianceMeeting.objects.visible_to(request.user).filter(pk=meeting.pk))
    content = calendar_of(rows, name=meeting.title, absolute=request.build_absolute_uri)
    headers = {"Content-Disposition": f'attachment; filename="meeting-{meeting.on}.ics"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def seen_meeting(request, public_id) -> AllianceMeeting:
    """Give a meeting that the user may read, or 404."""
    rows = AllianceMeeting.objects.visible_to(request.user).select_related("alliance", "host")
    return get_object_or_404(rows, public_id=public_id)


def run_meeting(request, public_id) -> AllianceMeeting:
    """Give a meeting of an alliance that the user runs, or 404."""
    rows = AllianceMeeting.objects.run_by(request.user).select_related("alliance", "host")
    return get_object_or_404(rows, public_id=public_id)
