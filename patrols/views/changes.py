"""Lesson changes: mine, to decide, all; asking, answering, deciding, cancelling (C2.2.3)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import listed
from core.refusals import Refused
from patrols.forms.changes import AskForm, RefusalForm
from patrols.models import LessonChange
from patrols.refusals import in_words
from patrols.selectors import changes as selectors
from patrols.services import changing as services

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
CHANGERS = (Permission.LESSON_CHANGE_ASK, Permission.LESSON_CHANGE_DECIDE)
SORTS = {"on": ["on", "slot__period"], "asked": "asked_at", "teacher": "teacher__name_pinyin"}


@requires(*CHANGERS)
@require_safe
def change_list(request):
    """?which: mine, waiting for the office, all; ?q a name, a subject or words of the reason."""
    decides = may(request, Permission.LESSON_CHANGE_DECIDE)
    offered = ("open", "mine", "all") if decides else ("mine",)
    which = request.GET.get("which") if request.GET.get("which") in offered else offered[0]
    rows = selectors.changes(request.user, request.school, which=which, query=request.GET.get("q", "").strip())
    page = listed(request, rows, sorts=SORTS, default="-on")
    return render(request, "patrols/change_list.html", {"page": page, "which": which, "decides": decides})


@requires(Permission.LESSON_CHANGE_ASK)
@GET_OR_POST
def change_ask(request):
    """Choose a lesson of one's own, then how it shall change."""
    today = timezone.localdate()
    lessons = selectors.own_lessons(request.user, request.school, today)
    lesson = next((each for each in lessons if _is_chosen(request, each)), None)
    if lesson is None:
        return render(request, "patrols/change_choose.html", {"lessons": lessons})
    choices = selectors.choices_for(lesson.slot, lesson.on, today)
    form = AskForm(request.POST or None, choices=choices)
    if form.is_valid():
        try:
            change = services.ask(slot=lesson.slot, on=lesson.on, by=request.user, **form.asked())
        except Refused as refused:
            form.add_error(None, in_words(refused))
        else:
            messages.success(request, _("Asked. You get a message when it is answered."))
            return redirect("patrols:change_detail", change.public_id)
    form.offer_free_rooms(lesson.slot, request.POST.get("time") or request.GET.get("time", ""))
    return render(request, "patrols/change_ask.html", {"lesson": lesson, "form": form})


def _is_chosen(request, lesson) -> bool:
    return (request.GET.get("lesson"), request.GET.get("on")) == (str(lesson.slot.public_id), lesson.on.isoformat())


@requires(*CHANGERS)
@require_safe
def change_detail(request, public_id):
    """One change: what is asked, what stands in the way by now, and what one can do."""
    return _detail(request, _visible(request, public_id), RefusalForm())


def _detail(request, change, form):
    refused = services.obstacle(change) if change.is_open else None
    takes_part = request.user.pk == change.asked_by_id or (
        change.colleague and change.colleague.user_id == request.user.pk
    )
    decides = may(request, Permission.LESSON_CHANGE_DECIDE)
    context = {
        "change": change,
        "obstacle": in_words(refused) if refused else "",
        "form": form,
        "may_answer": change.state == "asked" and change.colleague.user_id == request.user.pk,
        "may_decide": decides and change.state == "agreed" and not takes_part,
        "may_withdraw": change.is_open and change.asked_by_id == request.user.pk,
        "may_cancel": change.can_be_cancelled and (decides or change.asked_by_id == request.user.pk),
    }
    return render(request, "patrols/change_detail.html", context)


@requires(Permission.LESSON_CHANGE_ASK)
@require_POST
def change_answer(request, public_id):
    """The colleague agrees or declines."""
    agrees = request.POST.get("answer") == "agree"
    return _do(request, public_id, services.answer, _("Answered."), agrees=agrees)


@requires(Permission.LESSON_CHANGE_DECIDE)
@require_POST
def change_approve(request, public_id):
    """The office approves."""
    return _do(request, public_id, services.approve, _("Approved: the timetable of the day says so."))


@requires(Permission.LESSON_CHANGE_DECIDE)
@require_POST
def change_refuse(request, public_id):
    """The office refuses, with the reason."""
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _detail(request, _visible(request, public_id), form)
    return _do(request, public_id, services.refuse, _("Refused."), why=form.cleaned_data["why"])


@requires(Permission.LESSON_CHANGE_ASK)
@require_POST
def change_withdraw(request, public_id):
    """Who asked takes it back."""
    return _do(request, public_id, services.withdraw, _("Withdrawn."))


@requires(*CHANGERS)
@require_POST
def change_cancel(request, public_id):
    """Who asked, or the office, cancels it until the day before."""
    return _do(request, public_id, services.cancel, _("Cancelled: the lesson is held as the timetable says."))


def _do(request, public_id, service, words, **more):
    change = _visible(request, public_id)
    try:
        service(change=change, by=request.user, **more)
    except Refused as refused:
        messages.error(request, in_words(refused))
    else:
        messages.success(request, words)
    return redirect("patrols:change_detail", change.public_id)


def _visible(request, public_id) -> LessonChange:
    changes = LessonChange.objects.visible_to(request.user).filter(school=request.school).for_listing()
    return get_object_or_404(changes, public_id=public_id)
