"""Decisions of a meeting, and what is to be done: given, changed, done, opened again, one's own."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.meetings import DecisionForm, DoneForm, TodoForm
from alliances.models import Alliance, MeetingDecision, MeetingTodo
from alliances.refusals.meetings import in_words
from alliances.selectors.meetings import own_todos
from alliances.selectors.people import people_of
from alliances.services import outcomes as services
from alliances.views.meetings import DETAIL, run_meeting
from core.access import requires
from core.listing import paged
from core.saving import done, saved

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def meeting_decide(request, public_id):
    """Note a decision of a meeting."""
    meeting = run_meeting(request, public_id)
    form = DecisionForm(request.POST or None, meeting=meeting)
    is_saved = saved(request, form, in_words, services.decide, meeting=meeting)
    return _back(request, form, meeting, _("Note a decision"), is_saved=is_saved)


@requires(Permission.ALLIANCE_RUN)
@require_POST
def decision_forget(request, public_id):
    """Take out a decision that was noted wrongly."""
    rows = MeetingDecision.objects.run_by(request.user).select_related("meeting")
    decision = get_object_or_404(rows, public_id=public_id)
    services.forget_decision(decision=decision, by=request.user)
    messages.success(request, _("Removed."))
    return redirect(DETAIL, decision.meeting.public_id)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def meeting_todo(request, public_id):
    """Charge somebody with something until a day."""
    meeting = run_meeting(request, public_id)
    form = TodoForm(request.POST or None, people=people_of(meeting.alliance, timezone.localdate()))
    is_saved = saved(request, form, in_words, services.give, meeting=meeting)
    return _back(request, form, meeting, _("Give something to do"), is_saved=is_saved)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def todo_edit(request, public_id):
    """Give it another owner, another day or other words."""
    todo = get_object_or_404(_todos(MeetingTodo.objects.run_by(request.user)), public_id=public_id)
    initial = {"text": todo.text, "owner": str(todo.owner.public_id), "due_on": todo.due_on}
    people = people_of(todo.meeting.alliance, timezone.localdate())
    form = TodoForm(request.POST or None, people=people, initial=initial)
    is_saved = saved(request, form, in_words, services.change_todo, todo=todo)
    return _back(request, form, todo.meeting, _("Change what is to be done"), is_saved=is_saved)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def todo_mine(request):
    """What one has to do; ?which=done what one has done."""
    is_done = request.GET.get("which") == "done"
    rows = own_todos(request.user, is_done=is_done).order_by("-done_at" if is_done else "due_on", "pk")
    context = {"page": paged(request, rows, per_page=20), "is_done": is_done, "today": timezone.localdate()}
    return render(request, "alliances/meetings/todos.html", context)


@requires(Permission.ALLIANCE_VIEW)
@GET_OR_POST
def todo_finish(request, public_id):
    """Say what was done: the owner, or who runs the alliance."""
    todo, form = _own_or_run(request, public_id), DoneForm(request.POST or None)
    if saved(request, form, in_words, services.finish, todo=todo, said=_("Done.")):
        return redirect("alliances:todo_mine" if todo.owner == request.user else _page(todo))
    return render(request, "alliances/meetings/todo_finish.html", {"form": form, "todo": todo})


@requires(Permission.ALLIANCE_VIEW)
@require_POST
def todo_reopen(request, public_id):
    """Open it again."""
    todo = _own_or_run(request, public_id)
    done(request, in_words, services.reopen, todo=todo, said=pgettext("a to-do", "Open again."))
    return redirect("alliances:todo_mine" if todo.owner == request.user else _page(todo))


def _page(todo: MeetingTodo) -> str:
    return reverse(DETAIL, args=[todo.meeting.public_id])


def _own_or_run(request, public_id) -> MeetingTodo:
    run = Alliance.objects.run_by(request.user)
    rows = MeetingTodo.objects.filter(Q(owner=request.user) | Q(meeting__alliance__in=run))
    return get_object_or_404(_todos(rows), public_id=public_id)


def _todos(rows):
    return rows.select_related("meeting__alliance", "owner", "school")


def _back(request, form, meeting, title, *, is_saved):
    """Go back to the meeting, or show what is still to be mended."""
    if is_saved:
        return redirect(DETAIL, meeting.public_id)
    return render(request, "alliances/meetings/form.html", {"form": form, "title": title, "meeting": meeting})
