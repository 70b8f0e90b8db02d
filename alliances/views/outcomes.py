"""Decisions of a meeting, and what is to be done: given, changed, done, opened again, one's own."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
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
from core.refusals import Refused

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def meeting_decide(request, public_id):
    """Note a decision of a meeting."""
    meeting = run_meeting(request, public_id)
    form = DecisionForm(request.POST or None, meeting=meeting)
    return _saved(
        request,
        form,
        lambda: services.decide(meeting=meeting, by=request.user, **form.cleaned_data),
        meeting=meeting,
        title=_("Note a decision"),
    )


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
    return _saved(
        request,
        form,
        lambda: services.give(meeting=meeting, by=request.user, **form.given()),
        meeting=meeting,
        title=_("Give something to do"),
    )


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def todo_edit(request, public_id):
    """Give it another owner, another day or other words."""
    todo = get_object_or_404(_todos(MeetingTodo.objects.run_by(request.user)), public_id=public_id)
    initial = {"text": todo.text, "owner": str(todo.owner.public_id), "due_on": todo.due_on}
    people = people_of(todo.meeting.alliance, timezone.localdate())
    form = TodoForm(request.POST or None, people=people, initial=initial)
    return _saved(
        request,
        form,
        lambda: services.change_todo(todo=todo, by=request.user, **form.given()),
        meeting=todo.meeting,
        title=_("Change what is to be done"),
    )


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
    if form.is_valid():
        try:
            services.finish(todo=todo, note=form.cleaned_data["note"], by=request.user)
        except Refused as refused:
            form.add_error(None, in_words(refused))
        else:
            messages.success(request, _("Done."))
            return redirect("alliances:todo_mine" if todo.owner == request.user else _page(todo))
    return render(request, "alliances/meetings/todo_finish.html", {"form": form, "todo": todo})


@requires(Permission.ALLIANCE_VIEW)
@require_POST
def todo_reopen(request, public_id):
    """Open it again."""
    todo = _own_or_run(request, public_id)
    try:
        services.reopen(todo=todo, by=request.user)
    except Refused as refused:
        messages.error(request, in_words(refused))
    else:
        messages.success(request, _("Open again."))
    return redirect("alliances:todo_mine" if todo.owner == request.user else _page(todo))


def _page(todo: MeetingTodo) -> str:
    return reverse(DETAIL, args=[todo.meeting.public_id])


def _own_or_run(request, public_id) -> MeetingTodo:
    run = Alliance.objects.run_by(request.user)
    rows = MeetingTodo.objects.filter(Q(owner=request.user) | Q(meeting__alliance__in=run))
    return get_object_or_404(_todos(rows), public_id=public_id)


def _todos(rows):
    return rows.select_related("meeting__alliance", "owner", "school")


def _saved(request, form, save, *, meeting, title):
    if form.is_valid():
        try:
            save()
        except Refused as refused:
            form.add_error(None, in_words(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(DETAIL, meeting.public_id)
    return render(request, "alliances/meetings/form.html", {"form": form, "title": title, "meeting": meeting})
